// kiosk/http/upload_file.hpp — a body too large for memory, in a file that goes away by itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "kiosk/base/result.hpp"

namespace kiosk::http {

class UploadFile {
  public:
    // Makes a new file "upload-XXXXXX", readable by its owner only.
    [[nodiscard]] static Result<UploadFile> create(const std::filesystem::path& directory);

    // Deletes what a crash left behind.
    static void remove_leftovers(const std::filesystem::path& directory);

    UploadFile(UploadFile&& other) noexcept;
    UploadFile& operator=(UploadFile&& other) noexcept;
    UploadFile(const UploadFile&) = delete;
    UploadFile& operator=(const UploadFile&) = delete;
    ~UploadFile();  // deletes the file

    // Errc::no_space, Errc::io_failure.
    [[nodiscard]] Result<> append(std::span<const std::byte> bytes);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    UploadFile(int descriptor, std::filesystem::path path);
    void discard() noexcept;

    int descriptor_ = -1;
    std::filesystem::path path_;
};

}  // namespace kiosk::http
