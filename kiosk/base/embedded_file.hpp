// kiosk/base/embedded_file.hpp — a file that was compiled into the program.
#pragma once

#include <string_view>

namespace kiosk {

struct EmbeddedFile {
    std::string_view name;        // "desk.js"
    std::string_view media_type;  // "text/javascript; charset=utf-8"
    std::string_view etag;        // strong entity tag with its quotes: changes with the content
    std::string_view content;
    std::string_view gzip;  // the same, compressed (RFC 1952)
};

}  // namespace kiosk
