// drivers/camera/picture_file.hpp — loads a picture from a file that anyone may have made.
//
// PNG, JPEG, WebP and PGM (binary, 8 bit), told apart by their first bytes, never by name.
// Transparent parts count as white paper. Nothing is written; nothing is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "drivers/camera/frame.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

inline constexpr std::size_t kPictureFileBytesMax = 32UZ * 1024 * 1024;

// Errors begin with `picture "NAME": ` (the name without folders) and say what is wrong and which
// limit was passed: not_found, denied, io_failure; invalid_input for what is no picture file
// (directory, pipe, text, 0 bytes); too_large for more than kPictureFileBytesMax or
// kFramePixelsMax, found before the pixels are unpacked; corrupt for a damaged or cut picture;
// unsupported for kinds we do not read.
[[nodiscard]] Result<Frame> load_picture(const std::filesystem::path& path);

// The same for bytes in memory; errors without the name.
[[nodiscard]] Result<Frame> parse_picture(std::span<const std::uint8_t> bytes);

}  // namespace kiosk::drivers
