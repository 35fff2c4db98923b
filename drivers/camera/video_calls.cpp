// drivers/camera/video_calls.cpp — one system call each, begun again where a signal broke it off.
#include "drivers/camera/video_calls.hpp"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace kiosk::drivers {
namespace {

class KernelVideoCalls final : public VideoCalls {
  public:
    int open(const char* path) override {
        const int fd = ::open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
        return fd < 0 ? -errno : fd;
    }

    void close(int fd) override { ::close(fd); }

    int control(int fd, unsigned long request, void* argument) override {
        int result = -1;
        do {
            result = ::ioctl(fd, request, argument);
        } while (result < 0 && errno == EINTR);
        return result < 0 ? errno : 0;
    }

    void* map(int fd, std::size_t bytes, std::int64_t offset) override {
        void* start = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, offset);
        return start == MAP_FAILED ? nullptr : start;
    }

    void unmap(void* start, std::size_t bytes) override { ::munmap(start, bytes); }

    Event wait(int fd, int wake_fd, std::chrono::milliseconds at_most) override {
        std::array<pollfd, 2> ends{{{fd, POLLIN, 0}, {wake_fd, POLLIN, 0}}};
        const int count = ::poll(ends.data(), ends.size(), static_cast<int>(at_most.count()));
        if (count < 0 || ends[1].revents != 0) return Event::woken;  // a signal: look again
        return count == 0 ? Event::timeout : Event::ready;
    }
};

}  // namespace

VideoCalls& kernel_video_calls() {
    static KernelVideoCalls calls;
    return calls;
}

}  // namespace kiosk::drivers
