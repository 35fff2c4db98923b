// drivers/serial_scanner/serial_scanner.cpp — open, read, post; gone: report and try again.
#include "drivers/serial_scanner/serial_scanner.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

#include "drivers/common/scan_bytes.hpp"
#include "drivers/serial_scanner/serial_port.hpp"

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
    : settings_(std::move(settings)), sink_(sink), clock_(clock) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

SerialScanner::~SerialScanner() {
    thread_.request_stop();
    wake_.ring();
    thread_.join();
}

void SerialScanner::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            if (read_line(stop)) continue;
        } catch (const std::exception& exception) {  // the thread's root: no memory, mostly
            report(ports::ReaderState::failing,
                   std::string("Scanner cannot be read: ") + exception.what() + '.');
        }
        wake_.pause(settings_.reopen_after);
    }
}

// Until it is gone; whether it was there.
bool SerialScanner::read_line(const std::stop_token& stop) {
    auto port = SerialPort::open(settings_.path, settings_.baud);
    if (port) {
        report(ports::ReaderState::ready, "Scanner ready.");
        read_until_gone(stop, *port);
        return true;
    }
    const bool absent = port.error().code == Errc::not_found;
    report(absent ? ports::ReaderState::absent : ports::ReaderState::failing,
           absent ? "Scanner not connected: plug it in." : port.error().context);
    return false;
}

void SerialScanner::read_until_gone(const std::stop_token& stop, SerialPort& port) {
    Framer framer(settings_.framing);
    std::array<char, 4096> buffer{};
    while (!stop.stop_requested()) {
        const auto wait = until(framer.deadline(), clock_.now().mono);
        const auto count = port.read(buffer, wake_.fd(), wait);
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
