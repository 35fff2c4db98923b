// kiosk/core/access/access_policy.hpp — decide(): the ordered checks, from cancelled to admit.
//
// The first check that objects wins. The order is the ticket shop's own, as seen on its server, so
// that a gate without a network says what the shop says. Looking up the code comes before (engine);
// venue rules come after. Pure: the same facts always get the same answer.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/access/past_check_in.hpp"
#include "kiosk/core/access/question.hpp"
#include "kiosk/core/check_in_list.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/rules/rule_facts.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/telling.hpp"
#include "kiosk/core/ticket.hpp"

namespace kiosk::core {

// Names for explanations; no check looks at them.
struct FactNames {
    std::string_view product{};
    std::string_view variation{};
    std::span<const std::string> list_products{};
};

struct Facts {
    const CheckInList& list;
    const TicketFacts& ticket;
    std::span<const PastCheckIn> history{};  // of this ticket on this list, in order of recording
    Direction direction = Direction::entry;
    FineTime now{};
    std::optional<FineTime> by_clock{};  // where `now` is another time that it may be
    bool ignore_unpaid = false;  // staff let a pending order in, where the list allows it
    bool force = false;          // record it whatever the list objects; uploads of past scans
    std::optional<GateId> gate{};
    const ZoneOffsets* zone = nullptr;  // of the event; none = UTC
    const EventTimes* times = nullptr;  // of the ticket's date, else of the event
    bool questions_supported = true;    // false: this station cannot ask
    std::span<const Question> questions{};
    std::span<const Answer> answers{};  // on record, or given with this scan and accepted
    std::string_view nonce{};           // of the request; empty = none
    std::int64_t device = 0;            // who sends the nonce
    FactNames names{};
};

// One check: nothing to object, or the refusal; and what it looked at.
struct Check {
    std::string_view name;
    std::optional<Decision> (*objection)(const Facts&, const Telling&);
};

// The checks in their order.
[[nodiscard]] std::span<const Check> list_checks();

// What the list says, as pretix would: the first objection, else ok. With `force` objections only
// mark the decision as forced.
[[nodiscard]] Decision decide_by_list(const Facts& facts);

// What the door does: as the list says for entries. An exit is never refused: people must be able
// to leave; the list's objection comes back in Decision::list_objection for the staff.
[[nodiscard]] Decision decide_at_door(const Facts& facts);

// True when this request was answered before: nothing new is to be recorded.
[[nodiscard]] bool is_known_nonce(const Facts& facts);

// The facts as a custom rule sees them; views into `facts`.
[[nodiscard]] RuleFacts rule_facts(const Facts& facts);

}  // namespace kiosk::core
