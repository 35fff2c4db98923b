// kiosk/api/pages.hpp — the screens, out of the binary.
#pragma once

#include "kiosk/http/router.hpp"

namespace kiosk::api {

inline constexpr const char* kPageSummary = "Part of the screens";

// GET /, /desk, /assets/... and the words of each screen in each language: /i18n/fr/desk.json. Each
// is a route of its own: no path is ever put together.
void add_pages(http::Router& router);

}  // namespace kiosk::api
