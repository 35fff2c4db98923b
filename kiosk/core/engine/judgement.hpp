// kiosk/core/engine/judgement.hpp — one decision with all it rests on.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/access/access_policy.hpp"
#include "kiosk/core/engine/engine_settings.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/telling.hpp"
#include "kiosk/core/venue/venue_policy.hpp"

namespace kiosk::core {

// What was held before a reader; all that a decision knows of the scan, and a record keeps.
struct Presented {
    const Station& at;
    Direction direction = Direction::entry;
    Timestamp when;
    CodeKey key;
    std::string_view code{};               // clean; empty where only its key is known
    std::optional<TicketId> ticket{};      // chosen by the staff; else the key tells
    std::optional<std::uint64_t> issue{};  // of the badge, where only its record is at hand
    bool ignore_unpaid = false;
    bool force = false;
    std::string_view nonce{};
    std::span<const Answer> answers{};  // given with this scan, not checked
    std::optional<ZoneNumber> zone{};   // behind the station
    const Override* let_in = nullptr;
    const ScanRecord* record = nullptr;  // judged again: the code is gone, this is what is left
};

// The ticket that was presented, or why there is none.
struct Whose {
    std::optional<TicketFacts> facts{};
    HolderCard card;
    bool by_signature = false;  // no list has it; the code vouches for itself
    bool by_badge = false;      // that code is a K1 badge, withdrawn or not
    bool single_entry = false;  // a badge for one entry, whatever the list allows
    // misread, invalid, revoked …: decided before any list is asked.
    std::optional<Reason> refusal{};
    std::optional<std::uint64_t> issue{};  // of a genuine badge
    std::optional<PriorCheckIn> newer{};   // old_badge: where the newer copy was seen
    SignedWord word{};                     // by_signature
};

enum class CheckResult : std::uint8_t { passed, objected, not_asked };

struct CheckStep {
    std::string_view name;
    CheckResult result = CheckResult::not_asked;
    CheckFacts facts{};  // what the check looked at; empty where it was not asked
};

struct Judgement {
    Whose whose;
    Decision decision;
    RuleWords rule_words;
    bool alert = false;
    std::vector<CheckStep> steps{};                                 // in their order
    std::vector<std::pair<std::string_view, std::string>> facts{};  // by name; no personal data
};

// Each check in its order, with what it says by itself. After the first objection nothing is asked.
[[nodiscard]] std::vector<CheckStep> steps_of(const Facts& facts);

// The same of the venue. `asked`: the list did not object, so the venue is asked at all.
[[nodiscard]] std::vector<CheckStep> steps_of(const VenueFacts& facts, bool asked);

// What stands beside both: a denied holder, who is asked for before the list; after the venue staff
// who set a refusal aside, and the second person. What nobody tried is not asked.
struct StaffFacts {
    bool denied = false;
    const Override* let_in = nullptr;         // a supervisor stood by it
    bool forced = false;                      // an operator recorded it whatever the list objects
    std::string_view forced_by{};             // who forced or ignored, where that is on record,
    std::optional<NameProof> forced_proof{};  // and how that name was known
    bool takes_two = false;                   // in a security zone
    const Decision& decision;                 // what came of it
};
[[nodiscard]] CheckStep denial_step_of(const StaffFacts& facts);
[[nodiscard]] std::vector<CheckStep> steps_of(const StaffFacts& facts);

// The facts that all checks share, as people read them; times in the event's zone.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string>> facts_text(const Facts& facts);

}  // namespace kiosk::core
