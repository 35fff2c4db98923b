// drivers/usb_scanner/usb_context.cpp — start, listen, run, stop.
#include "drivers/usb_scanner/usb_context.hpp"

#include <chrono>
#include <string>
#include <utility>

#include <libusb.h>
#include <sys/time.h>

namespace kiosk::drivers {
namespace {

constexpr std::chrono::milliseconds kPauseAfterFailure{50};
constexpr int kFailuresMax = 20;  // in a row

}  // namespace

UsbDevice::UsbDevice(libusb_device* device) : device_(libusb_ref_device(device)) {}

UsbDevice::UsbDevice(const UsbDevice& other) : device_(libusb_ref_device(other.device_)) {}

UsbDevice& UsbDevice::operator=(const UsbDevice& other) {
    libusb_device* before = std::exchange(device_, libusb_ref_device(other.device_));
    libusb_unref_device(before);
    return *this;
}

UsbDevice::~UsbDevice() {
    libusb_unref_device(device_);
}

Result<std::unique_ptr<UsbContext>> UsbContext::start(OnPlug on_plug) {
    libusb_context* context = nullptr;
    const int error = libusb_init(&context);
    if (error != 0) {
        return fail(Errc::unavailable,
                    std::string("libusb does not start: ") + libusb_error_name(error));
    }
    std::unique_ptr<UsbContext> usb(new UsbContext(context, std::move(on_plug)));
    KIOSK_TRY_VOID(usb->listen());
    return usb;
}

UsbContext::UsbContext(libusb_context* context, OnPlug on_plug)
    : context_(context), on_plug_(std::move(on_plug)) {}

Result<> UsbContext::listen() {
    const auto callback = [](libusb_context* /*context*/, libusb_device* device,
                             libusb_hotplug_event event, void* self) -> int {
        static_cast<UsbContext*>(self)->plugged(device,
                                                event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED);
        return 0;
    };
    const int error = libusb_hotplug_register_callback(
        context_, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT,
        LIBUSB_HOTPLUG_ENUMERATE, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
        LIBUSB_HOTPLUG_MATCH_ANY, callback, this, &hotplug_handle_);
    if (error != 0) {
        return fail(Errc::unavailable,
                    std::string("libusb hears of no plugs: ") + libusb_error_name(error));
    }
    listening_ = true;
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    return {};
}

void UsbContext::plugged(libusb_device* device, bool arrived) const {
    on_plug_(UsbDevice(device), arrived);
}

void UsbContext::run(const std::stop_token& stop) {
    int failures = 0;
    while (!stop.stop_requested()) {
        timeval patience{.tv_sec = 1, .tv_usec = 0};
        if (libusb_handle_events_timeout_completed(context_, &patience, nullptr) == 0) {
            failures = 0;
            continue;
        }
        if (++failures >= kFailuresMax) broken_ = true;
        std::unique_lock lock(mutex_);
        pause_.wait_for(lock, stop, kPauseAfterFailure, [] { return false; });
    }
}

void UsbContext::stop() {
    if (!std::exchange(listening_, false)) return;
    libusb_hotplug_deregister_callback(context_, hotplug_handle_);
    thread_.request_stop();
    libusb_interrupt_event_handler(context_);
    thread_.join();
}

UsbContext::~UsbContext() {
    stop();
    libusb_exit(context_);
}

}  // namespace kiosk::drivers
