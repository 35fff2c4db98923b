// drivers/camera/video_controls.hpp — exposure, focus and mains frequency, as a badge needs them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "drivers/camera/video_calls.hpp"

namespace kiosk::drivers {

enum class MainsFrequency : std::uint8_t { off, hz50, hz60 };

struct CameraControls {
    // A time that freezes a hand: at most 8 ms. The camera's own automatic where absent.
    std::optional<std::chrono::microseconds> exposure;  // 100 us to 1 s
    // The camera's own unit, often 0 far to 255 near. Its automatic where absent.
    std::optional<int> focus;  // 0 to 1023
    // Lamps flicker at twice this; short exposures show it as bands.
    MainsFrequency mains = MainsFrequency::hz50;
};

// Sets what the camera has, one control after the other. Cameras forget and some change their mind
// when the stream starts: call it before and after. Returns the settings that this camera does not
// take, of those that were asked for.
std::vector<std::string_view> apply_controls(VideoCalls& calls, int fd,
                                             const CameraControls& controls);

}  // namespace kiosk::drivers
