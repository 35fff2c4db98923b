// tests/faults/power_cut/recording_file.hpp — reads a recording back.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/faults/shim/recording.hpp"

namespace kiosk::faults {

// All entries of a recording; a last one that is cut short (its process was killed) is left out.
class RecordingFile {
  public:
    explicit RecordingFile(const std::filesystem::path& path);

    // Views into this object. An entry's `number` counts from the first of the file, not of its
    // process.
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

  private:
    std::string bytes_;
    std::vector<Entry> entries_;
};

}  // namespace kiosk::faults
