// kiosk/cases/repeated_key.hpp — finds a key that any object of a JSON text holds twice.
//
// RFC 8259 section 4 leaves open which of the two counts. A rule of which one half is dropped in
// silence may admit everybody, so a rules file must say each thing once.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::cases {

struct RepeatedKey {
    std::string path;  // of the object: "rules/and/0"
    std::string key;   // escapes resolved
};

// The first one; `root` starts the path. Nothing where there is none, the text is not JSON or is
// nested deeper than `depth_max`. Time and memory are linear in the text.
[[nodiscard]] std::optional<RepeatedKey> repeated_key(std::string_view json, std::string_view root,
                                                      std::size_t depth_max);

}  // namespace kiosk::cases
