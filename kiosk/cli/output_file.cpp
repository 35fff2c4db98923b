// kiosk/cli/output_file.cpp — write beside, sync, rename.
#include "kiosk/cli/output_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

namespace kiosk::cli {
namespace fs = std::filesystem;

Result<OutputFile> OutputFile::create(const fs::path& target) {
    std::string name = target.string() + ".XXXXXX";
    const int descriptor = mkostemp(name.data(), O_CLOEXEC);  // mode 0600
    if (descriptor < 0) {
        return fail(system_error(fmt::format("write {}", target.string()), errno));
    }
    return OutputFile(target, name, descriptor);
}

OutputFile::OutputFile(fs::path target, fs::path unfinished, int descriptor)
    : target_(std::move(target)), unfinished_(std::move(unfinished)), descriptor_(descriptor) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : target_(std::move(other.target_)),
      unfinished_(std::move(other.unfinished_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputFile::~OutputFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
        ::unlink(unfinished_.c_str());
    }
}

Result<> OutputFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return fail(system_error(fmt::format("write {}", target_.string()), errno));
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<> OutputFile::commit() {
    if (::fsync(descriptor_) != 0 || ::rename(unfinished_.c_str(), target_.c_str()) != 0) {
        return fail(system_error(fmt::format("write {}", target_.string()), errno));
    }
    ::close(std::exchange(descriptor_, -1));
    return {};
}

}  // namespace kiosk::cli
