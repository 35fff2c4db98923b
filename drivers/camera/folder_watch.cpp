// drivers/camera/folder_watch.cpp — inotify's packed records, taken apart.
#include "drivers/camera/folder_watch.hpp"

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <span>

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace kiosk::drivers {
namespace {

constexpr std::uint32_t kAway = IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;

// inotify(7): one record is at most its header, NAME_MAX and a null byte; room for many.
constexpr std::size_t kBufferBytes = 64 * (sizeof(inotify_event) + NAME_MAX + 1);

Result<FolderWatch::Arrivals> take_apart(std::span<const char> bytes) {
    FolderWatch::Arrivals arrivals;
    while (bytes.size() >= sizeof(inotify_event)) {
        inotify_event event;
        std::memcpy(&event, bytes.data(), sizeof event);
        bytes = bytes.subspan(sizeof event);
        if ((event.mask & IN_DELETE_SELF) != 0) return fail(Errc::not_found, "was deleted");
        if ((event.mask & kAway) != 0) return fail(Errc::unavailable, "was moved or unmounted");
        if ((event.mask & IN_Q_OVERFLOW) != 0) arrivals.overflowed = true;
        if (event.len > 0 && (event.mask & IN_ISDIR) == 0) {
            arrivals.names.emplace_back(bytes.data(), ::strnlen(bytes.data(), event.len));
        }
        bytes = bytes.subspan(event.len);
    }
    return arrivals;
}

}  // namespace

Result<FolderWatch> FolderWatch::open(const std::filesystem::path& folder) {
    FolderWatch watch(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (watch.fd_ < 0) return fail(system_error("watching folders", errno));
    constexpr std::uint32_t kEvents =
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    if (::inotify_add_watch(watch.fd_, folder.c_str(), kEvents) < 0) {
        if (errno == ENOTDIR) return fail(Errc::invalid_input, "is not a folder");
        return fail(system_error("cannot be watched", errno));
    }
    return watch;
}

FolderWatch::~FolderWatch() {
    if (fd_ >= 0) ::close(fd_);
}

Result<FolderWatch::Arrivals> FolderWatch::wait(int wake_fd) const {
    std::array<pollfd, 2> ends{{{fd_, POLLIN, 0}, {wake_fd, POLLIN, 0}}};
    if (::poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) {
        return fail(system_error("waiting for pictures", errno));
    }
    return take();
}

Result<FolderWatch::Arrivals> FolderWatch::take() const {
    alignas(inotify_event) std::array<char, kBufferBytes> buffer;
    const ssize_t size = ::read(fd_, buffer.data(), buffer.size());
    if (size < 0 && errno != EAGAIN && errno != EINTR) {
        return fail(system_error("waiting for pictures", errno));
    }
    if (size <= 0) return Arrivals{};
    return take_apart(std::span(buffer).first(static_cast<std::size_t>(size)));
}

}  // namespace kiosk::drivers
