// drivers/camera/video_calls.hpp — the system calls that reach a camera.
//
// The seam of the V4L2 code: kernel_video_calls() asks the kernel, tests put a pretended device
// here. Nothing but the calls themselves: what they mean is decided above, where it is tested.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace kiosk::drivers {

class VideoCalls {
  public:
    virtual ~VideoCalls() = default;

    // What a wait ended with. A device that was unplugged is ready too: the next call says so.
    enum class Event : std::uint8_t { ready, woken, timeout };

    // A descriptor, or -errno.
    [[nodiscard]] virtual int open(const char* path) = 0;
    virtual void close(int fd) = 0;

    // ioctl(2). 0, or the errno.
    [[nodiscard]] virtual int control(int fd, unsigned long request, void* argument) = 0;

    // A buffer of the device in our memory, to read; null where it cannot be had.
    [[nodiscard]] virtual void* map(int fd, std::size_t bytes, std::int64_t offset) = 0;
    virtual void unmap(void* start, std::size_t bytes) = 0;

    // Until the device has a frame or a failure to tell, `wake_fd` is readable, or the time is up.
    [[nodiscard]] virtual Event wait(int fd, int wake_fd, std::chrono::milliseconds at_most) = 0;
};

// The kernel's. Stateless; any thread.
[[nodiscard]] VideoCalls& kernel_video_calls();

}  // namespace kiosk::drivers
