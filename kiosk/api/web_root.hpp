// kiosk/api/web_root.hpp — the screens out of a folder, for whoever is writing them.
#pragma once

#include <filesystem>

#include "kiosk/base/embedded_file.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/http/response.hpp"

namespace kiosk::api {

// Every file of the screens is in this folder. Errc::not_found names what is not.
[[nodiscard]] Result<> check_web_root(const std::filesystem::path& folder);

// This file as it is in the folder now: not packed, not trimmed, never kept by a browser. A file
// that is gone or larger than 1 MB is not found.
[[nodiscard]] http::Response page_from(const std::filesystem::path& folder,
                                       const EmbeddedFile& file);

}  // namespace kiosk::api
