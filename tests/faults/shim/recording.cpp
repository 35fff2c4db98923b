// tests/faults/shim/recording.cpp — appends entries to the recording file.
#include "tests/faults/shim/recording.hpp"

#include <cerrno>
#include <cstdlib>
#include <mutex>

#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "tests/faults/shim/control.hpp"

namespace kiosk::faults {
namespace {

class Recording {
  public:
    Recording() {
        const char* path = std::getenv(kRecordingVariable);
        if (path == nullptr) return;
        constexpr int kFlags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;
        descriptor_ = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, kFlags, 0600));
        if (descriptor_ < 0) std::abort();
        append({});
    }

    std::uint64_t append(Entry entry) {
        if (descriptor_ < 0) return 0;
        entry.head.path_bytes = static_cast<std::uint32_t>(entry.path.size());
        entry.head.second_path_bytes = static_cast<std::uint32_t>(entry.second_path.size());
        entry.head.bytes = entry.bytes.size();
        // iovec has no const, but writev only reads.
        const auto part = [](const void* bytes, std::size_t size) {
            return iovec{const_cast<void*>(bytes), size};
        };
        const iovec parts[] = {part(&entry.head, sizeof(entry.head)),
                               part(entry.path.data(), entry.path.size()),
                               part(entry.second_path.data(), entry.second_path.size()),
                               part(entry.bytes.data(), entry.bytes.size())};
        const auto size = static_cast<long>(sizeof(entry.head) + entry.path.size() +
                                            entry.second_path.size() + entry.bytes.size());
        const std::scoped_lock lock(mutex_);
        if (::syscall(SYS_writev, descriptor_, parts, 4) != size) std::abort();
        return count_++;
    }

  private:
    int descriptor_ = -1;
    std::mutex mutex_;
    std::uint64_t count_ = 0;
};

}  // namespace

std::uint64_t record(const Entry& entry) {
    static Recording recording;
    const int number = errno;
    const std::uint64_t count = recording.append(entry);
    errno = number;
    return count;
}

}  // namespace kiosk::faults
