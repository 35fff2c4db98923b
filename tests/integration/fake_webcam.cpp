// tests/integration/fake_webcam.cpp — a V4L2 camera that is not there, for a kioskd beside it.
//
// Preloaded into the program under test. The file named in KIOSK_FAKE_WEBCAM is the camera: while
// it is there the camera is plugged in, and what is in it, a JPEG, is what it sees, thirty times a
// second. One camera, opened once at a time.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace {

constexpr std::uint32_t kBufferBytes = 2 * 1024 * 1024;
constexpr std::uint32_t kBuffers = 4;
constexpr long kFrameNanoseconds = 33'000'000;

struct Webcam {
    int timer = -1;   // what the program has opened: readable whenever a frame is due
    int memory = -1;  // of the buffers
    std::deque<std::uint32_t> empty;
};

Webcam& webcam() {
    static Webcam one;
    return one;
}

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

using Open = int(const char*, int, ...);
using Control = int(int, unsigned long, ...);
using Map = void*(void*, std::size_t, int, int, int, off_t);

int real_open(const char* path, int flags, mode_t mode) {
    static auto* const open_file = next<Open>("open");
    return open_file(path, flags, mode);
}

int plug() {
    Webcam& camera = webcam();
    const int there = real_open(std::getenv("KIOSK_FAKE_WEBCAM"), O_RDONLY | O_CLOEXEC, 0);
    if (there < 0) return -1;  // errno says so
    ::close(there);
    if (camera.memory < 0) {
        camera.memory = ::memfd_create("webcam", MFD_CLOEXEC);
        if (::ftruncate(camera.memory, off_t{kBuffers} * kBufferBytes) != 0) return -1;
    }
    camera.timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    const itimerspec often{{0, kFrameNanoseconds}, {0, kFrameNanoseconds}};
    ::timerfd_settime(camera.timer, 0, &often, nullptr);
    return camera.timer;
}

int open_either(const char* path, int flags, mode_t mode) {
    const char* const camera = std::getenv("KIOSK_FAKE_WEBCAM");
    return camera != nullptr && std::string_view(path) == camera ? plug()
                                                                 : real_open(path, flags, mode);
}

int describe(v4l2_capability& told) {
    std::memcpy(told.driver, "uvcvideo", 9);
    std::memcpy(told.card, "Fake webcam", 12);
    std::memcpy(told.bus_info, "usb-fake-1", 11);
    told.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS;
    told.device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    return 0;
}

int describe(v4l2_buffer& buffer) {
    if (buffer.index >= kBuffers) return EINVAL;
    buffer.length = kBufferBytes;
    buffer.m.offset = buffer.index * kBufferBytes;
    return 0;
}

int fill(v4l2_buffer& buffer) {
    Webcam& camera = webcam();
    const int picture = real_open(std::getenv("KIOSK_FAKE_WEBCAM"), O_RDONLY | O_CLOEXEC, 0);
    if (picture < 0) return ENODEV;
    std::uint64_t due = 0;
    const bool is_due = ::read(camera.timer, &due, sizeof due) == sizeof due;
    int error = is_due && !camera.empty.empty() ? 0 : EAGAIN;
    if (error == 0) {
        static std::array<char, kBufferBytes> bytes;
        const ssize_t count = ::read(picture, bytes.data(), bytes.size());
        buffer.index = camera.empty.front();
        camera.empty.pop_front();
        buffer.flags = 0;
        buffer.bytesused = static_cast<std::uint32_t>(std::max<ssize_t>(count, 0));
        const off_t at = off_t{buffer.index} * kBufferBytes;
        if (::pwrite(camera.memory, bytes.data(), buffer.bytesused, at) < 0) error = EIO;
    }
    ::close(picture);
    return error;
}

template <class Told>
Told& as(void* argument) {
    return *static_cast<Told*>(argument);
}

// 0 or an errno.
int answer(unsigned long request, void* argument) {
    Webcam& camera = webcam();
    switch (request) {
        case VIDIOC_QUERYCAP: return describe(as<v4l2_capability>(argument));
        case VIDIOC_ENUM_FMT:
            as<v4l2_fmtdesc>(argument).pixelformat = V4L2_PIX_FMT_MJPEG;
            return as<v4l2_fmtdesc>(argument).index == 0 ? 0 : EINVAL;
        case VIDIOC_ENUM_FRAMESIZES:
            as<v4l2_frmsizeenum>(argument).type = V4L2_FRMSIZE_TYPE_DISCRETE;
            as<v4l2_frmsizeenum>(argument).discrete = {1280, 720};
            return as<v4l2_frmsizeenum>(argument).index == 0 ? 0 : EINVAL;
        case VIDIOC_ENUM_FRAMEINTERVALS:
            as<v4l2_frmivalenum>(argument).type = V4L2_FRMIVAL_TYPE_DISCRETE;
            as<v4l2_frmivalenum>(argument).discrete = {1, 30};
            return as<v4l2_frmivalenum>(argument).index == 0 ? 0 : EINVAL;
        case VIDIOC_S_FMT: as<v4l2_format>(argument).fmt.pix.sizeimage = kBufferBytes; return 0;
        case VIDIOC_S_PARM:
        case VIDIOC_STREAMON:
        case VIDIOC_STREAMOFF: return 0;
        case VIDIOC_REQBUFS:
            as<v4l2_requestbuffers>(argument).count =
                std::min(as<v4l2_requestbuffers>(argument).count, kBuffers);
            camera.empty.clear();
            return 0;
        case VIDIOC_QUERYBUF: return describe(as<v4l2_buffer>(argument));
        case VIDIOC_QBUF: camera.empty.push_back(as<v4l2_buffer>(argument).index); return 0;
        case VIDIOC_DQBUF: return fill(as<v4l2_buffer>(argument));
        default: return EINVAL;  // no controls
    }
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_either(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_either(path, flags, mode);
}

int ioctl(int fd, unsigned long request, ...) {
    va_list rest;
    va_start(rest, request);
    void* const argument = va_arg(rest, void*);
    va_end(rest);
    if (fd < 0 || fd != webcam().timer) {
        static auto* const control = next<Control>("ioctl");
        return control(fd, request, argument);
    }
    const int error = answer(request, argument);
    if (error == 0) return 0;
    errno = error;
    return -1;
}

void* mmap(void* at, std::size_t bytes, int protection, int flags, int fd, off_t offset) {
    static auto* const map = next<Map>("mmap");
    const bool is_ours = fd >= 0 && fd == webcam().timer;
    return map(at, bytes, protection, flags, is_ours ? webcam().memory : fd, offset);
}

void* mmap64(void* at, std::size_t bytes, int protection, int flags, int fd, off_t offset) {
    return mmap(at, bytes, protection, flags, fd, offset);
}

int close(int fd) {
    static auto* const end = next<int(int)>("close");
    if (fd >= 0 && fd == webcam().timer) webcam().timer = -1;
    return end(fd);
}

}  // extern "C"
