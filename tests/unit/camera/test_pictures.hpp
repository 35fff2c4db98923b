// tests/unit/camera/test_pictures.hpp — pictures made for tests, and a folder to put them in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/camera/frame.hpp"

namespace kiosk::drivers::test {

using Bytes = std::vector<std::uint8_t>;

// A QR code with this content, `module` pixels per module, with its quiet zone of 4 modules.
[[nodiscard]] Frame qr_frame(const std::string& text, int module);

// A frame of one shade.
[[nodiscard]] Frame plain_frame(int width, int height, std::uint8_t shade);

// Repeatable noise of all shades.
[[nodiscard]] Frame noise_frame(int width, int height, unsigned seed);

// Copies `picture` into `frame` with its upper left corner at (left, top).
void paste(Frame& frame, const Frame& picture, int left, int top);

// PNG rows as libpng wants them: `row_bytes` per row. Colour type and bit depth as in PNG's IHDR.
struct PngKind {
    int colour_type = 0;
    int bit_depth = 8;
    bool interlaced = false;
};
[[nodiscard]] Bytes png_of(int width, int height, PngKind kind, const Bytes& pixels);
[[nodiscard]] Bytes png_of(const Frame& frame);
[[nodiscard]] Bytes jpeg_of(const Frame& frame);
[[nodiscard]] Bytes webp_of(const Frame& frame);  // lossless
[[nodiscard]] Bytes pgm_of(const Frame& frame);

// A new empty folder; removed with all its content at the end.
class TestFolder {
  public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    // Writes a file in one go and returns its path.
    std::filesystem::path write(std::string_view name, const Bytes& bytes) const;
    std::filesystem::path write(std::string_view name, std::string_view text) const;

  private:
    std::filesystem::path path_;
};

}  // namespace kiosk::drivers::test
