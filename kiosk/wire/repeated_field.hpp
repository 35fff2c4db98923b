// kiosk/wire/repeated_field.hpp — finds a field that a JSON object holds twice.
//
// RFC 8259 section 4 leaves open which of the two counts; a parser keeps one of them silently.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::wire {

// The name of the first field that comes a second time in the outermost object, escapes resolved.
// Nothing where there is none or the text is not JSON. Time and memory are linear in the text.
[[nodiscard]] std::optional<std::string> repeated_field(std::string_view object);

}  // namespace kiosk::wire
