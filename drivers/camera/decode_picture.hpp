// drivers/camera/decode_picture.hpp — one picture file in, its codes out: `kioskctl decode`.
#pragma once

#include <chrono>
#include <filesystem>
#include <string_view>
#include <vector>

#include "drivers/camera/decoder.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

struct PictureCodes {
    std::vector<DecodedCode> codes;  // empty where the picture holds none that was read
    std::string_view pass;           // the pass of the ladder that found them
    std::chrono::duration<double, std::milli> took{};  // decoding, without loading the file
};

// Loads and reads the picture with every pass there is. Errors as load_picture().
[[nodiscard]] Result<PictureCodes> decode_picture(const std::filesystem::path& path,
                                                  bool micro_qr = false);

struct PictureComparison {
    PictureCodes ladder;
    PictureCodes plain;  // one pass of ZXing with its best settings, on the same pixels
};

// The same, and what the decoder alone makes of it. Errors as load_picture().
[[nodiscard]] Result<PictureComparison> compare_picture(const std::filesystem::path& path,
                                                        bool micro_qr = false);

}  // namespace kiosk::drivers
