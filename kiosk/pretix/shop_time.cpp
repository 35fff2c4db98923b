// kiosk/pretix/shop_time.cpp — one form out of many.
#include "kiosk/pretix/shop_time.hpp"

#include <algorithm>
#include <string>

namespace kiosk::pretix {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t kDecimalsMax = 6;
constexpr std::size_t kDateLength = 10;  // "2024-09-24"

Result<> check_length(std::string_view text) {
    if (text.size() <= kShopTimeMax) return {};
    return fail(Errc::too_large, "a time of " + std::to_string(text.size()) + " bytes, limit " +
                                     std::to_string(kShopTimeMax));
}

// Point for comma, at most six decimals. A comma elsewhere is no time in any form.
std::string with_short_decimals(std::string text) {
    std::ranges::replace(text, ',', '.');
    const auto point = text.find('.');
    if (point == std::string::npos) return text;
    const auto end = std::min(text.find_first_not_of(kDigits, point + 1), text.size());
    if (end - point - 1 > kDecimalsMax)
        text.erase(point + 1 + kDecimalsMax, end - point - 1 - kDecimalsMax);
    return text;
}

// "+02:00", "-0330", "+02" at the end, where the sign stands behind the date; npos without.
std::size_t offset_in(std::string_view text) {
    const auto sign = text.find_last_of("+-");
    return sign == std::string_view::npos || sign < kDateLength ? std::string_view::npos : sign;
}

}  // namespace

Result<FineTime> parse_shop_time(std::string_view text) {
    KIOSK_TRY_VOID(check_length(text));
    std::string plain = with_short_decimals(std::string(text));
    std::ranges::replace(plain, 't', 'T');
    std::ranges::replace(plain, 'z', 'Z');
    const auto sign = offset_in(plain);
    if (sign != std::string::npos && plain.size() - sign == 3) plain += ":00";
    auto time = parse_iso_time(plain);
    if (!time) return parse_iso_time(text);  // an objection quotes what was written
    return time;
}

Result<std::chrono::microseconds> parse_shop_time_of_day(std::string_view text) {
    KIOSK_TRY_VOID(check_length(text));
    std::string_view clock = text;
    const bool is_dated = clock.size() > kDateLength && clock[4] == '-' && clock[7] == '-';
    if (is_dated) clock.remove_prefix(kDateLength);
    if (clock.starts_with('T') || clock.starts_with('t') || (is_dated && clock.starts_with(' '))) {
        clock.remove_prefix(1);
    }
    if (clock.ends_with('Z') || clock.ends_with('z')) {
        clock.remove_suffix(1);
    } else if (const auto sign = clock.find_first_of("+-"); sign != std::string_view::npos) {
        const auto offset = clock.substr(sign + 1);
        const bool is_offset = offset.size() >= 2 && offset.size() <= 5 &&
                               offset.find_first_not_of("0123456789:") == std::string_view::npos;
        if (is_offset) clock = clock.substr(0, sign);
    }
    auto time = parse_time_of_day(with_short_decimals(std::string(clock)));
    if (!time) return parse_time_of_day(text);
    return time;
}

}  // namespace kiosk::pretix
