// kiosk/core/engine/pending.hpp — a decision on its way to the disk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/engine/badge_issues.hpp"
#include "kiosk/core/engine/event.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/venue/presence.hpp"

namespace kiosk::core {

struct Pending {
    ScanRecord record;
    Outcome outcome;
    std::vector<RequestId> waiting;
    std::string repeat_key;
    bool quiet = false;                       // nobody stands at the station: no screen, no door
    std::optional<Presence::Change> moved{};  // taken back where the disk fails
    std::optional<BadgeIssues::Change> issue_seen{};
    std::string nonce_key{};  // empty where the request had no nonce
};

}  // namespace kiosk::core
