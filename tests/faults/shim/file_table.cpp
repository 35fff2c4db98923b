// tests/faults/shim/file_table.cpp — paths and descriptors.
#include "tests/faults/shim/file_table.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk::faults {
namespace {

constexpr std::size_t kDescriptors = 4096;

// Zero is "outside", so that the table is right before anything was remembered.
std::array<std::atomic<std::uint32_t>, kDescriptors> kinds{};

std::string root_directory() {
    const char* root = std::getenv(kRootVariable);
    return root == nullptr ? std::string() : std::string(root);
}

std::string absolute(int directory, const char* path) {
    if (path[0] == '/') return path;
    std::array<char, PATH_MAX> base{};
    ssize_t size = -1;
    const int number = errno;
    if (directory == AT_FDCWD) {
        size = ::readlink("/proc/self/cwd", base.data(), base.size());
    } else {
        const std::string link = "/proc/self/fd/" + std::to_string(directory);
        size = ::readlink(link.c_str(), base.data(), base.size());
    }
    errno = number;
    if (size <= 0) return path;
    return std::string(base.data(), static_cast<std::size_t>(size)) + "/" + path;
}

bool is_directory(const std::string& path) {
    struct stat status{};
    const int number = errno;
    const bool answer = ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
    errno = number;
    return answer;
}

}  // namespace

std::optional<std::string> path_in_state(int directory, const char* path) {
    static const std::string root = root_directory();
    if (root.empty() || path == nullptr) return std::nullopt;
    const std::string whole = absolute(directory, path);
    if (!whole.starts_with(root)) return std::nullopt;
    if (whole.size() == root.size()) return "";
    if (whole[root.size()] != '/') return std::nullopt;
    std::string relative = whole.substr(root.size() + 1);
    while (relative.ends_with('/')) relative.pop_back();
    return relative;
}

FileKind kind_of(std::string_view relative) {
    static const std::string root = root_directory();
    if (is_directory(root + "/" + std::string(relative))) return FileKind::directory;
    if (relative == "journal/spare.kj.new") return FileKind::spare;
    if (relative.starts_with("journal")) return FileKind::journal;
    if (relative == "events.sqlite-wal") return FileKind::log;
    if (relative.starts_with("events.sqlite")) return FileKind::database;
    if (relative.starts_with("roster")) return FileKind::roster;
    return FileKind::other;
}

FileKind kind_of(int descriptor) {
    if (descriptor < 0 || static_cast<std::size_t>(descriptor) >= kDescriptors) {
        return FileKind::outside;
    }
    const std::uint32_t stored = kinds.at(static_cast<std::size_t>(descriptor));
    return stored == 0 ? FileKind::outside : static_cast<FileKind>(stored - 1);
}

void remember(int descriptor, FileKind kind) {
    if (descriptor < 0 || static_cast<std::size_t>(descriptor) >= kDescriptors) return;
    kinds.at(static_cast<std::size_t>(descriptor)) = static_cast<std::uint32_t>(kind) + 1;
}

void forget(int descriptor) {
    if (descriptor < 0 || static_cast<std::size_t>(descriptor) >= kDescriptors) return;
    kinds.at(static_cast<std::size_t>(descriptor)) = 0;
}

}  // namespace kiosk::faults
