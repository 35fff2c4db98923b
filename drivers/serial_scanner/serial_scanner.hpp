// drivers/serial_scanner/serial_scanner.hpp — a scanner in USB-COM mode, or on a true serial port.
//
// One thread reads the line, cuts it into codes and posts scans. Unplugged, it reports so and tries
// again each second; what the line holds from before is thrown away.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "drivers/common/framer.hpp"
#include "drivers/common/wake_up.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::drivers {

struct SerialScannerSettings {
    std::string reader;   // id
    std::string station;  // id of the station it belongs to
    std::filesystem::path path;
    int baud = 9600;  // ignored by USB-COM devices, which have no line
    Framing framing;
    std::chrono::milliseconds reopen_after{1000};
};

class SerialScanner {
  public:
    // Starts reading. `sink` and `clock` must outlive the scanner.
    SerialScanner(SerialScannerSettings settings, ports::ScanSink& sink, const ports::Clock& clock);
    ~SerialScanner();  // stops within milliseconds

    SerialScanner(const SerialScanner&) = delete;
    SerialScanner& operator=(const SerialScanner&) = delete;

  private:
    void run(const std::stop_token& stop);
    [[nodiscard]] bool read_line(const std::stop_token& stop);
    void read_until_gone(const std::stop_token& stop, class SerialPort& port);
    void post(std::vector<ReadCode> codes);
    void report(ports::ReaderState state, std::string sentence);

    SerialScannerSettings settings_;
    ports::ScanSink& sink_;
    const ports::Clock& clock_;
    std::string last_sentence_;
    WakeUp wake_;
    std::jthread thread_;
};

}  // namespace kiosk::drivers
