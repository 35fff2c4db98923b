// kiosk/locale/fold_case.hpp — a text without difference of capitals and small letters.
//
// Unicode's full case folding (ICU), in any script; accents stay. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::locale {

// UTF-8 in and out; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string fold_case(std::string_view utf8);

}  // namespace kiosk::locale
