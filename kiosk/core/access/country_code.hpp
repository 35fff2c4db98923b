// kiosk/core/access/country_code.hpp — the countries that an answer may name.
#pragma once

#include <string_view>

namespace kiosk::core {

// True for a code of ISO 3166-1 alpha-2 that is given out, in either case, and for XK (Kosovo),
// which the ticket shop has besides.
[[nodiscard]] bool is_country_code(std::string_view text);

}  // namespace kiosk::core
