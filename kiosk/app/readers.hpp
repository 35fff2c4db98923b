// kiosk/app/readers.hpp — every scanner and camera that the configuration names, reading.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "drivers/camera/camera_source.hpp"
#include "drivers/camera/folder_source.hpp"
#include "drivers/serial_scanner/serial_scanner.hpp"
#include "drivers/usb_scanner/usb_scanners.hpp"
#include "kiosk/app/flood_guard.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::app {

// Writes the JPEG of a picture: on any thread, and also after the readers have ended.
using Preview = std::function<Result<std::string>()>;

// Read from the moment they are made until they are destroyed.
class Readers {
  public:
    // `sink` and `clock` must outlive the object.
    Readers(const config::Config& config, ports::ScanSink& sink, const ports::Clock& clock);

    // As preview_of().
    [[nodiscard]] Result<Preview> preview(const std::string& camera);

  private:
    FloodGuard guard_;  // before the readers, who post into it
    std::vector<std::unique_ptr<drivers::SerialScanner>> scanners_;
    std::unique_ptr<drivers::UsbScanners> usb_scanners_;  // all of them; null where there is none
    std::vector<std::unique_ptr<drivers::FolderSource>> folders_;
    std::vector<std::unique_ptr<drivers::CameraSource>> cameras_;
};

// What the live camera of this id sees now. Errors as ports::StationPort::preview; null: the
// station stops.
[[nodiscard]] Result<Preview> preview_of(Readers* readers, const std::string& camera);

}  // namespace kiosk::app
