// kiosk/app/readers.cpp — one driver for each configured reader.
#include "kiosk/app/readers.hpp"

#include <utility>

#include "kiosk/app/daemon_settings.hpp"

namespace kiosk::app {

Readers::Readers(const config::Config& config, ports::ScanSink& sink, const ports::Clock& clock) {
    std::vector<drivers::UsbScannerSettings> usb;
    for (const auto& scanner : config.scanners) {
        if (scanner.usb) {
            usb.push_back(usb_scanner_settings(scanner));
        } else {
            scanners_.push_back(
                std::make_unique<drivers::SerialScanner>(scanner_settings(scanner), sink, clock));
        }
    }
    if (!usb.empty()) {
        usb_scanners_ = std::make_unique<drivers::UsbScanners>(std::move(usb), sink, clock);
    }
    for (const auto& camera : config.cameras) {
        if (camera.device.empty()) {
            folders_.push_back(
                std::make_unique<drivers::FolderSource>(folder_settings(camera), sink, clock));
        } else {
            cameras_.push_back(
                std::make_unique<drivers::CameraSource>(camera_settings(camera), sink, clock));
        }
    }
}

}  // namespace kiosk::app
