// tests/bench/camera_scenes.cpp — ray by ray: which point of the badge does a pixel see?
#include "camera_scenes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include "drivers/camera/filters.hpp"

namespace kiosk::bench {
namespace {

using drivers::Frame;

class Chance {
  public:
    explicit Chance(unsigned seed) : engine_(seed) {}
    double between(double low, double high) {
        return std::uniform_real_distribution(low, high)(engine_);
    }
    int whole(int low, int high) { return std::uniform_int_distribution(low, high)(engine_); }
    double noise(double deviation) { return std::normal_distribution(0.0, deviation)(engine_); }
    bool one_in(int n) { return whole(1, n) == 1; }

  private:
    std::mt19937 engine_;
};

std::uint8_t to_luma(double value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
}

void fill(Frame& frame, int left, int top, int right, int bottom, int shade) {
    for (int y = std::max(top, 0); y < std::min(bottom, frame.height()); ++y) {
        for (int x = std::max(left, 0); x < std::min(right, frame.width()); ++x) {
            frame.row(y)[static_cast<std::size_t>(x)] = static_cast<std::uint8_t>(shade);
        }
    }
}

// Lines of strokes, as print looks from afar.
void write_lines(Frame& frame, Chance& chance, int left, int top) {
    const int height = chance.whole(6, 22);
    for (int line = 0; line < chance.whole(2, 8); ++line) {
        int x = left;
        for (int stroke = 0; stroke < 60; ++stroke) {
            const int wide = chance.whole(1, 5);
            const int y = top + line * height * 3 / 2;
            fill(frame, x, y, x + wide, y + height / chance.whole(1, 2), chance.whole(20, 90));
            x += wide + chance.whole(1, chance.one_in(6) ? 14 : 4);
        }
    }
}

Frame desk(Chance& chance, const SceneKind& kind) {
    Frame frame(kind.width, kind.height);
    std::ranges::fill(frame.luma(), to_luma(chance.between(90, 190)));
    for (int i = 0; i < 30; ++i) {
        const int left = chance.whole(-100, kind.width);
        const int top = chance.whole(-100, kind.height);
        fill(frame, left, top, left + chance.whole(10, 400), top + chance.whole(10, 300),
             chance.whole(30, 230));
    }
    for (int i = 0; i < 6; ++i) {
        write_lines(frame, chance, chance.whole(0, kind.width), chance.whole(0, kind.height));
    }
    return frame;
}

// Where the badge hangs in the picture: a rotation, a tilt away from us, a bend.
struct Pose {
    double x, y;            // pixels, centre
    double side;            // pixels
    double angle;           // radians
    double tilt_x, tilt_y;  // how much nearer one edge is than the other: 0 to 0.4
    double bend;            // 0 flat

