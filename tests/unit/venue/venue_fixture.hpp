// tests/unit/venue/venue_fixture.hpp — a small conference centre in a test.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/core/venue/venue_policy.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::core {

using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::milliseconds;
using std::chrono::minutes;

inline constexpr local_days kWednesday{std::chrono::year(2027) / 3 / 10};
inline constexpr local_days kThursday{std::chrono::year(2027) / 3 / 11};

// Local time is UTC: Accra.
inline FineTime at_clock(local_days day, minutes time) {
    return FineTime((LocalTime(day) + time).time_since_epoch());
}

// Venue > auditorium, room-a > cabin; no rule but what a test sets.
inline VenueSettings centre() {
    VenueSettings settings;
    settings.zones = {{.id = "venue"},
                      {.id = "auditorium", .parent = "venue"},
                      {.id = "room-a", .parent = "venue"},
                      {.id = "cabin", .parent = "room-a"}};
    settings.access_points = {{"gate", "venue"}, {"door", "auditorium"}, {"door-a", "room-a"}};
    return settings;
}
inline constexpr ZoneNumber kVenue{0};
inline constexpr ZoneNumber kAuditorium{1};
inline constexpr ZoneNumber kRoomA{2};
inline constexpr ZoneNumber kCabin{3};

// A venue with people in it: they go in and out, and the door says what it thinks.
class People {
  public:
    explicit People(VenueSettings settings) : venue(std::move(settings)), presence(venue, local) {}

    ScanRecord scan(std::uint64_t ticket, std::string zone, Direction direction, FineTime at) {
        ScanRecord record;
        record.at.utc = std::chrono::floor<UtcTime::duration>(at);
        record.station = "at-" + zone;
        record.zone = std::move(zone);
        record.direction = direction;
        record.reason = direction == Direction::entry ? Reason::ok : Reason::ok_exit;
        if (ticket != 0) record.ticket = TicketId{ticket};
        record.code.bytes.fill(static_cast<std::uint8_t>(ticket));
        return record;
    }

    std::optional<Presence::Change> enter(std::uint64_t ticket, std::string zone, FineTime at) {
        return presence.apply(scan(ticket, std::move(zone), Direction::entry, at));
    }
    std::optional<Presence::Change> leave(std::uint64_t ticket, std::string zone, FineTime at) {
        return presence.apply(scan(ticket, std::move(zone), Direction::exit, at));
    }

    VenueFacts facts(std::uint64_t ticket, ZoneNumber zone, FineTime now) const {
        return {.venue = venue,
                .presence = presence,
                .zone = zone,
                .person = TicketId{ticket},
                .product = "Conference",
                .now = now,
                .local = local};
    }

    Decision decide(const VenueFacts& facts) const {
        return decide_at_access_point(facts, Decision{.reason = Reason::ok});
    }
    Decision decide(std::uint64_t ticket, ZoneNumber zone, FineTime now) const {
        return decide(facts(ticket, zone, now));
    }

    Venue venue;
    ZoneOffsets local;
    Presence presence;
};

}  // namespace kiosk::core
