// kiosk/app/readers.cpp — one driver for each configured reader.
#include "kiosk/app/readers.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "kiosk/app/daemon_settings.hpp"

namespace kiosk::app {
namespace {

// A folder of pictures is read as fast as somebody fills it.
std::map<std::string, std::size_t> limits_of(const config::Config& config) {
    std::map<std::string, std::size_t> limits;
    for (const auto& scanner : config.scanners) limits[scanner.id] = scanner.codes_per_second;
    for (const auto& camera : config.cameras) {
        if (!camera.device.empty()) limits[camera.id] = config::kCodesPerSecond;
    }
    return limits;
}

}  // namespace

Readers::Readers(const config::Config& config, ports::ScanSink& sink, const ports::Clock& clock)
    : guard_(limits_of(config), sink, clock) {
    std::vector<drivers::UsbScannerSettings> usb;
    for (const auto& scanner : config.scanners) {
        if (scanner.usb) {
            usb.push_back(usb_scanner_settings(scanner));
        } else {
            scanners_.push_back(
                std::make_unique<drivers::SerialScanner>(scanner_settings(scanner), guard_, clock));
        }
    }
    if (!usb.empty()) {
        usb_scanners_ = std::make_unique<drivers::UsbScanners>(std::move(usb), guard_, clock);
    }
    for (const auto& camera : config.cameras) {
        if (camera.device.empty()) {
            folders_.push_back(
                std::make_unique<drivers::FolderSource>(folder_settings(camera), guard_, clock));
        } else {
            cameras_.push_back(
                std::make_unique<drivers::CameraSource>(camera_settings(camera), guard_, clock));
        }
    }
}

Result<Preview> Readers::preview(const std::string& camera) {
    const auto is_meant = [&](const auto& one) { return one->reader() == camera; };
    if (std::ranges::any_of(folders_, is_meant)) {
        return fail(Errc::conflict, fmt::format("camera \"{}\" reads a folder of pictures: look "
                                                "at those",
                                                camera));
    }
    const auto found = std::ranges::find_if(cameras_, is_meant);
    if (found == cameras_.end()) {
        return fail(Errc::not_found, fmt::format("no camera \"{}\" is configured", camera));
    }
    auto picture = KIOSK_TRY((*found)->preview());
    return [picture = std::move(picture)]() -> Result<std::string> {
        const auto jpeg = KIOSK_TRY(picture->jpeg());
        return std::string(jpeg.begin(), jpeg.end());
    };
}

Result<Preview> preview_of(Readers* readers, const std::string& camera) {
    if (readers == nullptr) return fail(Errc::unavailable, "the station stops");
    return readers->preview(camera);
}

}  // namespace kiosk::app
