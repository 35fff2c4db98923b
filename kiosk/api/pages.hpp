// kiosk/api/pages.hpp — the screens, out of the binary.
#pragma once

#include "kiosk/http/router.hpp"

namespace kiosk::api {

inline constexpr const char* kPageSummary = "Part of the screens";

// GET /, /desk and /assets/... . Each file is a route of its own: no path is ever put together.
void add_pages(http::Router& router);

}  // namespace kiosk::api
