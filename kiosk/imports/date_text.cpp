// kiosk/imports/date_text.cpp — a cursor over a date; every step may fail.
#include "kiosk/imports/date_text.hpp"

#include <cstddef>

namespace kiosk::imports {
namespace {

class Cursor {
  public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    // Exactly `digits` decimal digits.
    std::optional<int> number(std::size_t digits) {
        if (rest_.size() < digits) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(digits);
        return value;
    }

    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] bool digit_next() const {
        return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
    }

  private:
    std::string_view rest_;
};

std::optional<std::chrono::year_month_day> calendar_date(Cursor& cursor, bool day_first) {
    const char separator = day_first ? '.' : '-';
    const auto first = cursor.number(day_first ? 2 : 4);
    if (!first || !cursor.take(separator)) return std::nullopt;
    const auto month = cursor.number(2);
    if (!month || !cursor.take(separator)) return std::nullopt;
    const auto last = cursor.number(day_first ? 4 : 2);
    if (!last) return std::nullopt;
    const int year = day_first ? *last : *first;
    const int day = day_first ? *first : *last;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok() || year < 1970 || year > 2199) return std::nullopt;
    return date;
}

std::optional<std::chrono::milliseconds> time_of_day(Cursor& cursor) {
    const auto hour = cursor.number(2);
    if (!hour || *hour > 23 || !cursor.take(':')) return std::nullopt;
    const auto minute = cursor.number(2);
    if (!minute || *minute > 59) return std::nullopt;
    std::chrono::milliseconds time = std::chrono::hours{*hour} + std::chrono::minutes{*minute};
    if (!cursor.take(':')) return time;
    const auto second = cursor.number(2);
    if (!second || *second > 59) return std::nullopt;
    time += std::chrono::seconds{*second};
    if (!cursor.take('.')) return time;
    int unit = 100;  // milliseconds a digit stands for; more than three digits are cut
    if (!cursor.digit_next()) return std::nullopt;
    for (std::size_t digits = 0; cursor.digit_next() && digits < 9; ++digits, unit /= 10) {
        time += std::chrono::milliseconds{*cursor.number(1) * unit};
    }
    return time;
}

// Z, +01:00, +0100 or +01.
std::optional<std::chrono::minutes> zone(Cursor& cursor) {
    if (cursor.take('Z')) return std::chrono::minutes{0};
    const bool west = cursor.take('-');
    if (!west && !cursor.take('+')) return std::nullopt;
    const auto hours = cursor.number(2);
    if (!hours || *hours > 14) return std::nullopt;
    int minutes = 0;
    if (cursor.take(':') || cursor.digit_next()) {
        const auto given = cursor.number(2);
        if (!given || *given > 59) return std::nullopt;
        minutes = *given;
    }
    const std::chrono::minutes offset{*hours * 60 + minutes};
    return west ? -offset : offset;
}

}  // namespace

std::optional<DateText> parse_date(std::string_view text) {
    Cursor cursor(text);
    const bool day_first = text.size() > 2 && text[2] == '.';
    const auto date = calendar_date(cursor, day_first);
    if (!date) return std::nullopt;
    DateText parsed{.local = std::chrono::local_days{*date}};
    if (cursor.at_end()) return parsed;
    if (!cursor.take('T') && !cursor.take(' ')) return std::nullopt;
    const auto time = time_of_day(cursor);
    if (!time) return std::nullopt;
    parsed.local += *time;
    parsed.has_time = true;
    if (cursor.at_end()) return parsed;
    cursor.take(' ');
    parsed.utc_offset = zone(cursor);
    if (!parsed.utc_offset || !cursor.at_end()) return std::nullopt;
    return parsed;
}

}  // namespace kiosk::imports
