// kiosk/core/walk_in.cpp — the signs of a walk-in's code, and the one that checks them.
#include "kiosk/core/walk_in.hpp"

#include <algorithm>

namespace kiosk::core {
namespace {

// Crockford's Base32: without I, L, O and U.
constexpr std::string_view kSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view kCheckSigns = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t kModulus = 36;

constexpr std::array<std::string_view, kWaysToPay> kNames{"cash", "card", "transfer", "free",
                                                          "later"};

// ISO 7064, hybrid system MOD M+1,M: the sum so far, doubled, through these signs.
std::size_t product_through(std::string_view signs) {
    std::size_t product = kModulus;
    for (const char sign : signs) {
        const std::size_t sum = (product + kCheckSigns.find(sign)) % kModulus;
        product = (sum == 0 ? kModulus : sum) * 2 % (kModulus + 1);
    }
    return product;
}

char check_sign(std::string_view signs) {
    return kCheckSigns[(kModulus + 1 - product_through(signs)) % kModulus];
}

}  // namespace

std::string_view name_of(PaidBy paid_by) {
    return kNames.at(static_cast<std::size_t>(paid_by));
}

std::optional<std::string> walk_in_code(const std::array<std::uint8_t, kWalkInCodeRandom>& chosen) {
    std::string signs;
    for (const std::uint8_t value : chosen) signs += kSigns[value % kSigns.size()];
    signs += check_sign(signs);
    if (!kSigns.contains(signs.back())) return std::nullopt;
    return std::string(kWalkInBegin) + signs;
}

bool is_walk_in_code(std::string_view code) {
    if (code.size() != kWalkInCodeLength || !code.starts_with(kWalkInBegin)) return false;
    const std::string_view signs = code.substr(kWalkInBegin.size());
    const auto is_sign = [](char sign) { return kSigns.contains(sign); };
    return std::ranges::all_of(signs, is_sign) &&
           check_sign(signs.substr(0, kWalkInCodeRandom)) == signs.back();
}

}  // namespace kiosk::core
