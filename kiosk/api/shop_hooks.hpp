// kiosk/api/shop_hooks.hpp — what the API asks of the station's dealings with a ticket shop.
#pragma once

#include <functional>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/ports/shop_view.hpp"

namespace kiosk::api {

// Main thread. Empty ones: the attendee list does not come from a shop.
struct ShopHooks {
    std::function<ports::ShopView()> view;
    // Errc::invalid_input for an address or a token that is none.
    std::function<void(std::string address, std::string token, std::function<void(Result<>)>)>
        enrol;
    std::function<void(bool may_shrink)> fetch;
    std::function<void()> retry;
};

}  // namespace kiosk::api
