// kiosk/ports/venue_views.hpp — zones, who is inside, and what supervisors ask for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/venue/muster.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/ports/local_text.hpp"

namespace kiosk::ports {

// A part of the venue and how many are in it, those in its sub-zones included.
struct ZoneView {
    std::string id;
    LocalText name;
    std::string parent;  // id; empty = the street
    std::optional<std::uint32_t> capacity;
    bool two_persons = false;           // an override here takes two different operators
    std::uint32_t inside = 0;           // by the newest scan of each person
    std::uint32_t unmatched_exits = 0;  // the doubt about `inside`
    std::optional<UtcTime> opens_at;    // next opening of a zone that is closed now
};

inline constexpr std::uint32_t kMusterPageMax = 1000;  // people of one answer: doors wait for it

struct MusterQuery {
    bool people = true;         // false: counts alone, at most a second old; nothing is kept
    std::string zone;           // id; with its sub-zones. Empty = the whole venue
    std::uint32_t limit = 500;  // 1..kMusterPageMax
    std::string cursor;         // of the page before; pages of one list belong together
};

struct MusterRow {
    core::MusterEntry entry;
    std::optional<core::HolderCard> holder;  // nothing for a code or ticket that is on no list
};

// Of the whole list that was asked for, not of one page.
struct MusterCounts {
    std::uint64_t inside = 0;
    std::uint64_t unknown_code = 0;
    std::uint64_t not_seen_out = 0;
    std::uint64_t other_zone = 0;
    std::uint64_t left = 0;
    std::uint64_t nameless = 0;  // of all these: not on the attendee list of now
    std::uint64_t denied = 0;    // of those not left: on the deny list
};

struct MusterView {
    UtcTime as_of{};
    bool clock_trusted = true;  // else no reset counts anybody out
    std::optional<UtcTime> newest_scan;
    std::optional<UtcTime> emergency_since;
    std::vector<ZoneView> zones;
    MusterCounts counts;
    std::vector<MusterRow> rows;
    std::string next;  // cursor of the next page; empty: this was the last
};

// What a supervisor does beside letting somebody in. Exactly one of `ticket` and `code` where it is
// about a person.
struct SupervisorRequest {
    core::SupervisorAct act = core::SupervisorAct::forgive_passback;
    std::string by;                          // operator; 1 to core::kOperatorMax bytes
    std::optional<core::NameProof> proof{};  // how that name is known
    std::string note;                        // why; at most core::kNoteMax bytes
    std::optional<core::TicketId> ticket;
    std::string code;  // as on the ticket
    std::string zone;  // id; empty = every zone
};

struct SupervisorAnswer {
    std::uint64_t seq = 0;  // of the durable record
    UtcTime at{};
    std::optional<UtcTime> emergency_since;
    std::optional<core::HolderCard> holder;  // who was forgiven
};

// Lets in whom this scan refused.
struct OverrideRequest {
    core::ScanId scan;
    core::Override let_in;
    std::string nonce;  // same nonce, same answer
};

// A silent alert: no name, no code. The record's number leads whoever may look further.
struct AlertView {
    std::uint64_t number = 0;  // in this run, from 1; those of before the start come first
    std::uint64_t seq = 0;     // of the record; 0: validated only, or no disk took it
    UtcTime at{};
    std::string station;
    std::string zone;
    core::Direction direction = core::Direction::entry;
    bool dry_run = false;  // the ticket was validated at the lane; nobody was to be let in
};

}  // namespace kiosk::ports
