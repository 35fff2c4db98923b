// kiosk/core/engine/elsewhere.cpp — sorted once, looked up by bisection.
#include "kiosk/core/engine/elsewhere.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/base/check.hpp"

namespace kiosk::core {

CheckInsElsewhere::CheckInsElsewhere(std::vector<std::string> lists,
                                     std::vector<CheckInElsewhere> all)
    : lists_(std::move(lists)), all_(std::move(all)) {
    for (const auto& one : all_) {
        KIOSK_CHECK(one.list < lists_.size(), "every list has its name");
    }
    std::ranges::sort(all_);
}

std::span<const CheckInElsewhere> CheckInsElsewhere::on_list(TicketId ticket,
                                                             std::string_view list) const {
    const auto named = std::ranges::find(lists_, list);
    if (named == lists_.end()) return {};
    const auto position = static_cast<std::uint16_t>(named - lists_.begin());
    const auto [first, last] =
        std::ranges::equal_range(all_, std::pair(ticket, position), {},
                                 [](const auto& one) { return std::pair(one.ticket, one.list); });
    return {first, last};
}

}  // namespace kiosk::core
