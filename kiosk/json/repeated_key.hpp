// kiosk/json/repeated_key.hpp — finds a key that any object of a JSON text holds twice.
//
// RFC 8259 section 4 leaves open which of the two counts; a parser keeps one of them silently. A
// rule of which one half is dropped may admit everybody, so a text must say each thing once.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

struct RepeatedKey {
    std::string path;  // of the object: "rules/and/0"; its keys stand there as they are
    std::string key;   // escapes resolved
};

// The first one; `root` starts the path. Nothing where there is none, the text is not JSON or is
// nested deeper than `depth_max`. Time and memory are linear in the text.
[[nodiscard]] std::optional<RepeatedKey> repeated_key(std::string_view json, std::string_view root,
                                                      std::size_t depth_max);

}  // namespace kiosk
