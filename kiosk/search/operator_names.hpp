// kiosk/search/operator_names.hpp — whether two names are one person's, and whether a text says
// anything.
//
// Names are claimed, so what cannot be seen or is easily mistyped must not make another person:
// case, accents, blanks, hyphens, dots and invisible characters do not count (fold.hpp), nor do the
// order of the names and the script of letters that look alike (Unicode TS 39, 4: skeletons). Any
// thread.
#pragma once

#include <string_view>

namespace kiosk::search {

// True where not one letter or digit is left.
[[nodiscard]] bool says_nothing(std::string_view text);

[[nodiscard]] bool is_same_name(std::string_view one, std::string_view other);

}  // namespace kiosk::search
