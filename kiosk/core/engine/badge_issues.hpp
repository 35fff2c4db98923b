// kiosk/core/engine/badge_issues.hpp — the newest copy of each badge that was ever shown here.
//
// A badge that is printed again counts its issue up, and the copies before it are void (the lost
// one may be found by somebody else). Rebuilt from the journal at start.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::core {

class BadgeIssues {
  public:
    struct Seen {
        std::uint64_t issue = 0;
        UtcTime at{};         // when it was shown first
        std::string station;  // id
    };

    // What a scan changed, so that it can be taken back.
    struct Change {
        TicketId ticket;
        Seen before;  // issue 0: no copy after the first was seen
    };

    // Takes any scan of a genuine badge, refused ones too: they prove that the copy exists.
    std::optional<Change> take(const ScanRecord& scan);

    // Undoes the newest change that was not taken back yet.
    void take_back(const Change& change);

    // nullptr where no copy after the first was seen. Valid until the next change.
    [[nodiscard]] const Seen* newest(TicketId ticket) const;

  private:
    std::unordered_map<TicketId, Seen> seen_;  // first copies are not kept: they void nothing
};

}  // namespace kiosk::core
