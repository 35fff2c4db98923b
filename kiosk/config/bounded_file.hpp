// kiosk/config/bounded_file.hpp — a whole file as text, but never more than a limit.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "kiosk/base/result.hpp"

namespace kiosk::config {

// Errors do not repeat the file's name: "is a directory, not a file", "cannot be read: No such file
// or directory", "more than 1048576 bytes long".
[[nodiscard]] Result<std::string> read_bounded_file(const std::filesystem::path& file,
                                                    std::size_t bytes_max);

}  // namespace kiosk::config
