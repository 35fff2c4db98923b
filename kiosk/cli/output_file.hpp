// kiosk/cli/output_file.hpp — a file that appears whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::cli {

// Collects bytes in a file beside the target; commit() makes it the target, durably. Without
// commit() nothing is left behind. Readable by its owner only: exports hold personal data.
class OutputFile {
  public:
    [[nodiscard]] static Result<OutputFile> create(const std::filesystem::path& target);

    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&&) = delete;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    [[nodiscard]] Result<> write(std::string_view bytes);
    [[nodiscard]] Result<> commit();

  private:
    OutputFile(std::filesystem::path target, std::filesystem::path unfinished, int descriptor);

    std::filesystem::path target_;
    std::filesystem::path unfinished_;
    int descriptor_ = -1;
};

}  // namespace kiosk::cli
