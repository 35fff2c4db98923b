// kiosk/pretix/shop_notes.hpp — what a station writes down of its dealings with a shop, as text.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/pretix/enrolment.hpp"

namespace kiosk::pretix {

inline constexpr std::size_t kLettersMax = 10'000;  // kept; more are only logged

struct ShopDevice {
    std::string address;  // "https://pretix.eu"
    Device device;
};

// What the shop would not take, for a person to look at.
struct DeadLetter {
    std::string settlement;  // as name_of(Settlement)
    std::string words;       // of the shop

    friend bool operator==(const DeadLetter&, const DeadLetter&) = default;
};

// How far the shop was told. Its record stands before what follows is sent.
struct Told {
    std::uint64_t through = 0;                    // every scan up to this record is settled
    std::set<std::uint64_t> annulled;             // scans whose undoing is settled
    std::map<std::uint64_t, DeadLetter> letters;  // by record

    friend bool operator==(const Told&, const Told&) = default;
};

// The read functions: Errc::corrupt for anything that print_...() does not make.
[[nodiscard]] std::string print_shop_device(const ShopDevice& device);
[[nodiscard]] Result<ShopDevice> read_shop_device(std::string_view text);

[[nodiscard]] std::string print_told(const Told& told);
[[nodiscard]] Result<Told> read_told(std::string_view text);

}  // namespace kiosk::pretix
