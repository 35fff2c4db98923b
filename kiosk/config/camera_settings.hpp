// kiosk/config/camera_settings.hpp — where a camera's pictures come from, as the file says it.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace kiosk::config {

enum class ExistingPictures : std::uint8_t {
    ignore,  // only pictures that arrive after the start
    replay,  // first those that are there already, in name order
};

enum class Mains : std::uint8_t { off, hz50, hz60 };

// A live camera (device) or a folder of pictures (folder), never both.
struct CameraSettings {
    std::string id;
    std::string station;
    std::filesystem::path folder;  // absolute, or relative to the file that names it
    ExistingPictures existing = ExistingPictures::ignore;
    std::filesystem::path device;                       // "/dev/v4l/by-id/…"
    int width = 1280;                                   // pixels wished, 160..4096
    int height = 720;                                   // pixels wished, 120..4096
    int rate = 30;                                      // frames per second wished, 1..120
    std::optional<std::chrono::milliseconds> exposure;  // 1..1000 ms; the camera's own if not set
    std::optional<int> focus;                           // 0..1023; the camera's own if not set
    Mains mains = Mains::hz50;                          // what the lamps flicker with
};

}  // namespace kiosk::config