    // The point of the badge, both coordinates -0.5 to 0.5, that the pixel sees.
    [[nodiscard]] std::array<double, 2> seen_from(double px, double py) const {
        const double dx = (px - x) / side;
        const double dy = (py - y) / side;
        const double u = dx * std::cos(angle) + dy * std::sin(angle);
        const double v = dy * std::cos(angle) - dx * std::sin(angle);
        const double depth = 1 - tilt_x * u - tilt_y * v;
        const double flat = u / depth;
        return {flat * (1 + bend * flat * flat), v / depth};
    }
};

Pose pose_of(Chance& chance, const SceneKind& kind, int modules) {
    const double hard = kind.spoilt;
    const double module = chance.between(6 - 3.6 * hard, 8);
    const double side = std::min(module * modules, kind.height * 0.8);
    const double turn = chance.one_in(3) ? std::numbers::pi : 0.35;
    return {.x = chance.between(side * 0.75, kind.width - side * 0.75),
            .y = chance.between(side * 0.6, std::max(side * 0.61, kind.height - side * 0.6)),
            .side = side,
            .angle = chance.between(-turn, turn),
            .tilt_x = chance.between(-0.5, 0.5) * hard,
            .tilt_y = chance.between(-0.5, 0.5) * hard,
            .bend = chance.one_in(3) ? chance.between(0, 0.6) * hard : 0};
}

// Paper around the code as wide as its quiet zone; ink and paper as grey levels.
void hang(Frame& frame, const ZXing::BitMatrix& code, const Pose& pose, double ink, double paper) {
    constexpr int kRays = 3;
    const int reach = static_cast<int>(pose.side * 1.1);
    const int modules = code.width();
    for (int y = std::max(0, static_cast<int>(pose.y) - reach);
         y < std::min(frame.height(), static_cast<int>(pose.y) + reach); ++y) {
        for (int x = std::max(0, static_cast<int>(pose.x) - reach);
             x < std::min(frame.width(), static_cast<int>(pose.x) + reach); ++x) {
            auto& pixel = frame.row(y)[static_cast<std::size_t>(x)];
            double sum = 0;
            for (int ray = 0; ray < kRays * kRays; ++ray) {
                const auto [u, v] = pose.seen_from(x + (ray % kRays + 0.5) / kRays,
                                                   y + (ray / kRays + 0.5) / kRays);
                const int column = static_cast<int>(std::floor((u + 0.5) * modules));
                const int row = static_cast<int>(std::floor((v + 0.5) * modules));
                const bool on = column >= 0 && row >= 0 && column < modules && row < modules;
                sum += !on ? pixel : code.get(column, row) ? ink : paper;
            }
            pixel = to_luma(sum / (kRays * kRays));
        }
    }
}

void light(Frame& frame, Chance& chance, double hard) {
    const double slope = chance.between(-0.5, 0.5) * hard;
    const bool glares = chance.one_in(3);
    const double spot_x = chance.between(0, frame.width());
    const double spot_y = chance.between(0, frame.height());
    const double spot_size = chance.between(20, 160);
    const double strength = glares ? chance.between(60, 220) * hard : 0;
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            auto& pixel = frame.row(y)[static_cast<std::size_t>(x)];
            const double far = std::hypot(x - spot_x, y - spot_y) / spot_size;
            pixel = to_luma(pixel * (1 + slope * (2.0 * x / frame.width() - 1)) +
                            strength * std::exp(-far * far));
        }
    }
}

// Means along rows: what a moving hand does.
void move(Frame& frame, int length) {
    for (int y = 0; y < frame.height(); ++y) {
        const auto row = frame.row(y);
        const std::vector<std::uint8_t> sharp(row.begin(), row.end());
        for (std::size_t x = 0; x + static_cast<std::size_t>(length) < sharp.size(); ++x) {
            int sum = 0;
            for (int i = 0; i < length; ++i) sum += sharp[x + static_cast<std::size_t>(i)];
            row[x] = static_cast<std::uint8_t>(sum / length);
        }
    }
}

}  // namespace

Scene make_scene(unsigned seed, const SceneKind& kind) {
    Chance chance(seed);
    const double hard = kind.spoilt;
    Scene scene{desk(chance, kind), {}};
    std::string text;
    const int length = chance.whole(8, chance.one_in(3) ? 150 : 40);
    while (static_cast<int>(text.size()) < length) {
        text.push_back("0123456789abcdefghijklmnopqrstuvwxyz"[chance.whole(0, 35)]);
    }
    auto code = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                    .setMargin(4)
                    .setEccLevel(chance.whole(1, 8))
                    .encode(text, 0, 0);
    const double ink = chance.between(10, 10 + 90 * hard);
    const double paper = std::min(255.0, ink + chance.between(190 - 150 * hard, 200));
    const Pose pose = pose_of(chance, kind, code.width());
    if (kind.with_code) {
        hang(scene.frame, code, pose, ink, paper);
        scene.text = text;
    } else {
        ZXing::BitMatrix blank(code.width(), code.height());
        hang(scene.frame, blank, pose, ink, paper);
        write_lines(scene.frame, chance, static_cast<int>(pose.x - pose.side / 2),
                    static_cast<int>(pose.y - pose.side / 3));
    }
    light(scene.frame, chance, hard);
    const int blur = static_cast<int>(chance.between(0, 3.5) * hard);
    for (int i = 0; i < blur; ++i) scene.frame = drivers::box_mean(scene.frame, 1);
    if (chance.one_in(3))
        move(scene.frame, std::max(1, static_cast<int>(chance.between(1, 9) * hard)));
    scene.frame = again(scene.frame, seed + 1, chance.between(1, 2 + 12 * hard));
    return scene;
}

Frame again(const Frame& frame, unsigned seed, double noise) {
    Chance chance(seed);
    Frame result = frame;
    for (auto& pixel : result.luma()) pixel = to_luma(pixel + 0.5 + chance.noise(noise));
    return result;
}

}  // namespace kiosk::bench
