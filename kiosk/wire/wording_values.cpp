// kiosk/wire/wording_values.cpp — times, names and counts as this language says them.
#include "kiosk/wire/wording_values.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/wire/day_words.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/station_names.hpp"
#include "kiosk/words/built_in.hpp"

namespace kiosk::wire {
namespace {

using words::Pack;
using words::say;

constexpr std::size_t kNotedDigits = 8;  // of the scan's id: enough to find it again on paper

// What is said of a time: where nobody can print times, nothing.
struct Times {
    UtcTime now;
    const TimeText& local;
    const Pack& pack;

    [[nodiscard]] bool is_another_day(UtcTime time) const {
        return local.day && local.day(time) != local.day(now);
    }

    // The time of day; with the day before it where that is not today.
    [[nodiscard]] std::string when(UtcTime time) const {
        if (!local.time_of_day) return {};
        const std::string clock = local.time_of_day(time);
        if (!is_another_day(time)) return clock;
        return say(pack, "phrases.day_time",
                   {{"day", day_word(local.day(time), pack)}, {"time", clock}});
    }

    // The same as part of a sentence: "at 08:30", "le mer. 10 mars à 08:30".
    [[nodiscard]] std::string at_when(UtcTime time) const {
        if (!local.time_of_day) return {};
        const std::string clock = local.time_of_day(time);
        if (!is_another_day(time)) return say(pack, "phrases.at", {{"time", clock}});
        return say(pack, "phrases.day_at",
                   {{"day", day_word(local.day(time), pack)}, {"time", clock}});
    }
};

std::string stay_words(UtcTime since, UtcTime now, const Pack& pack) {
    using namespace std::chrono_literals;
    const auto inside = std::max(std::chrono::floor<std::chrono::minutes>(now - since), 0min);
    const std::string minutes = std::to_string(inside % 1h / 1min);
    if (inside < 1h) return say(pack, "phrases.minutes", {{"m", minutes}});
    return say(pack, "phrases.hours", {{"h", std::to_string(inside / 1h)}, {"m", minutes}});
}

std::string desk_of(const core::Outcome& outcome, const ports::StatusView& status,
                    const Pack& pack) {
    std::string desk;
    if (const auto* station = find_station(status, outcome.station)) {
        desk = text_in(station->send_to, pack.language);
    }
    return desk.empty() ? say(pack, "phrases.desk") : desk;
}

std::string zones_in(const std::vector<std::string>& ids, const ports::StatusView& status,
                     const Pack& pack) {
    constexpr std::size_t kNamesMax = 3;  // then an ellipsis; a screen has one line
    if (ids.empty()) return say(pack, "phrases.no_zone");
    std::string names = zone_name(status, ids.front(), pack.language);
    for (std::size_t i = 1; i < ids.size(); ++i) {
        if (i == kNamesMax) return say(pack, "phrases.and_more", {{"a", names}});
        names = say(pack, "phrases.comma",
                    {{"a", names}, {"b", zone_name(status, ids[i], pack.language)}});
    }
    return names;
}

void add_times(const core::Decision& decision, const Times& times, words::Values& values) {
    values["days"] = day_words(decision.days, times.pack);
    if (const auto& from = decision.valid_from) {
        values["from"] = times.when(*from);
        values["at_from"] = times.at_when(*from);
        if (times.local.day) {
            values["date"] = day_words(std::array{times.local.day(*from)}, times.pack);
        }
    }
    if (decision.valid_until) values["until"] = times.when(*decision.valid_until);
}

}  // namespace

words::Values values_of(const core::Outcome& outcome, const ports::StatusView& status,
                        const TimeText& local, const Pack& pack) {
    const Times times{outcome.at.utc, local, pack};
    const auto& decision = outcome.decision;
    words::Values values;
    values["desk"] = desk_of(outcome, status, pack);
    const std::string id = to_text(outcome.id);
    values["id"] = id.substr(id.size() - kNotedDigits);
    if (outcome.holder) values["product"] = outcome.holder->product;
    if (const auto& prior = decision.prior) {
        values["time"] = times.when(prior->at);
        values["station"] = station_name(status, prior->station, pack.language);
        values["stay"] = stay_words(prior->at, times.now, pack);
    }
    values["zone"] = zone_name(status, decision.zone, pack.language);
    values["inside"] = std::to_string(decision.inside);
    values["places"] = std::to_string(decision.places);
    values["leads_to"] = zones_in(decision.leads_to, status, pack);
    add_times(decision, times, values);
    return values;
}

}  // namespace kiosk::wire
