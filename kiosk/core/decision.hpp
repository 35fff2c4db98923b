// kiosk/core/decision.hpp — what the station says about one scan: verdict, reason, and why.
//
// A refusal is a Decision, never an error. Reason codes are pretix's where pretix has one; the one
// table verdict_of() ties each reason to its verdict, so colour, sound and relay cannot disagree.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core {

enum class Verdict : std::uint8_t {
    go,     // let through
    check,  // hold, read, decide
    stop,   // do not admit
};

enum class Reason : std::uint8_t {
    ok = 0,
    ok_reentry = 1,
    ok_exit = 2,
    ok_exit_unmatched = 3,
    misread = 4,
    invalid = 5,
    canceled = 6,
    blocked = 7,
    unapproved = 8,
    unpaid = 9,
    invalid_time = 10,
    product = 11,
    already_redeemed = 12,
    already_inside = 13,
    clock_untrusted = 14,
    error = 15,
    rules = 16,          // the list's rules say no
    incomplete = 17,     // questions must be answered first; nothing is recorded
    ambiguous = 18,      // several tickets fit this code
    revoked = 19,        // the code was withdrawn
    not_stored = 20,     // no disk takes it: staff decide by the paper list, exits are let out
    zone_full = 21,      // refused
    zone_full_ask = 22,  // the zone lets staff decide
    passback = 23,       // has not left, and the zone insists
    route = 24,          // another zone comes first today
    wrong_zone = 25,     // this ticket does not lead here
    wrong_day = 26,      // not today
    not_open = 27,
    denylisted = 28,     // words in public are neutral
    second_person = 29,  // an override in a security zone takes two
    ok_override = 30,    // let in by a supervisor
    bad_signature = 31,  // a whole signed code that no key vouches for
    wrong_event = 32,    // genuine, for another event
    old_badge = 33,      // a newer copy of this badge was printed
    rotating_code = 34,  // genuine, but opens only with a code that changes, not read here
    // Numbers are stored in the journal: never reuse or reorder, only append.
};

inline constexpr std::uint8_t kReasonCount = 35;

[[nodiscard]] Verdict verdict_of(Reason reason);
[[nodiscard]] std::string_view name_of(Verdict verdict);  // "go", "check", "stop"
[[nodiscard]] std::string_view name_of(Reason reason);    // "already_redeemed"
[[nodiscard]] std::optional<Reason> reason_from_number(std::uint64_t number);
[[nodiscard]] std::optional<Reason> reason_from_name(std::string_view name);

// An earlier check-in that explains a refusal: "already scanned 09:02, North gate".
struct PriorCheckIn {
    UtcTime at;
    std::string station;  // id

    friend bool operator==(const PriorCheckIn&, const PriorCheckIn&) = default;
};

struct Decision {
    Reason reason = Reason::error;
    std::optional<PriorCheckIn> prior;  // already_redeemed, ok_reentry, ok_exit, passback;
                                        // old_badge: where the newer copy was seen
    // invalid_time; passback, not_open, wrong_day: from when; product: when the ticket's own date
    // begins, where that is known.
    std::optional<UtcTime> valid_from;
    std::optional<UtcTime> valid_until;  // invalid_time
    // At the door an exit is never refused: the list's objection, where it had one.
    std::optional<Reason> list_objection;
    std::vector<QuestionId> open_questions;  // incomplete
    // Let in or out all the same: anti-passback that only notes, an override, a denied one leaves.
    std::optional<Reason> set_aside;
    std::string zone;                   // id; zone_full: which one; route: where to go first
    std::vector<std::string> leads_to;  // wrong_zone: ids of zones for this ticket
    std::vector<std::chrono::local_days> days;  // wrong_day: the days for this ticket here
    bool other_date = false;   // product, or the objection: the ticket is for another date
    std::uint32_t inside = 0;  // zone_full: persons in it,
    std::uint32_t places = 0;  // and how many it takes
    bool forced = false;       // recorded although the list objects
    bool repeated = false;     // the request was answered before; nothing new to record

    [[nodiscard]] Verdict verdict() const { return verdict_of(reason); }
};

}  // namespace kiosk::core
