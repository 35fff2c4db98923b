// kiosk/core/access/question.cpp — which questions are open, which answers count.
#include "kiosk/core/access/question.hpp"

#include <algorithm>
#include <array>

#include "kiosk/base/check.hpp"
#include "kiosk/core/access/answer_format.hpp"

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

const QuestionOption* option_of(const Question& question, std::string_view text) {
    const auto found = std::ranges::find_if(question.options, [&](const QuestionOption& option) {
        return text == std::to_string(option.id) ||
               (!option.identifier.empty() && text == option.identifier);
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

// A dependency that was answered with another value takes the question away; one that is not
// answered yet, or whose text is not known here, does not.
bool is_asked_for(const Question& question, std::span<const Answer> answers) {
    if (!question.depends_on) return true;
    const Answer* settled = answer_to(*question.depends_on, answers);
    if (settled == nullptr || settled->text.empty()) return true;
    return std::ranges::find(question.dependency_values, settled->text) !=
           question.dependency_values.end();
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

bool accepts(const Question& question, std::string_view text) {
    if (text.size() > kAnswerMax) return false;
    if (question.required && question.type == QuestionType::yes_no) {
        return text == "true" || text == "True";
    }
    if (text.empty()) return !question.required;
    switch (question.type) {
        case QuestionType::line:
        case QuestionType::text:
        case QuestionType::yes_no:
        case QuestionType::phone: return true;  // "12" is a telephone number to the server
        case QuestionType::number: return is_decimal_number(without_blanks(text));
        case QuestionType::choice: return option_of(question, text) != nullptr;
        case QuestionType::choices: return are_options(question, text);
        case QuestionType::date:
        case QuestionType::date_time: return is_date(text);
        case QuestionType::time: return is_time_of_day(text);
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
        if (is_asked_for(question, answers)) open.push_back(question.id);
    }
    return open;
}

}  // namespace kiosk::core
