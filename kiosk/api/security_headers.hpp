// kiosk/api/security_headers.hpp — headers of every answer.
#pragma once

#include <vector>

#include "kiosk/http/request.hpp"

namespace kiosk::api {

// Nothing but our own files may run or be shown, text never becomes a script, nobody frames us,
// and no answer is stored, unless it says so itself: names are personal data.
[[nodiscard]] std::vector<http::Header> security_headers();

}  // namespace kiosk::api
