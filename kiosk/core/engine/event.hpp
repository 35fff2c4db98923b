// kiosk/core/engine/event.hpp — everything that can happen to a station.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/strong_id.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/access/question.hpp"
#include "kiosk/core/annulment.hpp"
#include "kiosk/core/engine/elsewhere.hpp"
#include "kiosk/core/engine/engine_settings.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/storage_health.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/core/walk_in.hpp"

namespace kiosk::core {

// Ties a Reply to the request that waits for it. 0 is never used.
using RequestId = StrongId<struct RequestTag, std::uint64_t>;

struct ScanSeen {
    Scan scan;
    ScanId id;                           // made outside from the clock and random bytes
    std::optional<RequestId> request;    // somebody waits for the answer
    std::optional<Direction> direction;  // overrides the station's own
    std::optional<TicketId> ticket;      // chosen by the staff from a search, instead of a code
    std::string nonce;                   // same nonce, same answer; empty = none
    bool ignore_unpaid = false;          // staff let a pending order in, where the list allows it
    bool force = false;                  // record it whatever the list objects
    std::string forced_by{};             // operator who said either,
    std::optional<NameProof> forced_proof{};  // and how that name was known
    std::vector<Answer> answers{};            // to the list's questions, given with this scan
    std::optional<Override> let_in{};         // a supervisor lets in whom a zone's station refuses
    bool dry_run = false;
};

// Answers that are durable, beside the journal: they are personal data.
struct AnswersKept {
    TicketId ticket;
    std::vector<Answer> answers;
};

// Time went on; the daemon's timer says so about once a second.
struct TimePassed {
    Timestamp now;
};

// A supervisor forgives, or an emergency begins or ends. The boot id is filled in.
struct SupervisorActed {
    SupervisorRecord act;
};

// A durable admission that was not taken back before is taken back. The boot id is filled in.
struct CheckInUndone {
    AnnulmentRecord act;
};

// Somebody without a ticket gets one; the texts are durable already. It counts when its record is.
// The boot id is filled in.
struct WalkInMade {
    WalkInRecord record;
    WalkInTexts texts;
};

// All records up to and including `seq` are in both durable copies.
struct RecordsDurable {
    std::uint64_t seq = 0;
};

// Records from `seq` on are not durable and never will be; `seq` comes next.
struct RecordsFailed {
    std::uint64_t seq = 0;
};

// Check-ins are kept better or worse than before.
struct StorageChanged {
    StorageState state = StorageState::green;
};

// A new attendee list takes over.
struct RosterReplaced {
    std::shared_ptr<const Roster> roster;
    Timestamp at;
};

// The ticket shop was read: what these lists mean, when the event is, and all check-ins that it
// knows of, in place of those told before. Lists that are not configured are no matter here.
struct ShopTold {
    std::vector<ListSettings> lists;
    EventTimes times;
    std::map<SubeventId, EventTimes> subevent_times;
    std::shared_ptr<const CheckInsElsewhere> check_ins;
};

using Event =
    std::variant<ScanSeen, RecordsDurable, RecordsFailed, StorageChanged, RosterReplaced,
                 AnswersKept, TimePassed, SupervisorActed, CheckInUndone, ShopTold, WalkInMade>;

}  // namespace kiosk::core
