// kiosk/cli/shop_options.hpp — what kioskctl shop was asked to do.
#pragma once

#include <cstdint>
#include <string>

namespace kiosk::cli {

enum class ShopAct : std::uint8_t { status, enrol, fetch, retry };

struct ShopOptions {
    ShopAct act = ShopAct::status;
    std::string address;
    std::string token;
    bool confirm_shrink = false;
};

}  // namespace kiosk::cli
