// kiosk/core/access/question.cpp — which questions are open, which answers count.
#include "kiosk/core/access/question.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/base/check.hpp"
#include "kiosk/core/access/answer_format.hpp"
#include "kiosk/core/access/country_code.hpp"

namespace kiosk::core {
namespace {

struct Letter {
    std::string_view letter;
    QuestionType type;
    std::string_view name;
};

constexpr std::array kLetters{
    Letter{"N", QuestionType::number, "number"},
    Letter{"S", QuestionType::line, "line"},
    Letter{"T", QuestionType::text, "text"},
    Letter{"B", QuestionType::yes_no, "yes_no"},
    Letter{"C", QuestionType::choice, "choice"},
    Letter{"M", QuestionType::choices, "choices"},
    Letter{"F", QuestionType::file, "file"},
    Letter{"D", QuestionType::date, "date"},
    Letter{"H", QuestionType::time, "time"},
    Letter{"W", QuestionType::date_time, "date_time"},
    Letter{"CC", QuestionType::country, "country"},
    Letter{"TEL", QuestionType::phone, "phone"},
};

// Digits only, as the server asks for before it takes a text for a number.
std::optional<std::int64_t> option_number_in(std::string_view text) {
    if (text.empty() || text.front() == '-') return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

const QuestionOption* option_of(const Question& question, std::string_view text) {
    const auto number = option_number_in(text);
    const auto found = std::ranges::find_if(question.options, [&](const QuestionOption& option) {
        return number == option.id || (!option.identifier.empty() && text == option.identifier);
    });
    return found == question.options.end() ? nullptr : &*found;
}

// As the server counts them: an option given twice is no answer.
bool are_options(const Question& question, std::string_view text) {
    std::vector<const QuestionOption*> chosen;
    while (true) {
        const auto comma = text.find(',');
        const QuestionOption* option = option_of(question, without_blanks(text.substr(0, comma)));
        if (option == nullptr || std::ranges::find(chosen, option) != chosen.end()) return false;
        chosen.push_back(option);
        if (comma == std::string_view::npos) return true;
        text.remove_prefix(comma + 1);
    }
}

const Answer* answer_to(QuestionId question, std::span<const Answer> answers) {
    const auto found = std::ranges::find(answers, question, &Answer::question);
    return found == answers.end() ? nullptr : &*found;
}

bool applies(const Question& question, ProductId product) {
    return question.products.empty() ||
           std::ranges::find(question.products, product) != question.products.end();
}

// Conditions name options by their identifiers, a yes as "True" and all else as "False", as the
// server stores it.
std::string_view identifier_in(const Question& question, std::string_view text) {
    if (question.type == QuestionType::yes_no) {
        return text == "true" || text == "True" ? "True" : "False";
    }
    const QuestionOption* option = option_of(question, text);
    return option == nullptr || option->identifier.empty() ? text
                                                           : std::string_view(option->identifier);
}

// Where several options were chosen, one of them is enough.
bool is_one_of(const std::vector<std::string>& wanted, const Question* asked,
               std::string_view text) {
    const auto is_wanted = [&](std::string_view one) {
        return std::ranges::find(wanted, one) != wanted.end();
    };
    if (asked == nullptr || is_wanted(text)) return is_wanted(text);
    if (asked->type != QuestionType::choices) return is_wanted(identifier_in(*asked, text));
    for (auto comma = text.find(','); comma != std::string_view::npos; comma = text.find(',')) {
        if (is_wanted(identifier_in(*asked, without_blanks(text.substr(0, comma))))) return true;
        text.remove_prefix(comma + 1);
    }
    return is_wanted(identifier_in(*asked, without_blanks(text)));
}

// A dependency that was answered with another value takes the question away; one that is not
// answered yet, or whose text is not known here, does not.
bool is_asked_for(const Question& question, std::span<const Question> questions,
                  std::span<const Answer> answers) {
    if (!question.depends_on) return true;
    const Answer* settled = answer_to(*question.depends_on, answers);
    if (settled == nullptr || settled->text.empty()) return true;
    const auto asked = std::ranges::find(questions, *question.depends_on, &Question::id);
    return is_one_of(question.dependency_values, asked == questions.end() ? nullptr : &*asked,
                     settled->text);
}

template <class T>
bool is_within(const T& value, const std::optional<T>& least, const std::optional<T>& most) {
    return (!least || value >= *least) && (!most || value <= *most);
}

bool is_number_within(const AnswerLimits& limits, std::string_view text) {
    const auto number = decimal_number_in(text);
    return number && is_within(*number, limits.number_min, limits.number_max);
}

// The day as it is written, whatever the offset.
bool is_date_within(const AnswerLimits& limits, std::string_view text) {
    const auto date = date_in(text);
    return date && is_within(std::chrono::floor<std::chrono::days>(date->local), limits.date_min,
                             limits.date_max);
}

bool is_date_time_within(const AnswerLimits& limits, std::string_view text,
                         const ZoneOffsets& zone) {
    const auto written = date_in(text);
    if (!written) return false;
    const FineTime at = written->offset
                            ? FineTime(written->local.time_since_epoch() - *written->offset)
                            : zone.to_utc(written->local, Fold::first);
    return is_within(at, limits.date_time_min, limits.date_time_max);
}

}  // namespace

std::optional<QuestionType> question_type_from(std::string_view letter) {
    for (const auto& row : kLetters) {
        if (row.letter == letter) return row.type;
    }
    return std::nullopt;
}

std::string_view name_of(QuestionType type) {
    return kLetters.at(static_cast<std::size_t>(type)).name;
}

bool accepts(const Question& question, std::string_view text, const ZoneOffsets& zone) {
    if (question.required && question.type == QuestionType::yes_no) {
        return text == "true" || text == "True";
    }
    if (text.empty()) return !question.required;
    switch (question.type) {
        case QuestionType::line:
        case QuestionType::text:
            return !question.limits.length_max || length_of(text) <= *question.limits.length_max;
        case QuestionType::yes_no:
        case QuestionType::phone: return true;  // "12" is a telephone number to the server
        case QuestionType::number: return is_number_within(question.limits, text);
        case QuestionType::choice: return option_of(question, text) != nullptr;
        case QuestionType::choices: return are_options(question, text);
        case QuestionType::date: return is_date_within(question.limits, text);
        case QuestionType::date_time: return is_date_time_within(question.limits, text, zone);
        case QuestionType::time: return has_time_of_day(text);
        case QuestionType::country: return is_country_code(text);
        case QuestionType::file: return false;  // files come another way
    }
    KIOSK_UNREACHABLE();
}

std::vector<QuestionId> open_questions(std::span<const Question> questions, ProductId product,
                                       std::span<const Answer> answers) {
    std::vector<QuestionId> open;
    for (const auto& question : questions) {
        if (!question.ask_during_checkin || !applies(question, product)) continue;
        if (answer_to(question.id, answers) != nullptr) continue;
        if (is_asked_for(question, questions, answers)) open.push_back(question.id);
    }
    return open;
}

}  // namespace kiosk::core
