// drivers/camera/filters.hpp — pictures made easier to read; pure functions on frames.
#pragma once

#include "drivers/camera/frame.hpp"

namespace kiosk::drivers {

inline constexpr int kMeanRadiusMax = 63;  // its sums fit 16 bits and divide exactly

// Each pixel's mean over the square that reaches radius pixels (1 to kMeanRadiusMax) to every side;
// beyond the border the border's pixels repeat.
[[nodiscard]] Frame box_mean(const Frame& frame, int radius);

// Unsharp mask: adds what a blur of 2 pixels (standard deviation) takes away. Undoes mild blur.
[[nodiscard]] Frame sharpened(const Frame& frame);

// Black where a pixel is darker than the mean around it, else white. Follows shadows and light
// spots that ZXing's 8x8 blocks are too coarse for. The window is 2 * radius + 1 pixels wide;
// `darker` grey levels below the mean keep a sensor's noise on paper white.
[[nodiscard]] Frame thresholded(const Frame& frame, int radius, int darker = 4);

// 1.5 times as wide and high, by cubic interpolation: modules of two pixels become readable.
[[nodiscard]] Frame enlarged(const Frame& frame);

// Half as wide and high (rounded down, at least 1), each pixel the mean of four.
[[nodiscard]] Frame halved(const Frame& frame);

// Mid-greys darker, black and white kept: brings back light modules that glare or a bright screen
// washed out (gamma 2).
[[nodiscard]] Frame darkened(const Frame& frame);

// Black for white: codes printed light on dark.
[[nodiscard]] Frame inverted(const Frame& frame);

// The part of a picture from (left, top), inclusive, to (right, bottom), exclusive. Pixels.
struct Region {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    friend bool operator==(const Region&, const Region&) = default;
};

// A copy of the part, which lies within the picture and is not empty.
[[nodiscard]] Frame cropped(const Frame& frame, const Region& part);

}  // namespace kiosk::drivers
