// drivers/serial_scanner/serial_port.hpp — a tty in raw mode, opened, read and closed.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

class SerialPort {
  public:
    // Opens without waiting for a carrier, sets 8 data bits, no parity, no echo, no translation,
    // and throws away what was received while nobody listened: old codes are no scans. `baud` is
    // one of 9600, 19200, 38400, 57600, 115200. Errc::not_found while unplugged, Errc::denied,
    // Errc::invalid_input for another baud rate or a path that is no tty.
    [[nodiscard]] static Result<SerialPort> open(const std::filesystem::path& path, int baud);

    SerialPort(SerialPort&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    SerialPort& operator=(SerialPort&& other) noexcept;
    ~SerialPort();

    // Waits up to `timeout` for bytes or for `wake_fd` to become readable. 0 bytes: nothing came.
    // An error means that the line is gone.
    [[nodiscard]] Result<std::size_t> read(std::span<char> into, int wake_fd,
                                           std::chrono::milliseconds timeout);

  private:
    explicit SerialPort(int fd) : fd_(fd) {}

    int fd_ = -1;
};

}  // namespace kiosk::drivers
