// kiosk/storage/file_system.cpp — the real system calls.
#include "kiosk/storage/file_system.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace kiosk::storage {
namespace {

constexpr mode_t kFileMode = 0600;
constexpr mode_t kDirectoryMode = 0700;

std::unexpected<Error> failed(std::string_view call, const std::string& what) {
    const int number = errno;
    return fail(system_error(std::string(call) + " " + what, number));
}

std::string named(int descriptor) {
    return "descriptor " + std::to_string(descriptor);
}

// A named pipe in the place of a file would hold who opens it for reading; files do not mind.
int open_flags(OpenFor purpose) {
    switch (purpose) {
        case OpenFor::reading: return O_RDONLY | O_CLOEXEC | O_NONBLOCK;
        case OpenFor::writing: return O_RDWR | O_CLOEXEC;
        case OpenFor::creating: return O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC;
    }
    return O_RDONLY | O_CLOEXEC | O_NONBLOCK;
}

FileFacts facts_in(const struct stat& status) {
    return {static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino),
            static_cast<std::uint64_t>(status.st_size)};
}

template <class Call>
auto retried(Call call) {
    auto answer = call();
    while (answer < 0 && errno == EINTR) {
        answer = call();
    }
    return answer;
}

}  // namespace

bool is_there(const Path& path) {
    struct stat status{};
    return ::lstat(path.c_str(), &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

Result<int> FileSystem::open(const Path& path, OpenFor purpose) {
    const int flags = open_flags(purpose);
    const int descriptor = retried([&] { return ::open(path.c_str(), flags, kFileMode); });
    if (descriptor < 0) return failed("open", path.string());
    struct stat status{};
    if (::fstat(descriptor, &status) == 0 && !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return fail(Errc::io_failure, "open " + path.string() + ": not a regular file");
    }
    return descriptor;
}

void FileSystem::close(int descriptor) {
    ::close(descriptor);
}

Result<std::size_t> FileSystem::read_at(int descriptor, std::span<std::byte> into,
                                        std::uint64_t offset) {
    std::size_t done = 0;
    while (done < into.size()) {
        const auto rest = into.subspan(done);
        const auto at = static_cast<off_t>(offset + done);
        const ssize_t count =
            retried([&] { return ::pread(descriptor, rest.data(), rest.size(), at); });
        if (count < 0) return failed("read", named(descriptor));
        if (count == 0) break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

Result<> FileSystem::write_at(int descriptor, std::span<const std::byte> bytes,
                              std::uint64_t offset) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto rest = bytes.subspan(done);
        const auto at = static_cast<off_t>(offset + done);
        const ssize_t count =
            retried([&] { return ::pwrite(descriptor, rest.data(), rest.size(), at); });
        if (count < 0) return failed("write", named(descriptor));
        done += static_cast<std::size_t>(count);
    }
    return {};
}

Result<std::uint64_t> FileSystem::size(int descriptor) {
    return KIOSK_TRY(facts(descriptor)).size;
}

Result<FileFacts> FileSystem::facts(int descriptor) {
    struct stat status{};
    if (::fstat(descriptor, &status) != 0) return failed("stat", named(descriptor));
    return facts_in(status);
}

Result<FileFacts> FileSystem::facts(const Path& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) return failed("stat", path.string());
    return facts_in(status);
}

Result<DiskSpace> FileSystem::space(const Path& path) {
    struct statvfs status{};
    if (::statvfs(path.c_str(), &status) != 0) return failed("statvfs", path.string());
    const bool has_inodes = status.f_files == 0 || status.f_favail > 0;
    const std::uint64_t bytes = static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
    return DiskSpace{bytes, (status.f_flag & ST_RDONLY) != 0, has_inodes};
}

Result<> FileSystem::allocate(int descriptor, std::uint64_t bytes) {
    const int number = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes));
    if (number != 0) return fail(system_error("allocate " + named(descriptor), number));
    return {};
}

