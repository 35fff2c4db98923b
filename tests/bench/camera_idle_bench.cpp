// tests/bench/camera_idle_bench.cpp — what a live camera costs that sees no code, at 30 frames/s.
//
// A whole CameraSource on a pretended camera of 1280x720; a second thread feeds it in time. The
// scenes: an empty desk that stands still but for the sensor's noise, the same as MJPEG in grey and
// in colour as webcams pack it, and one where every frame is another picture. Budget: 8 % of a core
// for the desk that stands still.
// Exits with 1 where it is missed. Arguments: seconds for each scene (10).
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include <fmt/core.h>
#include <turbojpeg.h>

#include "camera_scenes.hpp"
#include "drivers/camera/camera_source.hpp"
#include "drivers/camera/jpeg.hpp"
#include "kiosk/base/check.hpp"
#include "tests/fakes/recording_sink.hpp"
#include "tests/fakes/steady_clock.hpp"
#include "tests/unit/camera/fake_camera.hpp"

namespace kiosk::bench {
namespace {

using Picture = std::vector<std::uint8_t>;

constexpr double kBudget = 0.08;  // of one core
constexpr unsigned kPictures = 12;
constexpr std::chrono::microseconds kFrameTime{33'333};

double processor_seconds() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

// "VmRSS:     12345 kB"
double resident_megabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (!line.starts_with("VmRSS:")) continue;
        double kilobytes = 0;
        std::istringstream(line.substr(6)) >> kilobytes;
        return kilobytes / 1024;
    }
    return 0;
}

Picture grey(const drivers::Frame& frame) {
    return {frame.luma().begin(), frame.luma().end()};
}

Picture mjpeg(const drivers::Frame& frame) {
    const auto bytes = drivers::jpeg_of(frame);
    KIOSK_CHECK(bytes.has_value(), "a frame can be packed");
    return *bytes;
}

// 4:2:2, as UVC cameras pack it; the light is warm and its colour changes across the picture.
Picture colour_mjpeg(const drivers::Frame& frame) {
    Picture rgb;
    rgb.reserve(frame.pixels() * 3);
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            const int luma = frame.row(y)[static_cast<std::size_t>(x)];
            const int blue = luma * (2 * frame.width() - x) / (2 * frame.width());
            for (const int part : {luma, luma * 9 / 10, blue}) {
                rgb.push_back(static_cast<std::uint8_t>(part));
            }
        }
    }
    constexpr int kQuality = 80;
    const std::unique_ptr<void, int (*)(tjhandle)> writer(tjInitCompress(), &tjDestroy);
    Picture bytes(tjBufSize(frame.width(), frame.height(), TJSAMP_422));
    unsigned long size = bytes.size();
    unsigned char* out = bytes.data();
    const int failed = tjCompress2(writer.get(), rgb.data(), frame.width(), 0, frame.height(),
                                   TJPF_RGB, &out, &size, TJSAMP_422, kQuality, TJFLAG_NOREALLOC);
    KIOSK_CHECK(failed == 0, "a frame can be packed");
    bytes.resize(size);
    return bytes;
}

std::vector<drivers::Frame> still_desk() {
    const drivers::Frame desk = make_scene(1, {.with_code = false, .spoilt = 0.4}).frame;
    std::vector<drivers::Frame> frames;
    for (unsigned i = 0; i < kPictures; ++i) frames.push_back(again(desk, i, 3));
    return frames;
}

std::vector<drivers::Frame> moving_scenes() {
    std::vector<drivers::Frame> frames;
    for (unsigned i = 0; i < kPictures; ++i) {
        frames.push_back(make_scene(100 + i, {.with_code = false, .spoilt = 0.4}).frame);
    }
    return frames;
}

template <class Pack>
std::vector<Picture> packed(const std::vector<drivers::Frame>& frames, Pack pack) {
    std::vector<Picture> pictures;
    for (const drivers::Frame& frame : frames) pictures.push_back(pack(frame));
    return pictures;
}

// The share of one core; prints a line.
double measure(std::string_view name, std::uint32_t fourcc, const std::vector<Picture>& pictures,
               int seconds) {
    drivers::test::FakeCamera camera;
    camera.modes = {{fourcc, 1280, 720, {30}}};
    camera.waits_for_frames = true;
    kiosk::testing::RecordingSink sink;
    const kiosk::testing::SteadyClock clock;
    drivers::CameraSourceSettings settings;
    settings.reader = "camera";
    settings.station = "desk";
    const drivers::CameraSource source(settings, sink, clock, camera);
    KIOSK_CHECK(camera.streams_soon(), "the pretended camera streams");

    const auto start = std::chrono::steady_clock::now();
    const double used_before = processor_seconds();
    const int frames = seconds * 30;
    for (int i = 0; i < frames; ++i) {
        camera.deliver(pictures[static_cast<std::size_t>(i) % pictures.size()]);
        std::this_thread::sleep_until(start + (i + 1) * kFrameTime);
    }
    const double used = processor_seconds() - used_before;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    fmt::print("{:24} {:5.1f} % of a core, {:5.2f} ms a frame, {:.0f} frames/s, {:.0f} MB\n", name,
               100 * used / took.count(), 1000 * used / frames, frames / took.count(),
               resident_megabytes());
    return used / took.count();
}

int run(int seconds) {
    const auto desk = still_desk();
    const double still =
        measure("empty desk, GREY", V4L2_PIX_FMT_GREY, packed(desk, grey), seconds);
    const double unpacked =
        measure("empty desk, grey MJPEG", V4L2_PIX_FMT_MJPEG, packed(desk, mjpeg), seconds);
    const double coloured = measure("empty desk, colour MJPEG", V4L2_PIX_FMT_MJPEG,
                                    packed(desk, colour_mjpeg), seconds);
    measure("all moves, GREY", V4L2_PIX_FMT_GREY, packed(moving_scenes(), grey), seconds);
    return std::max({still, unpacked, coloured}) <= kBudget ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace kiosk::bench

int main(int count, char** arguments) {
    int seconds = 10;
    if (count > 1) {
        const std::string_view text = arguments[1];
        const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
        if (read.ec != std::errc() || seconds < 1) {
            fmt::print(stderr, "usage: camera_idle_bench [SECONDS]; got \"{}\"\n", text);
            return EXIT_FAILURE;
        }
    }
    return kiosk::bench::run(seconds);
}
