// drivers/usb_scanner/usb_scanners.hpp — every USB scanner of this box, found, read and watched.
//
// Two threads: libusb's, which takes in plugs and packets, and a worker, which does everything that
// may wait (opening, claiming, requests) and decodes. Only devices that the configuration names are
// ever opened: a keyboard that merely looks like a scanner stays a keyboard.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "drivers/usb_scanner/silent_plugs.hpp"
#include "drivers/usb_scanner/usb_context.hpp"
#include "drivers/usb_scanner/usb_reader.hpp"

namespace kiosk::drivers {

class UsbScanners {
  public:
    // Starts reading. `sink` and `clock` must outlive the object.
    UsbScanners(std::vector<UsbScannerSettings> settings, ports::ScanSink& sink,
                const ports::Clock& clock);

    // Gives every interface back to the kernel's driver; within two seconds.
    ~UsbScanners();
    UsbScanners(const UsbScanners&) = delete;
    UsbScanners& operator=(const UsbScanners&) = delete;

  private:
    struct Plug {
        UsbDevice device;
        bool arrived = false;
    };
    struct Packet {
        std::size_t reader = 0;
        std::uint64_t link = 0;
        UsbPacket packet;
    };
    // Kept, so that no other device has the same address.
    struct Present {
        UsbDevice device;
        std::string place;
        Instant since{};
        bool offered = false;  // to the readers, with all that the kernel knows of it
    };
    using Message = std::variant<Plug, Packet>;

    void run(const std::stop_token& stop);
    void run_once(const std::stop_token& stop);
    void put(Message message);
    [[nodiscard]] std::deque<Message> wait_for_messages(const std::stop_token& stop,
                                                        std::chrono::nanoseconds longest);
    [[nodiscard]] std::deque<Message> take_messages();
    void take(const Message& message);
    void plugged(const Plug& plug);
    void offer(Present& present);
    void offer_all();
    void tick();
    [[nodiscard]] Instant deadline() const;
    void start_usb();
    void stop_usb();
    void begin_usb_anew(const std::string& trouble);
    void look_for_silent_plugs();

    ports::ScanSink& sink_;
    const ports::Clock& clock_;
    std::vector<std::unique_ptr<UsbReader>> readers_;
    std::vector<Present> present_;  // announced by libusb
    std::unique_ptr<UsbContext> usb_;
    Instant start_usb_at_{};
    Instant next_look_{};
    SilentPlugs silent_plugs_;

    std::mutex mutex_;
    std::condition_variable_any arrived_;
    std::deque<Message> messages_;  // at most a few a device: packets wait for their transfer
    std::jthread thread_;
};

}  // namespace kiosk::drivers
