// drivers/camera/filters.cpp — box means in running sums, so the cost does not grow with the
// radius.
#include "drivers/camera/filters.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace kiosk::drivers {
namespace {

std::uint8_t to_luma(int value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

// Divides by a window by multiplying, in 16 bits, which the compiler does for many columns at once.
// Exact for sums of up to 255.5 times the window: the factor is too large by less than 1, so the
// quotient by less than 255.5 * window / 2^(16 + shift) < 0.0078, and 1 / window would be needed.
struct Divisor {
    explicit Divisor(int window)
        : shift(15 - std::countl_zero(static_cast<std::uint16_t>(window))),
          factor(static_cast<std::uint16_t>(((65'536 << shift) + window - 1) / window)) {}
    [[nodiscard]] std::uint8_t operator()(std::uint16_t sum) const {
        return static_cast<std::uint8_t>(((unsigned{sum} * factor) >> 16U) >> shift);
    }
    int shift;
    std::uint16_t factor;
};

// Means along one row. Padded: the row with its first pixel repeated `radius` times before it and
// its last pixel `radius + 1` times after it.
void mean_along(std::span<const std::uint8_t> padded, std::span<std::uint8_t> out, int radius) {
    const int window = 2 * radius + 1;
    const Divisor mean(window);
    const std::uint8_t* leaves = padded.data();
    const std::uint8_t* enters = leaves + window;
    int sum = std::accumulate(leaves, enters, window / 2);  // rounds the division
    for (std::uint8_t& pixel : out) {
        pixel = mean(static_cast<std::uint16_t>(sum));
        sum += *enters++ - *leaves++;
    }
}

// Means down all columns at once: row by row, as memory lies.
Frame mean_down(const Frame& frame, int radius) {
    Frame result(frame.width(), frame.height());
    const int last = frame.height() - 1;
    const int window = 2 * radius + 1;
    const Divisor mean(window);
    const auto width = static_cast<std::size_t>(frame.width());
    std::vector<std::uint16_t> columns(width, static_cast<std::uint16_t>(window / 2));
    std::uint16_t* sums = columns.data();
    for (int y = -radius; y <= radius; ++y) {
        const auto* row = frame.row(std::clamp(y, 0, last)).data();
        for (std::size_t x = 0; x < width; ++x) {
            sums[x] = static_cast<std::uint16_t>(sums[x] + row[x]);
        }
    }
    for (int y = 0; y <= last; ++y) {
        auto* out = result.row(y).data();
        const auto* enters = frame.row(std::min(y + radius + 1, last)).data();
        const auto* leaves = frame.row(std::max(y - radius, 0)).data();
        for (std::size_t x = 0; x < width; ++x) {
            out[x] = mean(sums[x]);
            sums[x] = static_cast<std::uint16_t>(sums[x] + enters[x] - leaves[x]);
        }
    }
    return result;
}

// Weights in 1/64 of the four pixels around a point that lies between the middle two, by the
// Catmull-Rom cubic (a = -0.5). Their sums stay within 16 bits, as many at once as fit a register.
using Taps = std::array<int, 4>;

// Where pixel i of the enlarged line lies in the original, centre to centre: (i + 0.5) / 1.5 - 0.5,
// which repeats every three pixels with the offsets -1/6, 1/2 and 7/6 from pixel 2 * (i / 3).
constexpr Taps kBefore{-1, 9, 60, -4};    // 5/6 of the way from pixel -1 to pixel 0
constexpr Taps kBetween{-4, 36, 36, -4};  // half-way from pixel 0 to pixel 1
constexpr Taps kBehind{-4, 60, 9, -1};    // 1/6 of the way from pixel 1 to pixel 2

template <Taps taps>
std::uint8_t weighted(int a, int b, int c, int d) {
    return to_luma((taps[0] * a + taps[1] * b + taps[2] * c + taps[3] * d + 32) >> 6);
}

// Padded: the row with two pixels repeated before it and four after.
void enlarge_row(std::span<const std::uint8_t> padded, std::span<std::uint8_t> out) {
    const std::uint8_t* in = padded.data();
    std::size_t i = 0;
    for (; i + 2 < out.size(); i += 3, in += 2) {
        out[i] = weighted<kBefore>(in[0], in[1], in[2], in[3]);
        out[i + 1] = weighted<kBetween>(in[1], in[2], in[3], in[4]);
        out[i + 2] = weighted<kBehind>(in[2], in[3], in[4], in[5]);
    }
    if (i < out.size()) out[i] = weighted<kBefore>(in[0], in[1], in[2], in[3]);
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

// One row of the four rows around it.
template <Taps taps>
void mix_rows(const std::array<const std::uint8_t*, 4>& rows, std::span<std::uint8_t> out) {
    const auto [a, b, c, d] = rows;
    std::uint8_t* pixels = out.data();
    const std::size_t width = out.size();
    for (std::size_t x = 0; x < width; ++x) pixels[x] = weighted<taps>(a[x], b[x], c[x], d[x]);
}

}  // namespace

Frame box_mean(const Frame& frame, int radius) {
    KIOSK_CHECK(radius >= 1 && radius <= kMeanRadiusMax, "a mean reaches 1 to 63 pixels far");
    Frame along(frame.width(), frame.height());
    const auto reach = static_cast<std::size_t>(radius);
    std::vector<std::uint8_t> padded(static_cast<std::size_t>(frame.width()) + 2 * reach + 1);
    for (int y = 0; y < frame.height(); ++y) {
        const auto row = frame.row(y);
        const auto start = std::fill_n(padded.begin(), reach, row.front());
        std::fill(std::ranges::copy(row, start).out, padded.end(), row.back());
        mean_along(padded, along.row(y), radius);
    }
    return mean_down(along, radius);
}

Frame sharpened(const Frame& frame) {
    // Two boxes of 5 pixels have the variance 2 * (25 - 1) / 12 = 4 of a blur of 2 pixels.
    Frame result = box_mean(box_mean(frame, 2), 2);
    const std::uint8_t* original = frame.luma().data();
    std::uint8_t* out = result.luma().data();
    const std::size_t pixels = frame.pixels();
    for (std::size_t i = 0; i < pixels; ++i) out[i] = to_luma(2 * original[i] - out[i]);
    return result;
}

Frame thresholded(const Frame& frame, int radius, int darker) {
    Frame result = box_mean(frame, radius);
    const std::uint8_t* original = frame.luma().data();
    std::uint8_t* out = result.luma().data();
    const std::size_t pixels = frame.pixels();
    for (std::size_t i = 0; i < pixels; ++i) out[i] = original[i] + darker <= out[i] ? 0 : 255;
    return result;
}

Frame enlarged(const Frame& frame) {
    const Frame wide = widened(frame);
    Frame result(wide.width(), std::max(1, frame.height() * 3 / 2));
    for (int y = 0; y < result.height(); ++y) {
        const auto rows_from = [&](int first) {
            const auto row = [&](int i) {
                return wide.row(std::clamp(first + i, 0, frame.height() - 1)).data();
            };
            return std::array{row(0), row(1), row(2), row(3)};
        };
        const int pair = 2 * (y / 3);
        switch (y % 3) {
            case 0: mix_rows<kBefore>(rows_from(pair - 2), result.row(y)); break;
            case 1: mix_rows<kBetween>(rows_from(pair - 1), result.row(y)); break;
            default: mix_rows<kBehind>(rows_from(pair), result.row(y)); break;
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
