// kiosk/base/civil_time_text.cpp — reading times as the ticket shop writes them.
#include <optional>

#include "kiosk/base/civil_time.hpp"

namespace kiosk {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kTextMax = 40;  // longest form read: 32 characters

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// A cursor over the text; each step says whether it found what it wanted.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const { return text_.empty(); }
    [[nodiscard]] bool next_is_digit() const { return !text_.empty() && is_digit(text_.front()); }

    bool skip(char wanted) {
        if (text_.empty() || text_.front() != wanted) return false;
        text_.remove_prefix(1);
        return true;
    }

    // Reads exactly `digits` digits with a value from `low` to `high`.
    std::optional<int> number(std::size_t digits, int low, int high) {
        if (text_.size() < digits) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!is_digit(text_[i])) return std::nullopt;
            value = value * 10 + (text_[i] - '0');
        }
        if (value < low || value > high) return std::nullopt;
        text_.remove_prefix(digits);
        return value;
    }

    // One to six decimals, as microseconds.
    std::optional<microseconds> decimals() {
        int value = 0;
        int places = 0;
        while (next_is_digit() && places < 6) {
            value = value * 10 + *number(1, 0, 9);
            ++places;
        }
        if (places == 0 || next_is_digit()) return std::nullopt;
        for (; places < 6; ++places) value *= 10;
        return microseconds(value);
    }

  private:
    std::string_view text_;
};

// "HH:MM[:SS[.ffffff]]", the hour with `hour_digits` digits.
std::optional<microseconds> read_clock(Reader& reader, std::size_t hour_digits) {
    const auto hour = reader.number(hour_digits, 0, 23);
    if (!hour || !reader.skip(':')) return std::nullopt;
    const auto minute = reader.number(2, 0, 59);
    if (!minute) return std::nullopt;
    microseconds time = hours(*hour) + minutes(*minute);
    if (!reader.skip(':')) return time;
    const auto second = reader.number(2, 0, 59);
    if (!second) return std::nullopt;
    time += seconds(*second);
    if (!reader.skip('.')) return time;
    const auto fraction = reader.decimals();
    if (!fraction) return std::nullopt;
    return time + *fraction;
}

std::optional<LocalTime> read_date_and_clock(Reader& reader) {
    const auto year = reader.number(4, 1, 9999);
    if (!year || !reader.skip('-')) return std::nullopt;
    const auto month = reader.number(2, 1, 12);
    if (!month || !reader.skip('-')) return std::nullopt;
    const auto day = reader.number(2, 1, 31);
    if (!day || !(reader.skip('T') || reader.skip(' '))) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok()) return std::nullopt;
    const auto clock = read_clock(reader, 2);
    if (!clock) return std::nullopt;
    return LocalTime(std::chrono::local_days(date)) + *clock;
}

std::optional<minutes> read_offset(Reader& reader) {
    if (reader.skip('Z')) return minutes(0);
    const bool west = reader.skip('-');
    if (!west && !reader.skip('+')) return std::nullopt;
    const auto hour = reader.number(2, 0, 23);
    if (!hour) return std::nullopt;
    reader.skip(':');
    const auto minute = reader.number(2, 0, 59);
    if (!minute) return std::nullopt;
    const minutes offset = hours(*hour) + minutes(*minute);
    return west ? -offset : offset;
}

std::unexpected<Error> not_a(std::string_view what, std::string_view text) {
    return fail(Errc::invalid_input,
                "\"" + std::string(text.substr(0, kTextMax)) + "\" is not " + std::string(what));
}

}  // namespace

Result<FineTime> parse_iso_time(std::string_view text) {
    Reader reader(text);
    const auto local = read_date_and_clock(reader);
    if (!local) return not_a("an ISO 8601 time", text);
    const auto offset = read_offset(reader);
    if (!offset || !reader.at_end()) return not_a("an ISO 8601 time with an offset", text);
    return FineTime(local->time_since_epoch() - *offset);
}

Result<microseconds> parse_time_of_day(std::string_view text) {
    Reader reader(text);
    const bool short_hour = text.size() > 1 && text[1] == ':';
    const auto time = read_clock(reader, short_hour ? 1 : 2);
    if (!time || !reader.at_end()) return not_a("a time of day", text);
    return *time;
}

}  // namespace kiosk
