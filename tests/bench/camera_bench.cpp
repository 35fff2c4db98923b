// tests/bench/camera_bench.cpp — what a live camera's frames cost, beside one plain pass of ZXing.
//
// Budgets: a frame without a code at most 1.3 plain passes on average; an unchanged frame at most
// a twentieth of one. Exits with 1 where one is missed.
#include <chrono>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "camera_scenes.hpp"
#include "drivers/camera/decoder.hpp"
#include "drivers/camera/live_reader.hpp"
#include "drivers/camera/raw_picture.hpp"
#include "drivers/camera/scene_gate.hpp"
#include "tests/fakes/steady_clock.hpp"

namespace kiosk::bench {
namespace {

template <class Action>
double milliseconds_of(Action action) {
    const auto start = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

struct Cost {
    double plain = 0;      // ms a frame
    double live = 0;       // ms a frame
    double unchanged = 0;  // ms a frame
    int plain_read = 0;
    int live_read = 0;
    int wrong = 0;
};

drivers::RawPicture raw(const drivers::Frame& frame) {
    return {drivers::PixelFormat::grey, frame.width(), frame.height(),
            static_cast<std::size_t>(frame.width()), frame.luma()};
}

// Scenes one after the other, as an endless stream: one reader sees them all.
Cost measure(const SceneKind& kind, int scenes) {
    const testing::SteadyClock clock;
    drivers::LiveReader reader(clock);
    Cost cost;
    for (int i = 0; i < scenes; ++i) {
        const Scene scene = make_scene(static_cast<unsigned>(1000 + i), kind);
        drivers::SceneGate gate;
        std::vector<drivers::DecodedCode> plain;
        drivers::Reading live;
        cost.plain += milliseconds_of([&] { plain = drivers::decode_codes(scene.frame, {}); });
        cost.live += milliseconds_of([&] {
            static_cast<void>(
                gate.lets_through(*drivers::thumbnail_of(raw(scene.frame)), clock.now().mono));
            live = reader.read(scene.frame);
        });
        cost.unchanged += milliseconds_of([&] {
            static_cast<void>(
                gate.lets_through(*drivers::thumbnail_of(raw(scene.frame)), clock.now().mono));
        });
        cost.plain_read += plain.empty() ? 0 : 1;
        cost.live_read += live.codes.empty() ? 0 : 1;
        cost.wrong += !live.codes.empty() && live.codes[0].text != scene.text ? 1 : 0;
    }
    cost.plain /= scenes;
    cost.live /= scenes;
    cost.unchanged /= scenes;
    return cost;
}

bool run() {
    constexpr int kScenes = 25;
    bool kept = true;
    fmt::print("{}; 1280x720, {} scenes each\n", drivers::decoder_name(), kScenes);
    for (const double spoilt : {0.4, 1.0}) {
        const Cost empty = measure({.with_code = false, .spoilt = spoilt}, kScenes);
        const Cost badge = measure({.with_code = true, .spoilt = spoilt}, kScenes);
        fmt::print(
            "spoilt {:.1f}: no code {:.2f} ms, plain {:.2f} ms: {:.2f} times (budget 1.30); "
            "unchanged {:.3f} ms: {:.3f} times (budget 0.050)\n",
            spoilt, empty.live, empty.plain, empty.live / empty.plain, empty.unchanged,
            empty.unchanged / empty.plain);
        fmt::print("            with a code: plain reads {}, live {} of {}; wrong {}\n",
                   badge.plain_read, badge.live_read, kScenes, badge.wrong + empty.live_read);
        kept = kept && empty.live <= 1.3 * empty.plain && empty.unchanged <= 0.05 * empty.plain &&
               badge.wrong + empty.live_read == 0;
    }
    return kept;
}

}  // namespace
}  // namespace kiosk::bench

int main() {
    return kiosk::bench::run() ? 0 : 1;
}
