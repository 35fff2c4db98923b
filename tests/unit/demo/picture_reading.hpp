// tests/unit/demo/picture_reading.hpp — reads a badge picture back as a station's camera would.
#pragma once

#include <filesystem>
#include <string>

namespace kiosk::demo {

// The text of the one QR code in the PNG file; empty where none is found. Throws
// std::runtime_error where the file is no PNG picture.
[[nodiscard]] std::string text_in_picture(const std::filesystem::path& file);

// A new empty folder under the test's temporary directory; removed at the end.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// The whole file. Throws std::runtime_error where it cannot be read.
[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);

}  // namespace kiosk::demo
