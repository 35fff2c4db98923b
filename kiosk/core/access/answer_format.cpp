// kiosk/core/access/answer_format.cpp — small bounded readers for answers.
#include "kiosk/core/access/answer_format.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace kiosk::core {
namespace {

using std::chrono::local_days;

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

bool is_decimal_number(std::string_view text) {
    skip_sign(text);
    const auto whole = digits_at(text);
    text.remove_prefix(whole);
    std::size_t decimals = 0;
    if (text.starts_with('.')) {
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

std::optional<local_days> day_of(int year, int month, int day) {
    constexpr int kLastOf2000s = 68;
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return {};
    if (year < 100) year += year <= kLastOf2000s ? 2000 : 1900;
    const std::chrono::year_month_day date(std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!date.ok()) return std::nullopt;
    return local_days(date);
}

// Three numbers with the same separator, year first or last; the server tries month first and
// takes the day where that cannot be.
std::optional<local_days> day_of(const std::array<int, 3>& part, bool year_first) {
    if (year_first) return day_of(part[0], part[1], part[2]);
    const auto month_first = day_of(part[2], part[0], part[1]);
    return month_first ? month_first : day_of(part[2], part[1], part[0]);
}

std::optional<local_days> day_in_front(std::string_view& text) {
    const bool year_first = digits_at(text) == 4;
    std::array<int, 3> part{};
    char separator = 0;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (digits_at(text) == 0) return std::nullopt;
        part.at(i) = number_in_front(text);
        if (i == 2) break;
        if (text.empty() || (separator != 0 && text.front() != separator)) return std::nullopt;
        separator = text.front();
        if (separator != '-' && separator != '.' && separator != '/') return std::nullopt;
        text.remove_prefix(1);
    }
    return day_of(part, year_first);
}

// "+02:00", "-0330", "+02".
std::optional<std::chrono::seconds> offset_in(std::string_view text) {
    const int sign = text.starts_with('-') ? -1 : 1;
    text.remove_prefix(1);
    if (digits_at(text) != 2 && digits_at(text) != 4) return std::nullopt;
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    text.remove_prefix(2);
    if (text.starts_with(':')) {
        text.remove_prefix(1);
        if (text.empty()) return std::nullopt;
    }
    if (!text.empty() && (text.size() != 2 || digits_at(text) != 2)) return std::nullopt;
    const int minutes = text.empty() ? 0 : (text[0] - '0') * 10 + (text[1] - '0');
    if (hours > 23 || minutes > 59) return std::nullopt;
    return sign * (std::chrono::hours(hours) + std::chrono::minutes(minutes));
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::optional<double> decimal_number_in(std::string_view text) {
    text = without_blanks(text);
    if (!is_decimal_number(text)) return std::nullopt;
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc::result_out_of_range) return number;
    if (text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos) {
        return 0;
    }
    constexpr double kBeyond = std::numeric_limits<double>::infinity();
    return text.starts_with('-') ? -kBeyond : kBeyond;
}

std::optional<WrittenTime> date_in(std::string_view text) {
    text = without_blanks(text);
    const auto day = day_in_front(text);
    if (!day) return std::nullopt;
    WrittenTime written{.local = LocalTime(*day), .offset = {}};
    if (text.empty()) return written;
    if (text.front() != 'T' && text.front() != ' ') return std::nullopt;
    text.remove_prefix(1);
    if (text.ends_with('Z')) {
        text.remove_suffix(1);
        written.offset = std::chrono::seconds(0);
    } else if (const auto at = text.find_first_of("+-"); at != std::string_view::npos) {
        written.offset = offset_in(text.substr(at));
        if (!written.offset) return std::nullopt;
        text = text.substr(0, at);
    }
    const auto time = parse_time_of_day(without_blanks(text));
    if (!time) return std::nullopt;
    written.local += *time;
    return written;
}

bool has_time_of_day(std::string_view text) {
    return parse_time_of_day(without_blanks(text)).has_value() || date_in(text).has_value();
}

std::size_t length_of(std::string_view text) {
    const auto starts_one = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(text, starts_one));
}

}  // namespace kiosk::core
