// drivers/serial_scanner/serial_port.cpp — termios and poll.
#include "drivers/serial_scanner/serial_port.hpp"

#include <array>
#include <cerrno>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace kiosk::drivers {
namespace {

std::optional<speed_t> speed_of(int baud) {
    switch (baud) {
        case 1200: return B1200;
        case 2400: return B2400;
        case 4800: return B4800;
        case 9600: return B9600;
        case 19200: return B19200;
        case 38400: return B38400;
        case 57600: return B57600;
        case 115200: return B115200;
        default: return std::nullopt;
    }
}

Result<> make_raw(int fd, speed_t speed, const std::string& name) {
    termios settings{};
    if (tcgetattr(fd, &settings) != 0) {
        return fail(Errc::invalid_input, name + ": not a serial line");
    }
    cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL | CREAD;
    settings.c_cc[VMIN] = 0;
    settings.c_cc[VTIME] = 0;
    cfsetispeed(&settings, speed);
    cfsetospeed(&settings, speed);
    if (tcsetattr(fd, TCSANOW, &settings) != 0) return fail(system_error(name, errno));
    // Two readers of one line would get half a code each. Best effort: root is never refused.
    static_cast<void>(ioctl(fd, TIOCEXCL));
    tcflush(fd, TCIFLUSH);
    return {};
}

}  // namespace

Result<SerialPort> SerialPort::open(const std::filesystem::path& path, int baud) {
    const std::string name = "serial line " + path.string();
    const auto speed = speed_of(baud);
    if (!speed) {
        return fail(Errc::invalid_input, name + ": baud rate " + std::to_string(baud) +
                                             "; known: 1200, 2400, 4800, 9600, 19200, 38400, "
                                             "57600, 115200");
    }
    // O_NONBLOCK: some lines wait for a carrier that a scanner never raises.
    const int fd = ::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return fail(system_error(name, errno));
    SerialPort port(fd);
    KIOSK_TRY_VOID(make_raw(fd, *speed, name));
    return port;
}

SerialPort& SerialPort::operator=(SerialPort&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}

SerialPort::~SerialPort() {
    if (fd_ >= 0) ::close(fd_);
}

Result<std::size_t> SerialPort::read(std::span<char> into, int wake_fd,
                                     std::chrono::milliseconds timeout) {
    std::array<pollfd, 2> waits{{{fd_, POLLIN, 0}, {wake_fd, POLLIN, 0}}};
    const int ready = ::poll(waits.data(), waits.size(), static_cast<int>(timeout.count()));
    if (ready < 0 && errno != EINTR) return fail(system_error("wait for the serial line", errno));
    if ((waits[0].revents & POLLIN) != 0) {
        const ssize_t count = ::read(fd_, into.data(), into.size());
        if (count > 0) return static_cast<std::size_t>(count);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) return std::size_t{0};
        return fail(Errc::not_found, "the serial line was unplugged");
    }
    if ((waits[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
        return fail(Errc::not_found, "the serial line was unplugged");
    }
    return std::size_t{0};
}

}  // namespace kiosk::drivers
