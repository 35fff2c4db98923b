// kiosk/ports/shop_view.hpp — how a station stands with its ticket shop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.hpp"

namespace kiosk::ports {

// What the shop would not take, for a person to look at.
struct ShopLetter {
    std::uint64_t seq = 0;   // of the record
    std::string settlement;  // "unknown", "ambiguous", "refused", "set_aside", "no_code"
    std::string words;       // of the shop
};

inline constexpr std::size_t kShopLettersShown = 100;

struct ShopView {
    std::string state = "none";  // none: not enrolled; resting, reading, waiting, stopped, revoked
    std::string code;            // "SHOP-REVOKED", "SHOP-STOPPED", "SHOP-WAIT"; empty: fine
    std::string sentence;
    std::string address;
    std::string organizer;
    std::string event;
    std::string device;              // its name in the shop
    std::optional<UtcTime> read_at;  // when all of the shop's list was read the last time
    bool held = false;               // a list that lacks many tickets waits for a yes
    std::uint64_t orders = 0;
    std::uint64_t test_orders = 0;   // left out: they admit nobody
    std::uint64_t unreadable = 0;    // objects of the shop that were left out
    std::uint64_t to_tell = 0;       // scans that the shop does not know of yet
    std::uint64_t told_through = 0;  // record up to which all is settled
    std::uint64_t letters = 0;
    std::vector<ShopLetter> newest_letters{};  // at most kShopLettersShown
    std::uint64_t requests = 0;                // of this run, and
    std::uint64_t troubles = 0;                // how many of them got no answer
    std::vector<std::string> warnings{};
};

}  // namespace kiosk::ports
