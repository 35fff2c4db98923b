// kiosk/locale/zone_rule.cpp — reading the rule from front to back.
#include "kiosk/locale/zone_rule.hpp"

#include <algorithm>

namespace kiosk::locale {
namespace {

using std::chrono::seconds;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Reads `text` from the front; after the first mismatch nothing is read any more.
class RuleReader {
  public:
    explicit RuleReader(std::string_view text) : text_(text) {}

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool at_end() const { return text_.empty(); }

    bool skip(char c) {
        if (!text_.starts_with(c)) return false;
        text_.remove_prefix(1);
        return true;
    }

    void expect(char c) { failed_ = !skip(c) || failed_; }

    // "CET", "<+1030>"
    void name() {
        const bool quoted = skip('<');
        std::size_t size = 0;
        while (size < text_.size() && belongs_to_name(text_[size], quoted)) ++size;
        failed_ = failed_ || size == 0;
        text_.remove_prefix(size);
        if (quoted) expect('>');
    }

    unsigned number(unsigned least, unsigned most) {
        unsigned value = 0;
        std::size_t digits = 0;
        while (digits < 3 && digits < text_.size() && is_digit(text_[digits])) {
            value = value * 10 + static_cast<unsigned>(text_[digits++] - '0');
        }
        failed_ = failed_ || digits == 0 || value < least || value > most;
        text_.remove_prefix(digits);
        return value;
    }

    // "2", "-1", "10:30", "4:59:59"
    seconds time(unsigned hours_max) {
        const bool negative = skip('-');
        if (!negative) static_cast<void>(skip('+'));
        seconds value = std::chrono::hours(number(0, hours_max));
        if (skip(':')) value += std::chrono::minutes(number(0, 59));
        if (skip(':')) value += seconds(number(0, 59));
        return negative ? -value : value;
    }

    void change(YearlyChange& change) {
        expect(',');
        expect('M');
        change.month = number(1, 12);
        expect('.');
        change.week = number(1, 5);
        expect('.');
        change.weekday = number(0, 6);
        constexpr unsigned kHoursMax = 167;  // RFC 8536, section 3.3.1
        if (skip('/')) change.time = time(kHoursMax);
    }

  private:
    static bool belongs_to_name(char c, bool quoted) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return letter || (quoted && (is_digit(c) || c == '+' || c == '-'));
    }

    std::string_view text_;
    bool failed_ = false;
};

}  // namespace

std::optional<std::array<YearlyChange, 2>> zone_rule_from(std::string_view text) {
    constexpr unsigned kOffsetHoursMax = 24;
    RuleReader reader(text);
    reader.name();
    const seconds standard = -reader.time(kOffsetHoursMax);  // POSIX counts west of Greenwich
    if (reader.failed() || reader.at_end()) return std::nullopt;
    reader.name();
    seconds summer = standard + std::chrono::hours(1);
    RuleReader ahead = reader;
    if (!ahead.skip(',')) summer = -reader.time(kOffsetHoursMax);
    std::array<YearlyChange, 2> changes{};
    changes[0].before = changes[1].after = standard;
    changes[0].after = changes[1].before = summer;
    for (auto& change : changes) reader.change(change);
    if (reader.failed() || !reader.at_end()) return std::nullopt;
    return changes;
}

ZoneOffsets::Change change_of(const YearlyChange& change, std::chrono::year year) {
    namespace chrono = std::chrono;
    const chrono::weekday weekday(change.weekday);
    const auto month = year / chrono::month(change.month);
    const chrono::sys_days day = change.week == 5 ? chrono::sys_days(month / weekday[chrono::last])
                                                  : chrono::sys_days(month / weekday[change.week]);
    return {.at = day + change.time - change.before, .offset = change.after};
}

}  // namespace kiosk::locale
