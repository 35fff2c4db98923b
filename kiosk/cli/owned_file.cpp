// kiosk/cli/owned_file.cpp — permissions first, then the bytes.
#include "kiosk/cli/owned_file.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk::cli {
namespace fs = std::filesystem;
namespace {

struct OpenFile {
    int descriptor;

    explicit OpenFile(int opened) : descriptor(opened) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (descriptor >= 0) ::close(descriptor);
    }
};

Result<> check_owner(int descriptor, const std::string& named, const fs::path& file) {
    struct stat status{};
    if (::fstat(descriptor, &status) != 0) return fail(system_error(named, errno));
    if (!S_ISREG(status.st_mode)) return fail(Errc::invalid_input, named + ": no file");
    if ((status.st_mode & 077U) != 0) {
        return fail(Errc::denied,
                    fmt::format("{}: others may use it (mode {:04o}); run: chmod 600 {}", named,
                                status.st_mode & 07777U, file.string()));
    }
    if (status.st_uid != ::geteuid() && status.st_uid != 0) {
        return fail(Errc::denied,
                    fmt::format("{}: belongs to user {}, not to you", named, status.st_uid));
    }
    return {};
}

// As much as there is room for; negative where the system refuses.
ssize_t read_into(int descriptor, std::vector<char>& bytes) {
    std::size_t count = 0;
    while (count < bytes.size()) {
        const ssize_t got = ::read(descriptor, &bytes[count], bytes.size() - count);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return got;
        if (got == 0) break;
        count += static_cast<std::size_t>(got);
    }
    return static_cast<ssize_t>(count);
}

}  // namespace

SecretText::~SecretText() {
    if (!bytes_.empty()) explicit_bzero(bytes_.data(), bytes_.size());
}

Result<SecretText> read_owned_file(const fs::path& file, std::string_view what,
                                   std::size_t bytes_max) {
    const std::string named = fmt::format("{} {}", what, file.string());
    // A pipe that nobody writes to must not hold us up.
    const OpenFile opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (opened.descriptor < 0) return fail(system_error(named, errno));
    KIOSK_TRY_VOID(check_owner(opened.descriptor, named, file));
    SecretText secret(bytes_max + 1);
    const ssize_t count = read_into(opened.descriptor, secret.bytes_);
    if (count < 0) return fail(system_error(named, errno));
    if (std::cmp_greater(count, bytes_max)) {
        return fail(Errc::too_large, fmt::format("{}: more than {} bytes", named, bytes_max));
    }
    secret.size_ = static_cast<std::size_t>(count);
    return secret;
}

}  // namespace kiosk::cli
