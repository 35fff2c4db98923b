// drivers/usb_scanner/usb_link.cpp — libusb's asynchronous interface, and the requests of each
// mode.
#include "drivers/usb_scanner/usb_link.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <utility>

#include <libusb.h>

namespace kiosk::drivers {
namespace {

constexpr unsigned kControlMs = 500;
constexpr std::size_t kBufferMax = 64 * 1024;

// HID 1.11, 7.2; USB CDC PSTN 1.2, 6.3.
constexpr std::uint8_t kSetReport = 0x09, kSetIdle = 0x0A, kSetProtocol = 0x0B;
constexpr std::uint8_t kSetLineCoding = 0x20, kSetControlLineState = 0x22;
constexpr std::uint16_t kBootProtocol = 0, kReportProtocol = 1, kOutputReport = 0x0200;
constexpr std::uint16_t kDtrAndRts = 3;
constexpr std::array<std::uint8_t, 7> k9600Baud8N1{0x80, 0x25, 0, 0, 0, 0, 8};

// Beyond libusb's own limit: where it handles no events, a request never comes back.
constexpr std::chrono::milliseconds kControlPatience{kControlMs + 1000};

struct Control {
    std::promise<void> done;
    std::vector<std::uint8_t> buffer;
};

}  // namespace

UsbLink::UsbLink(UsbDevice device, UsbPlan plan, const ports::Clock& clock, OnPacket on_packet)
    : device_(std::move(device)),
      plan_(std::move(plan)),
      clock_(clock),
      on_packet_(std::move(on_packet)) {
    for (std::size_t i = 0; i < kTransfers; ++i) {
        slots_[i].link = this;
        slots_[i].number = i;
        slots_[i].transfer = libusb_alloc_transfer(0);
        slots_[i].buffer.resize(plan_.transfer_bytes);
    }
}

UsbLink::~UsbLink() {
    close();
    for (const Slot& slot : slots_) libusb_free_transfer(slot.transfer);
}

OpenOutcome UsbLink::open() {
    switch (libusb_open(device_.get(), &handle_)) {
        case LIBUSB_SUCCESS: break;
        case LIBUSB_ERROR_ACCESS: return OpenOutcome::denied;
        case LIBUSB_ERROR_NO_DEVICE: return OpenOutcome::gone;
        default: return OpenOutcome::blocked;
    }
    libusb_set_auto_detach_kernel_driver(handle_, 1);
    return OpenOutcome::opened;
}

// The control interface first: with it the kernel's driver lets the data interface go, too.
ClaimOutcome UsbLink::claim() {
    if (plan_.control_interface) {
        const auto outcome = claim_one(*plan_.control_interface);
        if (outcome != ClaimOutcome::claimed) return outcome;
    }
    return claim_one(plan_.interface);
}

ClaimOutcome UsbLink::claim_one(std::uint8_t interface) {
    if (std::ranges::find(claimed_, interface) != claimed_.end()) return ClaimOutcome::claimed;
    switch (libusb_claim_interface(handle_, interface)) {
        case LIBUSB_SUCCESS: claimed_.push_back(interface); return ClaimOutcome::claimed;
        case LIBUSB_ERROR_NO_DEVICE: return ClaimOutcome::gone;
        default: return ClaimOutcome::busy;  // another program, or not there yet
    }
}

void UsbLink::prepare() {
    switch (plan_.mode) {
        case UsbMode::hid_pos: control(kSetIdle, 0, plan_.interface, {}); return;
        case UsbMode::keyboard: {
            control(kSetIdle, 0, plan_.interface, {});
            control(kSetProtocol, plan_.boot_protocol ? kBootProtocol : kReportProtocol,
                    plan_.interface, {});
            // Some scanners stay silent until their lamps are set, others follow Caps Lock.
            constexpr std::array<std::uint8_t, 1> kLampsOff{0};
            control(kSetReport, kOutputReport, plan_.interface, kLampsOff);
            return;
        }
        case UsbMode::cdc_acm:
            if (plan_.alternate != 0) {
                libusb_set_interface_alt_setting(handle_, plan_.interface, plan_.alternate);
            }
            control(kSetLineCoding, 0, *plan_.control_interface, k9600Baud8N1);
            control(kSetControlLineState, kDtrAndRts, *plan_.control_interface, {});
            return;
    }
}

// Asynchronous, and waited for: in libusb 1.0.26 its own waiting calls race the event thread.
void UsbLink::control(std::uint8_t request, std::uint16_t value, std::uint8_t interface,
                      std::span<const std::uint8_t> data) {
    if (unanswered_) return;
    constexpr std::uint8_t kClassRequestToInterface = 0x21;
    auto request_in_flight = std::make_unique<Control>();
    auto& buffer = request_in_flight->buffer;
    buffer.resize(LIBUSB_CONTROL_SETUP_SIZE + data.size());
    std::ranges::copy(data, buffer.begin() + LIBUSB_CONTROL_SETUP_SIZE);
    libusb_fill_control_setup(buffer.data(), kClassRequestToInterface, request, value, interface,
                              static_cast<std::uint16_t>(data.size()));
    libusb_transfer* transfer = libusb_alloc_transfer(0);
    const auto callback = [](libusb_transfer* ended) {
        static_cast<Control*>(ended->user_data)->done.set_value();
    };
    libusb_fill_control_transfer(transfer, handle_, buffer.data(), callback,
                                 request_in_flight.get(), kControlMs);
    auto done = request_in_flight->done.get_future();
    if (libusb_submit_transfer(transfer) == 0 &&
        done.wait_for(kControlPatience) != std::future_status::ready) {
        static_cast<void>(request_in_flight.release());  // libusb may still write into it
        unanswered_ = true;
        return;
    }
    libusb_free_transfer(transfer);
}

std::optional<int> UsbLink::submit() {
    const auto callback = [](libusb_transfer* ended) {
        const auto* slot = static_cast<Slot*>(ended->user_data);
        const auto length = static_cast<std::size_t>(std::max(ended->actual_length, 0));
        const auto bytes = std::span(ended->buffer, length);
        slot->link->on_packet_({.slot = slot->number,
                                .status = ended->status,
                                .bytes = {bytes.begin(), bytes.end()},
                                .at = slot->link->clock_.now().mono});
    };
    for (Slot& slot : slots_) {
        if (slot.in_flight) continue;
        const auto fill = plan_.bulk ? libusb_fill_bulk_transfer : libusb_fill_interrupt_transfer;
        fill(slot.transfer, handle_, plan_.endpoint, slot.buffer.data(),
             static_cast<int>(slot.buffer.size()), callback, &slot, 0);
        const int error = libusb_submit_transfer(slot.transfer);
        if (error == LIBUSB_ERROR_NO_DEVICE) return LIBUSB_TRANSFER_NO_DEVICE;
        if (error != 0) return LIBUSB_TRANSFER_ERROR;
        slot.in_flight = true;
    }
    return std::nullopt;
}

bool UsbLink::idle() const {
    return std::ranges::none_of(slots_, &Slot::in_flight);
}

void UsbLink::clear_halt() {
    libusb_clear_halt(handle_, plan_.endpoint);
}

void UsbLink::grow_buffers() {
    for (Slot& slot : slots_) {
        if (!slot.in_flight) slot.buffer.resize(std::min(slot.buffer.size() * 2, kBufferMax));
    }
}

void UsbLink::cancel() {
    for (const Slot& slot : slots_) {
        if (slot.in_flight) libusb_cancel_transfer(slot.transfer);  // too late is no error
    }
}

void UsbLink::drop() {
    for (Slot& slot : slots_) slot.in_flight = false;
    unanswered_ = true;  // no farewell: its answer would not come
    close();
}

void UsbLink::reset_device() {
    libusb_reset_device(handle_);
}

void UsbLink::close() {
    if (handle_ == nullptr) return;
    if (plan_.mode == UsbMode::cdc_acm && plan_.control_interface && claimed_.size() > 1) {
        control(kSetControlLineState, 0, *plan_.control_interface, {});
    }
    for (const std::uint8_t interface : claimed_) libusb_release_interface(handle_, interface);
    claimed_.clear();
    libusb_close(std::exchange(handle_, nullptr));
}

}  // namespace kiosk::drivers
