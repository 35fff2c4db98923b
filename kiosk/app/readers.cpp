// kiosk/app/readers.cpp — one driver for each configured reader.
#include "kiosk/app/readers.hpp"

#include "kiosk/app/daemon_settings.hpp"

namespace kiosk::app {

Readers::Readers(const config::Config& config, ports::ScanSink& sink, const ports::Clock& clock) {
    for (const auto& scanner : config.scanners) {
        scanners_.push_back(
            std::make_unique<drivers::SerialScanner>(scanner_settings(scanner), sink, clock));
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
