// kiosk/demo/conference.cpp — the catalogue and the calendar.
#include "kiosk/demo/conference.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "kiosk/base/check.hpp"

namespace kiosk::demo {
namespace {

constexpr std::string_view kKeynoteNotes[] = {"Keynote in the main auditorium, day 3, 09:00",
                                              "Keynote in the main auditorium, day 4, 09:00"};
constexpr std::string_view kTalkNotes[] = {
    "Talk in the main auditorium, day 3", "Talk in the main auditorium, day 4",
    "Talk in breakout room A, day 3",     "Talk in breakout room A, day 4",
    "Talk in breakout room B, day 3",     "Talk in breakout room B, day 4"};
constexpr std::string_view kVolunteerNotes[] = {"Registration desk, morning",
                                                "Registration desk, afternoon", "Room host",
                                                "Speaker care", "Lunch, 12:00 to 14:00"};
constexpr std::string_view kSecurityNotes[] = {"Main gate", "Auditorium door",
                                               "Breakout rooms A and B", "Night watch"};
constexpr std::string_view kCoachNotes[] = {"Coach, table 1 to 7", "Coach, table 8 to 14"};
constexpr std::string_view kSponsorNotes[] = {"Stand in the foyer", "Stand in the courtyard"};

constexpr Offer kOffers[] = {
    {"Full pass", "Regular", 238, 0, 0, 4, {}},
    {"Full pass", "Early bird", 104, 0, 0, 3, {}},
    {"Full pass", "Student", 40, 0, 0, 2, {}},
    {"Conference", "Regular", 248, 3, 4, 4, {}},
    {"Conference", "Early bird", 88, 3, 4, 3, {}},
    {"Conference", "Student", 60, 3, 4, 2, {}},
    {"Tutorial day", "Day 1", 74, 1, 1, 3, {}},
    {"Tutorial day", "Day 2", 68, 2, 2, 3, {}},
    {"Workshop", "", 84, 2, 2, 2, {}},
    {"Workshop coach", "", 16, 2, 2, 1, kCoachNotes},
    {"Speaker", "Keynote", 4, 0, 0, 1, kKeynoteNotes},
    {"Speaker", "Talk", 42, 0, 0, 1, kTalkNotes},
    {"Volunteer", "", 38, 0, 0, 1, kVolunteerNotes},
    {"Security staff", "", 18, 0, 0, 1, kSecurityNotes},
    {"Sponsor", "", 32, 3, 4, 4, kSponsorNotes},
    {"Press", "", 12, 0, 0, 1, {}},
    {"Sprint only", "", 20, 5, 5, 2, {}},
    {kLivestream, "", 18, 0, 0, 1, {}},
};

constexpr std::size_t total_sold() {
    std::size_t total = 0;
    for (const auto& offer : kOffers) total += offer.sold;
    return total;
}
static_assert(total_sold() == kAttendees);

std::optional<int> number_of(std::string_view digits) {
    int number = 0;
    const auto [end, problem] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = problem == std::errc{} && end == digits.data() + digits.size();
    if (!whole || number < 0) return std::nullopt;
    return number;
}

std::string date_of(std::chrono::sys_days day_one, int day) {
    KIOSK_CHECK(day >= 1 && day <= kDays, "the day is one of the event's");
    const std::chrono::year_month_day date{day_one + std::chrono::days(day - 1)};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace

std::span<const Offer> offers() {
    return kOffers;
}

const Offer& offer_of(std::string_view product, std::string_view variation) {
    const auto* found = std::ranges::find_if(kOffers, [&](const Offer& offer) {
        return offer.product == product && offer.variation == variation;
    });
    KIOSK_CHECK(found != std::end(kOffers), "the offer is in the catalogue");
    return *found;
}

Result<std::chrono::sys_days> parse_day_one(std::string_view text) {
    using namespace std::chrono;
    const auto refuse = [&] {
        return fail(Errc::invalid_input,
                    fmt::format("first day \"{}\" is not a date YYYY-MM-DD from 2000-01-01 to "
                                "2099-12-27",
                                text.substr(0, 40)));
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return refuse();
    const auto y = number_of(text.substr(0, 4));
    const auto m = number_of(text.substr(5, 2));
    const auto d = number_of(text.substr(8, 2));
    if (!y || !m || !d) return refuse();
    const year_month_day date{year(*y), month(static_cast<unsigned>(*m)),
                              day(static_cast<unsigned>(*d))};
    if (!date.ok() || date < 2000y / 1 / 1 || date > 2099y / 12 / 27) return refuse();
    return sys_days(date);
}

std::string start_of(std::chrono::sys_days day_one, int day) {
    return date_of(day_one, day) + "T00:00:00Z";
}

std::string end_of(std::chrono::sys_days day_one, int day) {
    return date_of(day_one, day) + "T23:59:59Z";
}

}  // namespace kiosk::demo
