// drivers/usb_scanner/silent_plugs.cpp — two looks, and what both found.
#include "drivers/usb_scanner/silent_plugs.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kiosk::drivers {

bool SilentPlugs::look(const std::vector<std::string>& in_use,
                       const std::vector<std::string>& announced) {
    std::vector<std::string> silent;
    std::ranges::set_difference(in_use, announced, std::back_inserter(silent));
    std::vector<std::string> lasting;
    std::ranges::set_intersection(silent, unannounced_, std::back_inserter(lasting));
    std::erase_if(given_up_, [&](const std::string& place) {
        return !std::ranges::binary_search(silent, place);
    });
    unannounced_ = std::move(silent);
    std::erase_if(lasting, [&](const std::string& place) {
        return std::ranges::find(given_up_, place) != given_up_.end();
    });
    std::ranges::copy(lasting, std::back_inserter(given_up_));
    return !lasting.empty();
}

}  // namespace kiosk::drivers
