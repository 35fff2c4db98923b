// kiosk/web/assets.hpp — the files of the screens, as they are in the binary.
#pragma once

#include <span>
#include <string_view>

namespace kiosk::web {

struct Asset {
    std::string_view name;        // "desk.js"
    std::string_view media_type;  // "text/javascript; charset=utf-8"
    std::string_view etag;        // strong entity tag with its quotes: changes with the content
    std::string_view content;
};

[[nodiscard]] std::span<const Asset> assets();

}  // namespace kiosk::web
