// kiosk/core/roster_links.cpp — three sorted tables.
#include "kiosk/core/roster_links.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::core {

RosterLinks::RosterLinks(std::vector<MediumLink> media, std::vector<AddOnLink> add_ons,
                         std::vector<BadgeIssue> issues)
    : media_(std::move(media)), add_ons_(std::move(add_ons)), issues_(std::move(issues)) {
    std::ranges::stable_sort(media_, {}, &MediumLink::code);
    std::ranges::stable_sort(add_ons_, {}, &AddOnLink::main);
    std::ranges::stable_sort(issues_, {}, &BadgeIssue::ticket);
}

std::span<const MediumLink> RosterLinks::carried_by(const CodeKey& code) const {
    return std::ranges::equal_range(media_, code, {}, &MediumLink::code);
}

std::span<const AddOnLink> RosterLinks::add_ons_of(TicketId main) const {
    return std::ranges::equal_range(add_ons_, main, {}, &AddOnLink::main);
}

std::uint8_t RosterLinks::newest_issue(TicketId ticket) const {
    std::uint8_t newest = 0;
    for (const auto& one : std::ranges::equal_range(issues_, ticket, {}, &BadgeIssue::ticket)) {
        newest = std::max(newest, one.issue);
    }
    return newest;
}

std::size_t RosterLinks::resident_bytes() const {
    return media_.capacity() * sizeof(MediumLink) + add_ons_.capacity() * sizeof(AddOnLink) +
           issues_.capacity() * sizeof(BadgeIssue);
}

}  // namespace kiosk::core
