// kiosk/api/pages.hpp — the screens, out of the binary or, for their writers, out of a folder.
#pragma once

#include <filesystem>

#include "kiosk/http/router.hpp"

namespace kiosk::api {

inline constexpr const char* kPageSummary = "Part of the screens";

// GET /, /desk, /assets/... and the words of each screen in each language: /i18n/fr/desk.json. Each
// is a route of its own: no path is ever put together. `web_root` is empty, or a folder that
// check_web_root() found whole: then the files come out of it, and the words out of the binary.
void add_pages(http::Router& router, const std::filesystem::path& web_root);

}  // namespace kiosk::api
