// kiosk/app/readers.hpp — every scanner and camera that the configuration names, reading.
#pragma once

#include <memory>
#include <vector>

#include "drivers/camera/camera_source.hpp"
#include "drivers/camera/folder_source.hpp"
#include "drivers/serial_scanner/serial_scanner.hpp"
#include "drivers/usb_scanner/usb_scanners.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::app {

// Read from the moment they are made until they are destroyed.
class Readers {
  public:
    // `sink` and `clock` must outlive the object.
    Readers(const config::Config& config, ports::ScanSink& sink, const ports::Clock& clock);

  private:
    std::vector<std::unique_ptr<drivers::SerialScanner>> scanners_;
    std::unique_ptr<drivers::UsbScanners> usb_scanners_;  // all of them; null where there is none
    std::vector<std::unique_ptr<drivers::FolderSource>> folders_;
    std::vector<std::unique_ptr<drivers::CameraSource>> cameras_;
};

}  // namespace kiosk::app
