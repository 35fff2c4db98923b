// kiosk/app/rehearsal_book.hpp — what was tried before doors: a small file of lines, newest last.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::app {

inline constexpr std::size_t kRehearsalsMax = 50;             // the oldest goes
inline constexpr std::size_t kRehearsalBytesMax = 64 * 1024;  // of one line

// Main thread. A file that is not there is empty; a damaged line is somebody else's to skip.
class RehearsalBook {
  public:
    explicit RehearsalBook(std::filesystem::path file);

    // Errc::too_large, Errc::io_failure; then nothing is kept.
    [[nodiscard]] Result<> keep(std::string line);

    [[nodiscard]] std::vector<std::string> newest_first() const;

  private:
    std::filesystem::path file_;
    std::vector<std::string> lines_;
};

}  // namespace kiosk::app
