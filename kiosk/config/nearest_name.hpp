// kiosk/config/nearest_name.hpp — which known name a mistyped one was probably meant to be.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kiosk::config {

// The known name with the fewest changed, added, left out or swapped letters, where that is at
// most a third of the letters (and at least one); empty where none is near.
[[nodiscard]] std::string_view nearest_name(std::string_view typed,
                                            std::span<const std::string_view> known);

// The tail of a message: `; did you mean "scanner"?` or `; known: id, name`.
[[nodiscard]] std::string hint(std::string_view typed, std::span<const std::string_view> known);

}  // namespace kiosk::config
