// kiosk/http/upload_file.cpp — over mkostemp(3).
#include "kiosk/http/upload_file.hpp"

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace kiosk::http {
namespace {

constexpr std::string_view kPrefix = "upload-";

}  // namespace

Result<UploadFile> UploadFile::create(const std::filesystem::path& directory) {
    std::string name = (directory / (std::string(kPrefix) + "XXXXXX")).string();
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) return fail(system_error("create an upload file", errno));
    return UploadFile(descriptor, std::move(name));
}

void UploadFile::remove_leftovers(const std::filesystem::path& directory) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
        if (entry.path().filename().string().starts_with(kPrefix)) {
            std::error_code ignored;  // tried again at the next start
            std::filesystem::remove(entry.path(), ignored);
        }
    }
}

UploadFile::UploadFile(int descriptor, std::filesystem::path path)
    : descriptor_(descriptor), path_(std::move(path)) {}

UploadFile::UploadFile(UploadFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

UploadFile& UploadFile::operator=(UploadFile&& other) noexcept {
    if (this != &other) {
        discard();
        descriptor_ = std::exchange(other.descriptor_, -1);
        path_ = std::move(other.path_);
    }
    return *this;
}

UploadFile::~UploadFile() {
    discard();
}

void UploadFile::discard() noexcept {
    if (descriptor_ < 0) return;
    ::close(std::exchange(descriptor_, -1));
    ::unlink(path_.c_str());
}

Result<> UploadFile::append(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return fail(system_error("write the upload", errno));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace kiosk::http
