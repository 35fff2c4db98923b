// kiosk/http/target.hpp — takes a request target apart: path segments and query parameters.
#pragma once

#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/http/request.hpp"

namespace kiosk::http {

// Fills path, segments and query of `request` from an origin-form target ("/a/b?c=d", RFC 9112
// section 3.2.1), percent-decoded. Errc::invalid_input for other forms, bad percent-encoding,
// control characters, "." and ".." segments, an encoded slash, text that is not UTF-8 and a
// parameter given twice; Errc::too_large past the limits of limits.hpp.
[[nodiscard]] Result<> read_target(std::string_view target, Request& request);

}  // namespace kiosk::http
