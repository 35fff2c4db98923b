// kiosk/wire/day_words.cpp — runs of days, and the month where it is the last of its kind.
#include "kiosk/wire/day_words.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "kiosk/words/built_in.hpp"

namespace kiosk::wire {
namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr std::size_t kPartsMax = 4;  // then an ellipsis; a screen has one line
constexpr std::size_t kRunMin = 3;    // two days in a row are told one by one

constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

// A day alone, or the ends of several in a row.
struct Part {
    local_days first;
    local_days last;
};

std::vector<Part> parts_of(std::span<const local_days> days) {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < days.size();) {
        std::size_t end = i + 1;
        while (end < days.size() && days[end] == days[end - 1] + std::chrono::days(1)) ++end;
        if (end - i < kRunMin) end = i + 1;
        parts.push_back({days[i], days[end - 1]});
        i = end;
    }
    return parts;
}

std::string key_of(std::string_view group, std::string_view name) {
    return "phrases." + std::string(group) + "." + std::string(name);
}

std::string date_words(local_days day, bool with_month, const words::Pack& pack) {
    const year_month_day date(day);
    const std::string_view weekday = kWeekdays.at(std::chrono::weekday(day).c_encoding());
    const std::string_view month = kMonths.at(static_cast<unsigned>(date.month()) - 1U);
    return words::say(pack, with_month ? "phrases.date_month" : "phrases.date",
                      {{"weekday", std::string(words::text_of(pack, key_of("weekdays", weekday)))},
                       {"day", std::to_string(static_cast<unsigned>(date.day()))},
                       {"month", std::string(words::text_of(pack, key_of("months", month)))}});
}

bool same_month(local_days one, local_days other) {
    const year_month_day a(one);
    const year_month_day b(other);
    return a.year() == b.year() && a.month() == b.month();
}

std::string part_words(const Part& part, bool with_month, const words::Pack& pack) {
    const auto& [first, last] = part;
    const std::string end = date_words(last, with_month, pack);
    if (first == last) return words::say(pack, "phrases.one_date", {{"date", end}});
    return words::say(
        pack, "phrases.dates",
        {{"first", date_words(first, !same_month(first, last), pack)}, {"last", end}});
}

}  // namespace

std::string day_words(std::span<const local_days> days, const words::Pack& pack) {
    const auto parts = parts_of(days);
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool is_end = i + 1 == parts.size();
        const bool is_cut = i + 1 == kPartsMax && !is_end;
        const bool with_month = is_end || is_cut || !same_month(parts[i].last, parts[i + 1].first);
        const std::string next = part_words(parts[i], with_month, pack);
        if (i == 0) {
            text = next;
        } else {
            text = words::say(pack, is_end ? "phrases.and" : "phrases.comma",
                              {{"a", text}, {"b", next}});
        }
        if (is_cut) return words::say(pack, "phrases.and_more", {{"a", text}});
    }
    return text;
}

std::string day_word(local_days day, const words::Pack& pack) {
    return date_words(day, true, pack);
}

}  // namespace kiosk::wire
