// tests/unit/camera/fake_camera.cpp — the answers of a small, honest V4L2 driver.
#include "fake_camera.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <set>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace kiosk::drivers::test {
namespace {

constexpr int kFd = 700;  // never a real descriptor of a test

template <std::size_t size>
void put(std::uint8_t (&into)[size], const std::string& text) {
    std::memcpy(into, text.data(), std::min(size - 1, text.size()));
}

std::uint32_t bytes_per_pixel_x2(std::uint32_t fourcc) {
    return fourcc == V4L2_PIX_FMT_YUYV ? 4 : 2;
}

}  // namespace

FakeCamera::FakeCamera() : bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

FakeCamera::~FakeCamera() {
    ::close(bell_);
}

void FakeCamera::ring() {
    const std::uint64_t one = 1;
    static_cast<void>(!::write(bell_, &one, sizeof one));
    changed_.notify_all();
}

void FakeCamera::fails(unsigned long request, int error) {
    const std::lock_guard lock(mutex_);
    errors_[request] = error;
    ring();
}

void FakeCamera::deliver(const std::vector<std::uint8_t>& bytes, std::uint32_t flags) {
    const std::lock_guard lock(mutex_);
    if (!streaming_ || empty_.empty()) return;  // a camera drops what nobody has room for
    const std::uint32_t index = empty_.front();
    empty_.pop_front();
    auto& memory = memory_[index];
    const std::size_t count = std::min(memory.size(), bytes.size());
    std::copy_n(bytes.begin(), count, memory.begin());
    filled_.push_back({index, static_cast<std::uint32_t>(bytes.size()), flags});
    waiting_ = false;
    ring();
}

void FakeCamera::unplug() {
    const std::lock_guard lock(mutex_);
    plugged_ = false;
    streaming_ = false;
    ring();
}

void FakeCamera::plug_in() {
    const std::lock_guard lock(mutex_);
    plugged_ = true;
    ring();
}

std::vector<std::pair<std::uint32_t, std::int32_t>> FakeCamera::controls_set() const {
    const std::lock_guard lock(mutex_);
    return controls_set_;
}
std::size_t FakeCamera::buffers_waiting() const {
    const std::lock_guard lock(mutex_);
    return empty_.size();
}
std::size_t FakeCamera::buffers_mapped() const {
    const std::lock_guard lock(mutex_);
    return mapped_;
}
int FakeCamera::opened() const {
    const std::lock_guard lock(mutex_);
    return opened_;
}
int FakeCamera::open_now() const {
    const std::lock_guard lock(mutex_);
    return open_now_;
}
bool FakeCamera::taken_soon() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10),
                             [&] { return waiting_ && filled_.empty(); });
}
bool FakeCamera::streams_soon() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return streaming_; });
}

int FakeCamera::open(const char*) {
    const std::lock_guard lock(mutex_);
    if (!plugged_) return -ENOENT;
    ++opened_;
    ++open_now_;
    return kFd;
}

void FakeCamera::close(int) {
    const std::lock_guard lock(mutex_);
    --open_now_;
    streaming_ = false;
    memory_.clear();
    empty_.clear();
    filled_.clear();
}

int FakeCamera::control(int fd, unsigned long request, void* argument) {
    const std::lock_guard lock(mutex_);
    if (fd != kFd) return EBADF;
    if (!plugged_) return ENODEV;
    if (const auto error = errors_.find(request); error != errors_.end() && error->second != 0) {
        return error->second;
    }
    return answer(request, argument);
}

