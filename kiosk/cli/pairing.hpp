// kiosk/cli/pairing.hpp — which device is to be paired, and what its first scan proves.
//
// Pure. A keyboard is never chosen by itself: it may be the one that people type on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/usb_scanner/calibration.hpp"
#include "drivers/usb_scanner/usb_listing.hpp"
#include "kiosk/cli/api.hpp"
#include "kiosk/config/config.hpp"

namespace kiosk::cli {

// The device at `port`, or, where that is empty, the only scanner that nobody reads.
[[nodiscard]] Answer<drivers::UsbAttached> device_to_pair(
    const std::vector<drivers::UsbAttached>& attached, const config::Config& config,
    std::string_view port);

// By serial where that tells it from every other, else by port: a lane must not change its scanner
// because two were plugged in the other way round.
[[nodiscard]] config::UsbMatchSettings match_for(const drivers::UsbDescription& device,
                                                 const std::vector<drivers::UsbAttached>& attached);

// What a scan of the calibration code says about the scanner's set-up.
struct TrialFinding {
    bool good = false;
    std::string advice;                               // for people, where it is not good
    std::optional<drivers::KeyboardLayout> layout{};  // of a scanner that types
};

[[nodiscard]] TrialFinding judge_trial(std::string_view bytes,
                                       const std::optional<drivers::LayoutFinding>& keys);

// The [[scanner]] table for the configuration.
[[nodiscard]] std::string scanner_toml(std::string_view reader, std::string_view station,
                                       const config::UsbMatchSettings& match,
                                       std::optional<drivers::KeyboardLayout> layout);

}  // namespace kiosk::cli
