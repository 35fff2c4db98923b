// kiosk/core/venue/zone.hpp — one part of the venue: who fits in, when it is open, how one enters.
//
// Only what a decision needs; names for people stand in the configuration. Times of day are the
// venue's. A zone's day begins at its reset time, so that a night that ends at two is one day.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/strong_id.hpp"

namespace kiosk::core {

// Position in one venue; means nothing in another. Records name zones by id.
using ZoneNumber = StrongId<struct ZoneTag, std::uint16_t>;

enum class OnFull : std::uint8_t { refuse, ask };

// What happens when somebody enters who has not left, so far as is known.
enum class AntiPassback : std::uint8_t {
    none,
    soft,   // let in, noted in the record
    hard,   // refused until an exit, a reset or a supervisor's forgiveness
    timed,  // refused for an interval after the entry
    check,  // staff look and decide
};

// Open from one time of day until another; until the next day where `until` is not the later one.
struct OpenHours {
    std::vector<std::chrono::local_days> days;  // on which it opens; empty = every day
    std::chrono::minutes from{0};
    std::chrono::minutes until{24 * 60};

    friend bool operator==(const OpenHours&, const OpenHours&) = default;
};

struct Zone {
    std::string id;
    std::string parent;                     // id of the zone around it; empty = the street
    std::optional<std::uint32_t> capacity;  // persons, those in sub-zones included
    OnFull on_full = OnFull::refuse;
    AntiPassback anti_passback = AntiPassback::none;
    std::chrono::milliseconds passback_interval{0};  // of timed
    std::optional<std::chrono::minutes> reset_at;    // time of day at which everybody counts as out
    std::vector<std::string> route;  // zones that must have been entered today before this one
    bool security = false;           // an override here takes two persons
    std::vector<OpenHours> open;     // empty = always
};

// When the zone's day of `at` began: at its reset time, else at midnight.
[[nodiscard]] FineTime day_start(const Zone& zone, FineTime at, const ZoneOffsets& local);

// The date at which that day began.
[[nodiscard]] std::chrono::local_days day_of(const Zone& zone, FineTime at,
                                             const ZoneOffsets& local);

// When the zone's day of this date begins.
[[nodiscard]] FineTime start_of(const Zone& zone, std::chrono::local_days day,
                                const ZoneOffsets& local);

// True when the zone is open at any moment from `first` to `last`.
[[nodiscard]] bool is_open(const Zone& zone, FineTime first, FineTime last,
                           const ZoneOffsets& local);

// The next opening after `at`; nothing when there is none.
[[nodiscard]] std::optional<FineTime> opens_next(const Zone& zone, FineTime at,
                                                 const ZoneOffsets& local);

}  // namespace kiosk::core