int FakeCamera::answer(unsigned long request, void* argument) {
    switch (request) {
        case VIDIOC_QUERYCAP: return describe(*static_cast<v4l2_capability*>(argument));
        case VIDIOC_ENUM_FMT: return enumerate(*static_cast<v4l2_fmtdesc*>(argument));
        case VIDIOC_ENUM_FRAMESIZES: return enumerate(*static_cast<v4l2_frmsizeenum*>(argument));
        case VIDIOC_ENUM_FRAMEINTERVALS:
            return enumerate(*static_cast<v4l2_frmivalenum*>(argument));
        case VIDIOC_S_FMT: return set_format(*static_cast<v4l2_format*>(argument));
        case VIDIOC_S_PARM:
            rate_ = static_cast<v4l2_streamparm*>(argument)->parm.capture.timeperframe.denominator;
            return 0;
        case VIDIOC_REQBUFS: return request_buffers(*static_cast<v4l2_requestbuffers*>(argument));
        case VIDIOC_QUERYBUF: return query_buffer(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_QBUF: return queue_buffer(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_DQBUF: return hand_out(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_STREAMON: return start();
        case VIDIOC_STREAMOFF: streaming_ = false; return 0;
        case VIDIOC_S_EXT_CTRLS: return set_control(*static_cast<v4l2_ext_controls*>(argument));
        default: return ENOTTY;
    }
}

int FakeCamera::describe(v4l2_capability& told) const {
    put(told.card, card);
    put(told.driver, driver);
    put(told.bus_info, bus);
    // Of the whole device: uvcvideo names its metadata node here too.
    told.capabilities =
        V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS;
    told.device_caps = node_caps;
    return 0;
}

int FakeCamera::enumerate(v4l2_fmtdesc& entry) const {
    std::set<std::uint32_t> fourccs;
    for (const FakeMode& mode : modes) fourccs.insert(mode.fourcc);
    if (entry.index >= fourccs.size()) return EINVAL;
    entry.pixelformat = *std::next(fourccs.begin(), static_cast<std::ptrdiff_t>(entry.index));
    return 0;
}

int FakeCamera::enumerate(v4l2_frmsizeenum& entry) const {
    if (any_size) {
        if (entry.index > 0) return EINVAL;
        entry.type = V4L2_FRMSIZE_TYPE_STEPWISE;
        entry.stepwise = {64, 1920, 8, 64, 1080, 8};
        return 0;
    }
    std::uint32_t index = 0;
    for (const FakeMode& mode : modes) {
        if (mode.fourcc != entry.pixel_format || index++ != entry.index) continue;
        entry.type = V4L2_FRMSIZE_TYPE_DISCRETE;
        entry.discrete = {mode.width, mode.height};
        return 0;
    }
    return EINVAL;
}

int FakeCamera::enumerate(v4l2_frmivalenum& entry) const {
    const auto mode = std::ranges::find_if(modes, [&](const FakeMode& known) {
        return known.fourcc == entry.pixel_format &&
               (any_size || (known.width == entry.width && known.height == entry.height));
    });
    if (mode == modes.end() || entry.index >= mode->rates.size()) return EINVAL;
    entry.type = V4L2_FRMIVAL_TYPE_DISCRETE;
    entry.discrete = {1, mode->rates[entry.index]};
    return 0;
}

int FakeCamera::set_format(v4l2_format& format) {
    auto& pix = format.fmt.pix;
    pix.bytesperline =
        pix.pixelformat == V4L2_PIX_FMT_MJPEG
            ? 0
            : pix.width * (pix.pixelformat == V4L2_PIX_FMT_YUYV ? 2 : 1) + row_padding;
    pix.sizeimage =
        (pix.width + row_padding) * pix.height * bytes_per_pixel_x2(pix.pixelformat) / 2;
    format_ = pix;
    return 0;
}

int FakeCamera::request_buffers(v4l2_requestbuffers& request) {
    if (mapped_ > 0) return EBUSY;
    memory_.assign(request.count, std::vector<std::uint8_t>(format_.sizeimage));
    empty_.clear();
    filled_.clear();
    return 0;
}

int FakeCamera::query_buffer(v4l2_buffer& buffer) const {
    if (buffer.index >= memory_.size()) return EINVAL;
    buffer.length = static_cast<std::uint32_t>(memory_[buffer.index].size());
    buffer.m.offset = buffer.index * 0x1000;
    return 0;
}

int FakeCamera::queue_buffer(const v4l2_buffer& buffer) {
    const bool known = buffer.index < memory_.size();
    if (!known || std::ranges::find(empty_, buffer.index) != empty_.end()) return EINVAL;
    empty_.push_back(buffer.index);
    return 0;
}

int FakeCamera::hand_out(v4l2_buffer& buffer) {
    if (filled_.empty()) return EAGAIN;
    buffer.index = filled_.front().index;
    buffer.bytesused = filled_.front().bytes;
    buffer.flags = filled_.front().flags;
    filled_.pop_front();
    return 0;
}

int FakeCamera::start() {
    const std::uint64_t load = 1ULL * format_.width * format_.height * std::max(rate_, 1U) *
                               (format_.pixelformat == V4L2_PIX_FMT_YUYV ? 2 : 1) /
                               (format_.pixelformat == V4L2_PIX_FMT_MJPEG ? 6 : 1);
    if (load > bus_room) return ENOSPC;
    streaming_ = true;
    changed_.notify_all();
    return 0;
}

int FakeCamera::set_control(const v4l2_ext_controls& controls) {
    if (controls.count != 1) return EINVAL;
    const v4l2_ext_control& control = controls.controls[0];
    if (!has_control.contains(control.id)) return EINVAL;
    controls_set_.emplace_back(control.id, control.value);
    return 0;
}

void* FakeCamera::map(int, std::size_t, std::int64_t offset) {
    const std::lock_guard lock(mutex_);
    ++mapped_;
    return memory_[static_cast<std::size_t>(offset) / 0x1000].data();
}

void FakeCamera::unmap(void*, std::size_t) {
    const std::lock_guard lock(mutex_);
    --mapped_;
}

VideoCalls::Event FakeCamera::wait(int, int wake_fd, std::chrono::milliseconds at_most) {
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            const auto broken = errors_.find(VIDIOC_DQBUF);
            const bool failure = !plugged_ || (broken != errors_.end() && broken->second != 0);
            waiting_ = !failure && filled_.empty();
            if (!waiting_) return Event::ready;
            changed_.notify_all();
        }
        if (!waits_for_frames) {
            {
                const std::lock_guard lock(mutex_);
                waiting_ = false;
            }
            if (time_passes) time_passes(at_most);
            return Event::timeout;
        }
        std::array<pollfd, 2> ends{{{bell_, POLLIN, 0}, {wake_fd, POLLIN, 0}}};
        ::poll(ends.data(), ends.size(), -1);
        if (ends[1].revents != 0) return Event::woken;
        std::uint64_t rung = 0;
        static_cast<void>(!::read(bell_, &rung, sizeof rung));
    }
}

}  // namespace kiosk::drivers::test
