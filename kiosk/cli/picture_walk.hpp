// kiosk/cli/picture_walk.hpp — the files that were named, and those in the folders that were.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::cli {

// More is a mistake in the argument, such as "/".
inline constexpr std::size_t kPicturesMax = 1'000'000;

// Files as they were named; folders as all plain files in them and below, by name. A link to a
// folder is not followed, and a folder that may not be read is passed over. Errc::too_large for
// more than `limit` files.
[[nodiscard]] Result<std::vector<std::filesystem::path>> picture_files(
    const std::vector<std::filesystem::path>& named, std::size_t limit = kPicturesMax);

}  // namespace kiosk::cli