Result<> FileSystem::sync_file(int descriptor) {
    // Not repeated after EINTR or anything else: a failed sync is final for this file.
    if (::fdatasync(descriptor) != 0) return failed("sync", named(descriptor));
    return {};
}

Result<> FileSystem::sync_directory(const Path& directory) {
    const int descriptor =
        retried([&] { return ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
    if (descriptor < 0) return failed("open", directory.string());
    const int answer = ::fsync(descriptor);
    const int number = errno;
    ::close(descriptor);
    if (answer != 0) return fail(system_error("sync directory " + directory.string(), number));
    return {};
}

Result<> FileSystem::rename(const Path& from, const Path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return failed("rename", from.string() + " to " + to.string());
    }
    return {};
}

Result<> FileSystem::remove(const Path& path) {
    if (::remove(path.c_str()) != 0) return failed("remove", path.string());
    return {};
}

Result<> FileSystem::make_directory(const Path& path) {
    if (::mkdir(path.c_str(), kDirectoryMode) != 0 && errno != EEXIST) {
        return failed("make directory", path.string());
    }
    return {};
}

Result<std::vector<std::string>> FileSystem::list(const Path& directory) {
    const std::unique_ptr<DIR, int (*)(DIR*)> handle(::opendir(directory.c_str()), ::closedir);
    if (!handle) return failed("list", directory.string());
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(handle.get())) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..") names.push_back(name);
    }
    if (errno != 0) return failed("list", directory.string());
    std::sort(names.begin(), names.end());
    return names;
}

Result<File> File::open(FileSystem& files, const Path& path, OpenFor purpose) {
    File file;
    file.descriptor_ = KIOSK_TRY(files.open(path, purpose));
    file.files_ = &files;
    return file;
}

File& File::operator=(File&& other) noexcept {
    if (this != &other) {
        close();
        files_ = other.files_;
        descriptor_ = std::exchange(other.descriptor_, -1);
    }
    return *this;
}

Result<std::size_t> File::read_at(std::span<std::byte> into, std::uint64_t offset) {
    return files_->read_at(descriptor_, into, offset);
}

Result<> File::write_at(std::span<const std::byte> bytes, std::uint64_t offset) {
    return files_->write_at(descriptor_, bytes, offset);
}

Result<std::uint64_t> File::size() {
    return files_->size(descriptor_);
}

Result<FileFacts> File::facts() {
    return files_->facts(descriptor_);
}

Result<> File::allocate(std::uint64_t bytes) {
    return files_->allocate(descriptor_, bytes);
}

Result<> File::sync() {
    return files_->sync_file(descriptor_);
}

void File::close() {
    if (descriptor_ >= 0) files_->close(std::exchange(descriptor_, -1));
}

Result<std::vector<std::byte>> read_file(FileSystem& files, const Path& path, std::size_t limit) {
    auto file = KIOSK_TRY(File::open(files, path, OpenFor::reading));
    const auto size = KIOSK_TRY(file.size());
    if (size > limit) {
        return fail(Errc::too_large, path.string() + " is " + std::to_string(size) +
                                         " bytes, limit " + std::to_string(limit));
    }
    std::vector<std::byte> bytes(size);
    bytes.resize(KIOSK_TRY(file.read_at(bytes, 0)));
    return bytes;
}

Result<> write_file_durably(FileSystem& files, const Path& path, std::span<const std::byte> bytes) {
    const Path beside = path.string() + ".new";
    std::error_code ignored;  // a leftover of an interrupted call; open reports what matters
    std::filesystem::remove_all(beside, ignored);
    auto file = KIOSK_TRY(File::open(files, beside, OpenFor::creating));
    Result<> written = file.write_at(bytes, 0);
    if (written.has_value()) written = file.sync();
    file.close();
    if (written.has_value()) written = files.rename(beside, path);
    if (!written.has_value()) {
        std::filesystem::remove(beside, ignored);  // a full disk needs the space
        return fail(std::move(written).error().in("write " + path.string()));
    }
    return files.sync_directory(path.parent_path());
}

}  // namespace kiosk::storage
