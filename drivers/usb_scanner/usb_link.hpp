// drivers/usb_scanner/usb_link.hpp — one opened device: claimed, set up, with transfers in flight.
//
// Belongs to one worker thread, which makes every call. Transfers end on libusb's event thread,
// which only hands over what came; the worker submits them again. So the scanner itself waits while
// the worker is busy, and nothing piles up here.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "drivers/usb_scanner/session.hpp"
#include "drivers/usb_scanner/usb_context.hpp"
#include "drivers/usb_scanner/usb_plan.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/ports/clock.hpp"

struct libusb_device_handle;
struct libusb_transfer;

namespace kiosk::drivers {

struct UsbPacket {
    std::size_t slot = 0;  // of the transfer
    int status = 0;        // libusb_transfer_status
    std::vector<std::uint8_t> bytes;
    Instant at{};  // when it was received
};

class UsbLink {
  public:
    using OnPacket = std::function<void(UsbPacket packet)>;  // on libusb's event thread

    // `clock` must outlive the link.
    UsbLink(UsbDevice device, UsbPlan plan, const ports::Clock& clock, OnPacket on_packet);
    ~UsbLink();  // closed, or with no transfer in flight
    UsbLink(const UsbLink&) = delete;
    UsbLink& operator=(const UsbLink&) = delete;

    [[nodiscard]] OpenOutcome open();
    [[nodiscard]] ClaimOutcome claim();

    // Requests that put the device into its mode; one that it does not know is left out.
    void prepare();

    // Submits every transfer that is not in flight. A status of LIBUSB_TRANSFER_… where the device
    // takes none any more.
    [[nodiscard]] std::optional<int> submit();

    // Notes that a packet came back, so that its transfer is free.
    void took(const UsbPacket& packet) { slots_[packet.slot].in_flight = false; }
    [[nodiscard]] bool idle() const;

    void clear_halt();
    void grow_buffers();
    void cancel();
    void reset_device();

    // Gives the interfaces back to the kernel's drivers. No transfer may be in flight.
    void close();

    // The same with transfers in flight, when no thread handles events any more: libusb forgets
    // those of a device that is closed.
    void drop();

  private:
    struct Slot {
        UsbLink* link = nullptr;
        std::size_t number = 0;
        libusb_transfer* transfer = nullptr;
        std::vector<std::uint8_t> buffer;
        bool in_flight = false;
    };

    // HID sends one report a poll; four cover the time until the worker submits again.
    static constexpr std::size_t kTransfers = 4;

    [[nodiscard]] ClaimOutcome claim_one(std::uint8_t interface);
    void control(std::uint8_t request, std::uint16_t value, std::uint8_t interface,
                 std::span<const std::uint8_t> data);

    UsbDevice device_;
    UsbPlan plan_;
    const ports::Clock& clock_;
    OnPacket on_packet_;
    libusb_device_handle* handle_ = nullptr;
    std::vector<std::uint8_t> claimed_;
    bool unanswered_ = false;  // a request never came back: nobody handles events
    std::array<Slot, kTransfers> slots_;
};

}  // namespace kiosk::drivers
