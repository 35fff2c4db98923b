// kiosk/core/engine/outcome.hpp — the answer to one scan, complete enough to show and to send.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/decision.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/core/scan.hpp"

namespace kiosk::core {

// The holder as staff see it; own copies, since the roster may be replaced meanwhile.
struct HolderCard {
    TicketId ticket;
    std::string name;
    std::string company;
    std::string order;
    std::string product;
    std::string variation;
    std::string note;
    bool attention = false;
    bool compare_photo = false;  // the badge asks staff to compare photo and face
};

// `index` must come from this roster.
[[nodiscard]] HolderCard card_of(const Roster& roster, TicketIndex index);

// What a custom rule asks for, one sentence for each unmet condition.
struct RuleWords {
    std::vector<std::string> english;
    std::vector<std::string> french;
};

struct Outcome {
    ScanId id;
    std::uint64_t seq = 0;  // place in the journal; 0 for a dry run
    std::string station;    // id
    std::string reader;     // id
    std::string list;       // id
    std::string zone;       // id; empty where the station leads into none
    Direction direction = Direction::entry;
    Decision decision;
    std::optional<HolderCard> holder;
    RuleWords rule_words;                  // reason rules
    bool by_signature = false;             // no list has the ticket; its signature vouches for it
    bool by_badge = false;                 // a K1 badge was shown, no ticket of a shop
    std::optional<std::uint64_t> issue{};  // of the badge: a reprint counts up
    SignedWord word{};                     // by_signature
    Timestamp at;
    std::uint64_t roster_version = 0;
    bool recorded = false;  // stored in two durable copies
    bool replayed = false;  // the answer to an earlier scan, given again
    bool dry_run = false;   // decided only; nothing stored, nothing opened
    bool alert = false;     // silent: for the security lead's eyes only

    [[nodiscard]] Verdict verdict() const { return decision.verdict(); }
    [[nodiscard]] bool admitted() const { return recorded && verdict() == Verdict::go; }
};

}  // namespace kiosk::core
