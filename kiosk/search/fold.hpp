// kiosk/search/fold.hpp — names as a queue hears them: without case, accents and punctuation.
//
// NFKD, marks dropped, case folded (ICU), then letters that do not decompose are mapped (ɛ to e,
// ŋ to n, ø to o ...), Arabic variants joined and Amharic letters of one sound made one. Any
// thread.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::search {

// What stands in folded text for every apostrophe, hyphen, dot and their look-alikes.
inline constexpr char kJoiner = '-';

// Letters and digits, folded; joiners as kJoiner; anything else as one blank each, also bytes that
// are not UTF-8. The result is UTF-8.
[[nodiscard]] std::string fold(std::string_view utf8);

}  // namespace kiosk::search
