// drivers/usb_scanner/usb_reader.hpp — one configured scanner: its device, its session, its codes.
//
// Belongs to the worker thread of UsbScanners, which makes every call.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "drivers/usb_scanner/code_decoder.hpp"
#include "drivers/usb_scanner/session.hpp"
#include "drivers/usb_scanner/usb_link.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::drivers {

// Which device is meant. Cheap scanners have no serial, or all the same: then the port tells.
struct UsbMatch {
    std::string id;      // "0c2e:0b61"
    std::string serial;  // empty: any
    std::string port;    // "1-2.3"; empty: any

    [[nodiscard]] bool fits(const UsbDescription& device) const;
};

struct UsbScannerSettings {
    std::string reader;   // id
    std::string station;  // id of the station it belongs to
    UsbMatch match;
    DecoderSettings decoder;
    std::string symbologies;  // code characters (ISO/IEC 15424) of what is read; empty: everything
    // Hears, before each scan, which keys were pressed for it; nothing but keyboards has any.
    // Called on the worker's thread.
    std::function<void(std::span<const KeyStroke>)> on_keys{};
};

class UsbReader {
  public:
    // Hands a packet of the link with this number to the worker. Any thread.
    using OnPacket = std::function<void(std::uint64_t link, UsbPacket packet)>;

    // `sink` and `clock` must outlive the reader.
    UsbReader(UsbScannerSettings settings, ports::ScanSink& sink, const ports::Clock& clock,
              OnPacket on_packet);
    ~UsbReader();

    // True where the device is this reader's and it has none yet; `reading` says how it is read.
    [[nodiscard]] bool takes(const UsbDescription& description) const;
    void arrived(const UsbDevice& device, const UsbDescription& description,
                 const UsbReading& reading);

    // A device that is nobody's. Where this reader's own was a moment ago, it tells of that.
    void see_stranger(const UsbDescription& description);
    void left(const UsbDevice& device);
    void packet(std::uint64_t link, const UsbPacket& packet);

    // Begins to close; `is_closed` as soon as what is in flight has come back.
    void stop();
    [[nodiscard]] bool is_closed() const;

    // Closes at once, whatever is in flight: nobody handles libusb's events any more.
    void drop();

    void tick();
    [[nodiscard]] Instant deadline() const;

    // Says that no scanner can be read, until something else is to be said.
    void report_trouble(std::string sentence);

    // Says that nothing is plugged in, where that is so and nobody has heard it.
    void report_absent();

  private:
    void run(const SessionStep& step);
    void take(SessionAction action);
    void open_link();
    void submit();
    void use(const UsbPacket& packet);
    void post(std::vector<ReadCode> codes, PacketUse use);
    [[nodiscard]] bool is_wanted(const ReadCode& code) const;
    void report_ready();
    void report(ports::ReaderState state, std::string sentence, std::size_t drained = 0);
    [[nodiscard]] Instant now() const { return clock_.now().mono; }

    UsbScannerSettings settings_;
    ports::ScanSink& sink_;
    const ports::Clock& clock_;
    OnPacket on_packet_;
    Session session_;
    std::optional<UsbDevice> device_;  // plugged in, and bound to this reader
    UsbDescription last_;              // what it said of itself; the last one's after it has gone
    bool refused_ = false;             // it is there in a mode without a way in
    UsbPlan plan_;
    std::unique_ptr<UsbLink> link_;
    std::uint64_t link_number_ = 0;
    std::optional<CodeDecoder> decoder_;
    bool in_trouble_ = false;  // that of libusb is what was said last
    std::size_t drained_ = 0;  // codes of before, not told yet
    std::string last_sentence_;
};

}  // namespace kiosk::drivers
