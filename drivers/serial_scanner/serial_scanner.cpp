// drivers/serial_scanner/serial_scanner.cpp — open, read, post; gone: report and try again.
#include "drivers/serial_scanner/serial_scanner.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "drivers/common/scan_bytes.hpp"
#include "drivers/serial_scanner/serial_port.hpp"
#include "kiosk/base/check.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::chrono::milliseconds kQuietWait{1000};  // the read wakes up for bytes anyway

std::chrono::milliseconds until(Instant deadline, Instant now) {
    if (deadline == Instant::max()) return kQuietWait;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - now);
    return std::clamp(left, std::chrono::milliseconds(0), kQuietWait);
}

}  // namespace

SerialScanner::SerialScanner(SerialScannerSettings settings, ports::ScanSink& sink,
                             const ports::Clock& clock)
    : settings_(std::move(settings)),
      sink_(sink),
      clock_(clock),
      wake_fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    KIOSK_CHECK(wake_fd_ >= 0, "the process may open one more descriptor");
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

SerialScanner::~SerialScanner() {
    thread_.request_stop();
    const std::uint64_t one = 1;
    static_cast<void>(!::write(wake_fd_, &one, sizeof one));
    thread_.join();
    ::close(wake_fd_);
}

void SerialScanner::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        auto port = SerialPort::open(settings_.path, settings_.baud);
        if (port) {
            report(ports::ReaderState::ready, "Scanner ready.");
            read_until_gone(stop, *port);
            continue;
        }
        const bool absent = port.error().code == Errc::not_found;
        report(absent ? ports::ReaderState::absent : ports::ReaderState::failing,
               absent ? "Scanner not connected: plug it in." : port.error().context);
        pollfd wake{wake_fd_, POLLIN, 0};
        ::poll(&wake, 1, static_cast<int>(settings_.reopen_after.count()));
    }
}

void SerialScanner::read_until_gone(const std::stop_token& stop, SerialPort& port) {
    Framer framer(settings_.framing);
    std::array<char, 4096> buffer{};
    while (!stop.stop_requested()) {
        const auto wait = until(framer.deadline(), clock_.now().mono);
        const auto count = port.read(buffer, wake_fd_, wait);
        if (!count) {
            // The line may report its end before the last code's terminator was read.
            report(ports::ReaderState::absent, "Scanner not connected: plug it in.");
            return;
        }
        const Instant now = clock_.now().mono;
        post(*count == 0 ? framer.idle_until(now)
                         : framer.feed(std::string_view(buffer.data(), *count), now));
    }
}

void SerialScanner::post(std::vector<ReadCode> codes) {
    for (auto& code : codes) {
        sink_.post({.station = settings_.station,
                    .reader = settings_.reader,
                    .bytes = scan_bytes(std::move(code)),
                    .source = core::ScanSource::scanner,
                    .seen_at = clock_.now()});
    }
}

void SerialScanner::report(ports::ReaderState state, std::string sentence) {
    if (sentence == last_sentence_) return;
    last_sentence_ = sentence;
    sink_.report({settings_.reader, state, std::move(sentence)});
}

}  // namespace kiosk::drivers
