// kiosk/wire/day_words.cpp — runs of days, and the month where it is the last of its kind.
#include "kiosk/wire/day_words.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace kiosk::wire {
namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr std::size_t kPartsMax = 4;  // then an ellipsis; a screen has one line
constexpr std::size_t kRunMin = 3;    // two days in a row are told one by one

constexpr std::array<std::string_view, 7> kDaysEn{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> kDaysFr{"dim.", "lun.", "mar.", "mer.",
                                                  "jeu.", "ven.", "sam."};
constexpr std::array<std::string_view, 12> kMonthsEn{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 12> kMonthsFr{"janv.", "févr.", "mars",  "avr.",
                                                     "mai",   "juin",  "juil.", "août",
                                                     "sept.", "oct.",  "nov.",  "déc."};

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

std::string date_words(local_days day, bool with_month, bool french) {
    const year_month_day date(day);
    const std::size_t weekday = std::chrono::weekday(day).c_encoding();
    const std::size_t month = static_cast<unsigned>(date.month()) - 1U;
    std::string text((french ? kDaysFr : kDaysEn).at(weekday));
    text += ' ' + std::to_string(static_cast<unsigned>(date.day()));
    if (with_month) text += ' ' + std::string((french ? kMonthsFr : kMonthsEn).at(month));
    return text;
}

bool same_month(local_days one, local_days other) {
    const year_month_day a(one);
    const year_month_day b(other);
    return a.year() == b.year() && a.month() == b.month();
}

}  // namespace

std::string day_words(std::span<const local_days> days, bool french) {
    const auto parts = parts_of(days);
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto& [first, last] = parts[i];
        const bool is_end = i + 1 == parts.size();
        const bool is_cut = i + 1 == kPartsMax && !is_end;
        if (i > 0) text += is_end ? (french ? " et " : " and ") : ", ";
        if (first != last) {
            text += french ? "du " : "";
            text += date_words(first, !same_month(first, last), french);
            text += french ? " au " : " to ";
        } else {
            text += french ? "le " : "";
        }
        const bool with_month = is_end || is_cut || !same_month(last, parts[i + 1].first);
        text += date_words(last, with_month, french);
        if (is_cut) return text + " …";
    }
    return text;
}

std::string day_word(local_days day, bool french) {
    return date_words(day, true, french);
}

}  // namespace kiosk::wire
