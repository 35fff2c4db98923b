// kiosk/core/roster_links.hpp — what an attendee list says between its tickets.
//
// Bands and cards that stand for tickets, add-ons of main tickets, and the newest copy of badges
// that were printed again. Small beside the tickets; sorted, looked up by bisection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core {

// A reusable medium: what its reader delivers stands for a ticket. One may stand for several.
struct MediumLink {
    CodeKey code;
    TicketId ticket;
    std::optional<UtcTime> expires{};  // still good at this moment, not after it

    friend bool operator==(const MediumLink&, const MediumLink&) = default;
};

struct AddOnLink {
    TicketId main;
    TicketId ticket;

    friend bool operator==(const AddOnLink&, const AddOnLink&) = default;
};

// The highest issue of a badge on the list; 0, the first copy, is not written down.
struct BadgeIssue {
    TicketId ticket;
    std::uint8_t issue = 0;

    friend bool operator==(const BadgeIssue&, const BadgeIssue&) = default;
};

class RosterLinks {
  public:
    RosterLinks() = default;

    // In any order; kept in the order of the file where one code or ticket has several.
    RosterLinks(std::vector<MediumLink> media, std::vector<AddOnLink> add_ons,
                std::vector<BadgeIssue> issues);

    [[nodiscard]] std::span<const MediumLink> carried_by(const CodeKey& code) const;
    [[nodiscard]] std::span<const AddOnLink> add_ons_of(TicketId main) const;

    // 0 where no later copy is on the list.
    [[nodiscard]] std::uint8_t newest_issue(TicketId ticket) const;

    [[nodiscard]] std::span<const MediumLink> media() const { return media_; }
    [[nodiscard]] std::span<const AddOnLink> add_ons() const { return add_ons_; }
    [[nodiscard]] std::span<const BadgeIssue> issues() const { return issues_; }
    [[nodiscard]] std::size_t resident_bytes() const;

  private:
    std::vector<MediumLink> media_;
    std::vector<AddOnLink> add_ons_;
    std::vector<BadgeIssue> issues_;
};

}  // namespace kiosk::core
