// tests/bench/camera_scenes.hpp — invented camera pictures: a desk, a badge, bad light.
//
// Repeatable from the seed. What spoils a scene is drawn at random: tilt, small modules, blur,
// movement, noise, low contrast, a slope of light, a glare spot.
#pragma once

#include <string>

#include "drivers/camera/frame.hpp"

namespace kiosk::bench {

struct SceneKind {
    bool with_code = true;  // else the badge shows lines of text where the code would be
    double spoilt = 1;      // 0 an easy picture, 1 a hard one
    int width = 1280;       // pixels
    int height = 720;
};

struct Scene {
    drivers::Frame frame;
    std::string text;  // of its code; empty without one
};

[[nodiscard]] Scene make_scene(unsigned seed, const SceneKind& kind);

// The same scene a thirtieth of a second later: nothing moved, the sensor's noise is another.
[[nodiscard]] drivers::Frame again(const drivers::Frame& frame, unsigned seed, double noise);

}  // namespace kiosk::bench
