// kiosk/storage/line_file.hpp — lines of texts that only grow, durable one by one.
//
// For what must not be lost and must be forgotten one day: personal data beside the journal. Each
// line has its texts in hexadecimal digits, "-" for an empty one, and blanks between.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

inline constexpr std::size_t kLineFileMax = 64UL * 1024 * 1024;  // bytes

using LineTexts = std::vector<std::string>;

// Oldest first. A last line without its end was never confirmed and does not count; nothing is
// there without a file. Errc::corrupt names the line.
[[nodiscard]] Result<std::vector<LineTexts>> read_lines(FileSystem& files, const Path& path);

// Appends; one thread.
class LineFile {
  public:
    // Makes the file where there is none. What stands in it was read before.
    [[nodiscard]] static Result<LineFile> open(FileSystem& files, const Path& path);

    // Returns once the line is durable. After an error it does not count.
    [[nodiscard]] Result<> append(const LineTexts& texts);

  private:
    LineFile(File file, std::uint64_t end) : file_(std::move(file)), end_(end) {}

    File file_;
    std::uint64_t end_ = 0;  // behind the last whole line
};

}  // namespace kiosk::storage
