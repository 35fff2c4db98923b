// kiosk/api/scan_reference.hpp — which scan the path of a request names.
#pragma once

#include <optional>

#include "kiosk/http/request.hpp"
#include "kiosk/ports/undo.hpp"

namespace kiosk::api {

// The path's {id}: an id, or a number in the journal; nothing for any other text.
[[nodiscard]] std::optional<ports::ScanReference> scan_in(const http::Request& request);

}  // namespace kiosk::api
