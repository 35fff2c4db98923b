// kiosk/core/access/question.hpp — questions that must be settled at check-in.
//
// Types are the ticket shop's. An answer counts when the server would store it; a malformed one
// is dropped and the question stays open. An empty answer settles a question that is not required.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core {

inline constexpr std::size_t kAnswerMax = 4096;  // bytes of one answer that a request may bring

enum class QuestionType : std::uint8_t {
    number,
    line,
    text,
    yes_no,
    choice,
    choices,
    file,
    date,
    time,
    date_time,
    country,
    phone,
};

struct QuestionOption {
    std::int64_t id = 0;
    std::string identifier;
};

// What an answer may be at least and at most, both included. The shop has these for numbers, dates,
// dates with a time, and the characters (code points) of lines and texts.
struct AnswerLimits {
    std::optional<double> number_min;
    std::optional<double> number_max;
    std::optional<std::chrono::local_days> date_min;
    std::optional<std::chrono::local_days> date_max;
    std::optional<FineTime> date_time_min;
    std::optional<FineTime> date_time_max;
    std::optional<std::uint64_t> length_max;
};

struct Question {
    QuestionId id;
    QuestionType type = QuestionType::line;
    bool required = false;
    bool ask_during_checkin = false;
    std::vector<ProductId> products;  // empty: every ticket that it is handed with
    std::vector<QuestionOption> options;
    AnswerLimits limits{};
    // Asked only when that one has one of these answers. For lists of our own: pretix asks whatever
    // the other answer is, so its questions come without.
    std::optional<QuestionId> depends_on;
    std::vector<std::string> dependency_values;
};

// An answer on record, or given with this scan and accepted.
struct Answer {
    QuestionId question;
    std::string text;  // empty where the record tells only that it was answered
};

// The type of pretix's letter: N S T B C M F D H W CC TEL.
[[nodiscard]] std::optional<QuestionType> question_type_from(std::string_view letter);

// "yes_no", "date_time"
[[nodiscard]] std::string_view name_of(QuestionType type);

// True when the server would take this text as an answer. A date and time without an offset is one
// of `zone`.
[[nodiscard]] bool accepts(const Question& question, std::string_view text,
                           const ZoneOffsets& zone = {});

// The questions, in their order, that a ticket of this product still has to answer. A question
// whose dependency is answered otherwise is not asked.
[[nodiscard]] std::vector<QuestionId> open_questions(std::span<const Question> questions,
                                                     ProductId product,
                                                     std::span<const Answer> answers);

}  // namespace kiosk::core
