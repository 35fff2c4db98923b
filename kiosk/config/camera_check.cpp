// kiosk/config/camera_check.cpp — judged by which keys are written, empty ones included.
#include "kiosk/config/camera_check.hpp"

#include <fmt/format.h>

namespace kiosk::config {

std::vector<Problem> check_cameras(const Config& config, const Places& places) {
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < config.cameras.size(); ++i) {
        const std::string path = fmt::format("camera[{}]", i);
        const auto device = places.find(path + ".device");
        const bool has_folder = places.contains(path + ".folder");
        if (device != places.end() && has_folder) {
            problems.push_back({device->second, Severity::error,
                                fmt::format("camera \"{}\" has \"folder\" and \"device\"; pictures "
                                            "come from one of them",
                                            config.cameras[i].id)});
        } else if (device == places.end() && !has_folder) {
            const auto camera = places.find(path);
            problems.push_back({camera == places.end() ? Place{} : camera->second, Severity::error,
                                "[[camera]] needs \"device\" or \"folder\""});
        }
    }
    return problems;
}

}  // namespace kiosk::config
