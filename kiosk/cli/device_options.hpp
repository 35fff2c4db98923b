// kiosk/cli/device_options.hpp — what was asked for about devices, as plain values.
#pragma once

#include <filesystem>
#include <string>

namespace kiosk::cli {

inline constexpr const char* kConfigFile = "/etc/kioskd/kioskd.toml";

struct DevicesOptions {
    std::filesystem::path config = kConfigFile;
};

struct DevicesWatchOptions {
    std::filesystem::path config = kConfigFile;
    bool codes = false;  // as they were read; else only how long they are
};

struct DevicesPairOptions {
    std::filesystem::path config = kConfigFile;
    std::string reader;   // id of the new scanner
    std::string station;  // that it shall read for
    std::string port;     // "1-2.3"; empty: the one that can be meant
};

struct DevicesPreviewOptions {
    std::string camera;            // id
    std::filesystem::path output;  // empty: standard output
};

}  // namespace kiosk::cli
