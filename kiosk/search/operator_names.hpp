// kiosk/search/operator_names.hpp — whether two names are one person's, and whether a text says
// anything.
//
// Names are claimed, so what cannot be seen or is easily mistyped must not make another person:
// case, accents, blanks, hyphens, dots and invisible characters do not count (fold.hpp). Letters of
// another script that look alike do. Any thread.
#pragma once

#include <string_view>

namespace kiosk::search {

// True where not one letter or digit is left.
[[nodiscard]] bool says_nothing(std::string_view text);

[[nodiscard]] bool is_same_name(std::string_view one, std::string_view other);

}  // namespace kiosk::search
