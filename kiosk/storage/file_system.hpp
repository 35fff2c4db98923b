// kiosk/storage/file_system.hpp — the few system calls that durability rests on, behind one seam.
//
// The class is the real file system; tests derive from it and let the n-th call fail. SQLite has
// its own layer below and does not come through here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::storage {

using Path = std::filesystem::path;

enum class OpenFor : std::uint8_t {
    reading,
    writing,   // of a file that exists
    creating,  // Errc::conflict where one exists; mode 0600
};

// What says whether two names or descriptors mean the same file, and whether it was cut.
struct FileFacts {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;  // bytes

    friend bool operator==(const FileFacts&, const FileFacts&) = default;
};

struct DiskSpace {
    std::uint64_t free_bytes = 0;  // for us, not those kept for root
    bool read_only = false;        // the file system takes no writes at all
    bool has_inodes = true;        // false: no file can be made, however many bytes are free
};

// False where nothing has this name; true for a symbolic link that leads nowhere, and where the
// system does not say, for then the opening tells why. Never throws, as std::filesystem::exists
// does when a disk fails.
[[nodiscard]] bool is_there(const Path& path);

// Every call blocks until the kernel has answered, repeats after EINTR, and names the file or
// descriptor in its error. Any thread.
class FileSystem {
  public:
    virtual ~FileSystem() = default;

    // Errc::io_failure for what is no regular file: a pipe or device there would never answer.
    [[nodiscard]] virtual Result<int> open(const Path& path, OpenFor purpose);
    virtual void close(int descriptor);

    // Fewer bytes than asked only at the end of the file.
    [[nodiscard]] virtual Result<std::size_t> read_at(int descriptor, std::span<std::byte> into,
                                                      std::uint64_t offset);
    // All bytes or an error; after an error any part may have been written.
    [[nodiscard]] virtual Result<> write_at(int descriptor, std::span<const std::byte> bytes,
                                            std::uint64_t offset);
    [[nodiscard]] virtual Result<std::uint64_t> size(int descriptor);

    [[nodiscard]] virtual Result<FileFacts> facts(int descriptor);
    // Of the file that has the name now. Errc::not_found where there is none.
    [[nodiscard]] virtual Result<FileFacts> facts(const Path& path);

    // Free space of the file system that holds `path`.
    [[nodiscard]] virtual Result<DiskSpace> space(const Path& path);

    // Takes the blocks for `bytes` bytes now, so that they cannot be missing later.
    [[nodiscard]] virtual Result<> allocate(int descriptor, std::uint64_t bytes);

    // fdatasync. After an error the file must not be trusted: Linux forgets the failed pages and
    // the next sync may report success (Rebello et al., USENIX ATC 2020).
    [[nodiscard]] virtual Result<> sync_file(int descriptor);
    // Makes names in a directory durable.
    [[nodiscard]] virtual Result<> sync_directory(const Path& directory);

    [[nodiscard]] virtual Result<> rename(const Path& from, const Path& to);
    [[nodiscard]] virtual Result<> remove(const Path& path);
    // Mode 0700; one that exists is fine.
    [[nodiscard]] virtual Result<> make_directory(const Path& path);
    // Names in the directory, sorted.
    [[nodiscard]] virtual Result<std::vector<std::string>> list(const Path& directory);
};

// An open file that closes itself.
class File {
  public:
    File() = default;
    [[nodiscard]] static Result<File> open(FileSystem& files, const Path& path, OpenFor purpose);
    ~File() { close(); }
    File(File&& other) noexcept
        : files_(other.files_), descriptor_(std::exchange(other.descriptor_, -1)) {}
    File& operator=(File&& other) noexcept;
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] Result<std::size_t> read_at(std::span<std::byte> into, std::uint64_t offset);
    [[nodiscard]] Result<> write_at(std::span<const std::byte> bytes, std::uint64_t offset);
    [[nodiscard]] Result<std::uint64_t> size();
    [[nodiscard]] Result<FileFacts> facts();
    [[nodiscard]] Result<> allocate(std::uint64_t bytes);
    [[nodiscard]] Result<> sync();
    void close();
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

  private:
    FileSystem* files_ = nullptr;
    int descriptor_ = -1;
};

// Reads a whole file. Errc::too_large above `limit` bytes.
[[nodiscard]] Result<std::vector<std::byte>> read_file(FileSystem& files, const Path& path,
                                                       std::size_t limit);

// Replaces a file so that after any crash either the old or the new content is there: write beside
// it, sync, rename, sync the directory.
[[nodiscard]] Result<> write_file_durably(FileSystem& files, const Path& path,
                                          std::span<const std::byte> bytes);

}  // namespace kiosk::storage
