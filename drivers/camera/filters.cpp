// drivers/camera/filters.cpp — box means in running sums, so the cost does not grow with the
// radius.
#include "drivers/camera/filters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace kiosk::drivers {
namespace {

std::uint8_t to_luma(int value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

// Divides by a window of at most 255 pixels by multiplying, which the compiler does for many
// columns at once. Exact and within 32 bits for a sum of up to 255.5 times the window: the factor
// is too large by less than 2^-24, so the quotient by less than 0.0039, and 1/255 would be needed.
struct Divisor {
    explicit Divisor(int window)
        : factor(((1U << 24U) + static_cast<unsigned>(window) - 1U) /
                 static_cast<unsigned>(window)) {}
    [[nodiscard]] std::uint8_t operator()(int sum) const {
        return static_cast<std::uint8_t>((static_cast<unsigned>(sum) * factor) >> 24U);
    }
    unsigned factor;
};

// Means along one row.
void mean_along(std::span<const std::uint8_t> in, std::span<std::uint8_t> out, int radius) {
    const int last = static_cast<int>(in.size()) - 1;
    const auto at = [&](int x) {
        return static_cast<int>(in[static_cast<std::size_t>(std::clamp(x, 0, last))]);
    };
    const int window = 2 * radius + 1;
    const Divisor mean(window);
    int sum = window / 2;  // rounds the division
    for (int x = -radius; x <= radius; ++x) sum += at(x);
    for (int x = 0; x <= last; ++x) {
        out[static_cast<std::size_t>(x)] = mean(sum);
        sum += at(x + radius + 1) - at(x - radius);
    }
}

// Means down all columns at once: row by row, as memory lies.
Frame mean_down(const Frame& frame, int radius) {
    Frame result(frame.width(), frame.height());
    const int last = frame.height() - 1;
    const int window = 2 * radius + 1;
    const Divisor mean(window);
    const auto width = static_cast<std::size_t>(frame.width());
    std::vector<int> sums(width, window / 2);
    for (int y = -radius; y <= radius; ++y) {
        const auto row = frame.row(std::clamp(y, 0, last));
        for (std::size_t x = 0; x < width; ++x) sums[x] += row[x];
    }
    for (int y = 0; y <= last; ++y) {
        const auto out = result.row(y);
        const auto enters = frame.row(std::min(y + radius + 1, last));
        const auto leaves = frame.row(std::max(y - radius, 0));
        for (std::size_t x = 0; x < width; ++x) {
            out[x] = mean(sums[x]);
            sums[x] += enters[x] - leaves[x];
        }
    }
    return result;
}

// Weights in 1/128 of the four pixels around a point that lies between the middle two, by the
// Catmull-Rom cubic (a = -0.5).
using Taps = std::array<int, 4>;

// Where pixel i of the enlarged line lies in the original, centre to centre: (i + 0.5) / 1.5 - 0.5,
// which repeats every three pixels with the offsets -1/6, 1/2 and 7/6 from pixel 2 * (i / 3).
struct Phase {
    int first;  // of the four pixels, relative to 2 * (i / 3)
    Taps taps;
};

constexpr std::array<Phase, 3> kPhases{{
    {-2, {-2, 17, 120, -7}},  // 5/6 of the way from pixel -1 to pixel 0
    {-1, {-8, 72, 72, -8}},   // half-way from pixel 0 to pixel 1
    {0, {-7, 120, 17, -2}},   // 1/6 of the way from pixel 1 to pixel 2
}};

int weighted(const Taps& taps, int a, int b, int c, int d) {
    return (taps[0] * a + taps[1] * b + taps[2] * c + taps[3] * d + 64) / 128;
}

// Padded: the row with two pixels repeated before it and four after.
void enlarge_row(std::span<const std::uint8_t> padded, std::span<std::uint8_t> out) {
    for (std::size_t phase = 0; phase < kPhases.size(); ++phase) {
        const Taps taps = kPhases[phase].taps;
        auto first = static_cast<std::size_t>(kPhases[phase].first + 2);
        for (std::size_t i = phase; i < out.size(); i += kPhases.size(), first += 2) {
            out[i] = to_luma(weighted(taps, padded[first], padded[first + 1], padded[first + 2],
                                      padded[first + 3]));
        }
    }
}

Frame widened(const Frame& frame) {
    Frame wide(frame.width() * 3 / 2, frame.height());
    std::vector<std::uint8_t> padded(static_cast<std::size_t>(frame.width()) + 6);
    for (int y = 0; y < frame.height(); ++y) {
        const auto row = frame.row(y);
        std::fill_n(padded.begin(), 2, row.front());
        std::fill(std::ranges::copy(row, padded.begin() + 2).out, padded.end(), row.back());
        enlarge_row(padded, wide.row(y));
    }
    return wide;
}

}  // namespace

Frame box_mean(const Frame& frame, int radius) {
    KIOSK_CHECK(radius >= 1 && radius <= 127, "a mean reaches 1 to 127 pixels far");
    Frame along(frame.width(), frame.height());
    for (int y = 0; y < frame.height(); ++y) mean_along(frame.row(y), along.row(y), radius);
    return mean_down(along, radius);
}

Frame sharpened(const Frame& frame) {
    // Two boxes of 5 pixels have the variance 2 * (25 - 1) / 12 = 4 of a blur of 2 pixels.
    Frame result = box_mean(box_mean(frame, 2), 2);
    const auto original = frame.luma();
    const auto out = result.luma();
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = to_luma(2 * original[i] - out[i]);
    return result;
}

Frame thresholded(const Frame& frame, int radius, int darker) {
    Frame result = box_mean(frame, radius);
    const auto original = frame.luma();
    const auto out = result.luma();
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = original[i] + darker <= out[i] ? 0 : 255;
    }
    return result;
}

