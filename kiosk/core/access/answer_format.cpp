// kiosk/core/access/answer_format.cpp — small bounded readers for answers.
#include "kiosk/core/access/answer_format.hpp"

#include <array>
#include <chrono>
#include <optional>

#include "kiosk/base/civil_time.hpp"

namespace kiosk::core {
namespace {

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t digits_at(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    return count;
}

void skip_sign(std::string_view& text) {
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
}

int number_in_front(std::string_view& text) {
    const auto count = digits_at(text);
    int value = 0;
    for (std::size_t i = 0; i < count && i < 5; ++i) value = value * 10 + (text[i] - '0');
    text.remove_prefix(count);
    return count > 4 ? 99'999 : value;
}

bool is_day(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return false;
    return std::chrono::year_month_day(std::chrono::year(year),
                                       std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day)))
        .ok();
}

// Three numbers with the same separator, year first or last; the server tries month first and
// takes the day where that cannot be.
bool is_date_of(const std::array<int, 3>& part, bool year_first) {
    if (year_first) return is_day(part[0], part[1], part[2]);
    return is_day(part[2], part[0], part[1]) || is_day(part[2], part[1], part[0]);
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

bool is_decimal_number(std::string_view text) {
    skip_sign(text);
    const auto whole = digits_at(text);
    text.remove_prefix(whole);
    std::size_t decimals = 0;
    if (text.starts_with('.') || text.starts_with(',')) {
        text.remove_prefix(1);
        decimals = digits_at(text);
        text.remove_prefix(decimals);
    }
    if (whole + decimals == 0) return false;
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        skip_sign(text);
        const auto exponent = digits_at(text);
        if (exponent == 0) return false;
        text.remove_prefix(exponent);
    }
    return text.empty();
}

bool is_time_of_day(std::string_view text) {
    return parse_time_of_day(without_blanks(text)).has_value();
}

bool is_date(std::string_view text) {
    text = without_blanks(text);
    const bool year_first = digits_at(text) == 4;
    std::array<int, 3> part{};
    char separator = 0;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (digits_at(text) == 0) return false;
        part.at(i) = number_in_front(text);
        if (i == 2) break;
        if (text.empty() || (separator != 0 && text.front() != separator)) return false;
        separator = text.front();
        if (separator != '-' && separator != '.' && separator != '/') return false;
        text.remove_prefix(1);
    }
    if (!is_date_of(part, year_first)) return false;
    if (text.empty()) return true;
    if (text.front() != 'T' && text.front() != ' ') return false;
    text.remove_prefix(1);
    if (text.ends_with('Z')) text.remove_suffix(1);
    const auto offset = text.find_first_of("+-");
    return is_time_of_day(text.substr(0, offset));
}

bool is_country_code(std::string_view text) {
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    return text.size() == 2 && is_letter(text[0]) && is_letter(text[1]);
}

}  // namespace kiosk::core
