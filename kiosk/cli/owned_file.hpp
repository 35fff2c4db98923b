// kiosk/cli/owned_file.hpp — reads a small secret file that is its owner's alone.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::cli {

// Wiped when it goes.
class SecretText {
  public:
    explicit SecretText(std::size_t bytes_max) : bytes_(bytes_max) {}
    SecretText(SecretText&&) noexcept = default;
    SecretText(const SecretText&) = delete;
    SecretText& operator=(const SecretText&) = delete;
    SecretText& operator=(SecretText&&) = delete;
    ~SecretText();

    [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }

  private:
    friend Result<SecretText> read_owned_file(const std::filesystem::path& file,
                                              std::string_view what, std::size_t bytes_max);
    std::vector<char> bytes_;
    std::size_t size_ = 0;
};

// Refuses a file that anybody but its owner may use or that belongs to another user (Errc::denied),
// what is no file (Errc::invalid_input), and one above the limit (Errc::too_large). `what` names it
// in errors, which never repeat a byte of it.
[[nodiscard]] Result<SecretText> read_owned_file(const std::filesystem::path& file,
                                                 std::string_view what, std::size_t bytes_max);

}  // namespace kiosk::cli