Frame enlarged(const Frame& frame) {
    const Frame wide = widened(frame);
    Frame result(wide.width(), std::max(1, frame.height() * 3 / 2));
    const auto width = static_cast<std::size_t>(wide.width());
    for (int y = 0; y < result.height(); ++y) {
        const Phase& phase = kPhases[static_cast<std::size_t>(y % 3)];
        const auto line = [&, start = 2 * (y / 3) + phase.first](int i) {
            return wide.row(std::clamp(start + i, 0, frame.height() - 1)).data();
        };
        const auto* a = line(0);
        const auto* b = line(1);
        const auto* c = line(2);
        const auto* d = line(3);
        auto* out = result.row(y).data();
        for (std::size_t x = 0; x < width; ++x) {
            out[x] = to_luma(weighted(phase.taps, a[x], b[x], c[x], d[x]));
        }
    }
    return result;
}

Frame halved(const Frame& frame) {
    Frame result(std::max(1, frame.width() / 2), std::max(1, frame.height() / 2));
    for (int y = 0; y < result.height(); ++y) {
        const auto upper = frame.row(std::min(2 * y, frame.height() - 1));
        const auto lower = frame.row(std::min(2 * y + 1, frame.height() - 1));
        const auto out = result.row(y);
        for (std::size_t x = 0; x < out.size(); ++x) {
            const std::size_t left = 2 * x;
            const std::size_t right = std::min(left + 1, upper.size() - 1);
            const int sum = upper[left] + upper[right] + lower[left] + lower[right];
            out[x] = static_cast<std::uint8_t>((sum + 2) / 4);
        }
    }
    return result;
}

Frame darkened(const Frame& frame) {
    Frame result = frame;
    for (std::uint8_t& pixel : result.luma()) {
        pixel = static_cast<std::uint8_t>((pixel * pixel + 127) / 255);
    }
    return result;
}

Frame inverted(const Frame& frame) {
    Frame result = frame;
    for (std::uint8_t& pixel : result.luma()) pixel = static_cast<std::uint8_t>(255 - pixel);
    return result;
}

Frame cropped(const Frame& frame, const Region& part) {
    KIOSK_CHECK(part.left >= 0 && part.top >= 0 && part.right <= frame.width() &&
                    part.bottom <= frame.height(),
                "a part lies within its picture");
    Frame result(part.right - part.left, part.bottom - part.top);
    for (int y = 0; y < result.height(); ++y) {
        std::ranges::copy(frame.row(part.top + y)
                              .subspan(static_cast<std::size_t>(part.left),
                                       static_cast<std::size_t>(result.width())),
                          result.row(y).begin());
    }
    return result;
}

}  // namespace kiosk::drivers
