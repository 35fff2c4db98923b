// kiosk/cases/queued_answers.cpp — what the shop's scanning app makes of answers.
#include "kiosk/cases/queued_answers.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "kiosk/core/access/answer_format.hpp"

namespace kiosk::cases {
namespace {

// The digits with a point behind the first `whole` of them, which may be none or more than all.
std::string with_point(std::string digits, std::int64_t whole) {
    if (whole <= 0) {
        digits.insert(0, static_cast<std::size_t>(-whole) + 1, '0');
        whole = 1;
    }
    const auto point = static_cast<std::size_t>(whole);
    if (point > digits.size()) digits.append(point - digits.size(), '0');
    const auto zeros = std::min(digits.find_first_not_of('0'), point - 1);
    std::string text = digits.substr(zeros, point - zeros);
    if (point < digits.size()) text += "." + digits.substr(point);
    return text;
}

// Of a text that is a decimal number: the same number without exponent and plus sign.
std::string plain_number(std::string_view text) {
    std::string_view rest = core::without_blanks(text);
    std::string sign = rest.starts_with('-') ? "-" : "";
    if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
    const auto e = std::min(rest.find_first_of("eE"), rest.size());
    int exponent = 0;
    if (e < rest.size()) {
        auto power = rest.substr(e + 1);
        if (power.starts_with('+')) power.remove_prefix(1);
        const auto [end, error] =
            std::from_chars(power.data(), power.data() + power.size(), exponent);
        if (error != std::errc{} || std::abs(exponent) > kPlainExponentMax) {
            return std::string(text);
        }
    }
    const auto mantissa = rest.substr(0, e);
    const auto point = std::min(mantissa.find('.'), mantissa.size());
    std::string digits(mantissa.substr(0, point));
    if (point < mantissa.size()) digits += mantissa.substr(point + 1);
    return sign + with_point(std::move(digits), static_cast<std::int64_t>(point) + exponent);
}

}  // namespace

std::string stored_text(core::QuestionType type, std::string_view text) {
    if (type == core::QuestionType::yes_no) {
        return text == "true" || text == "True" ? "True" : "False";
    }
    if (type == core::QuestionType::number && core::decimal_number_in(text)) {
        return plain_number(text);
    }
    return std::string(text);
}

std::vector<core::Answer> queued_answers(std::span<const core::Question> questions,
                                         core::ProductId product,
                                         std::span<const core::Answer> answers) {
    std::vector<core::Answer> queued;
    for (const auto& question : questions) {
        const bool is_asked =
            question.ask_during_checkin &&
            (question.products.empty() ||
             std::ranges::find(question.products, product) != question.products.end());
        const auto answer = std::ranges::find(answers, question.id, &core::Answer::question);
        if (!is_asked || answer == answers.end()) continue;
        queued.push_back({question.id, stored_text(question.type, answer->text)});
    }
    return queued;
}

}  // namespace kiosk::cases
