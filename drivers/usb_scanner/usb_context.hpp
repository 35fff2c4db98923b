// drivers/usb_scanner/usb_context.hpp — libusb with its one event thread, and plugs as they happen.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "kiosk/base/result.hpp"

struct libusb_context;
struct libusb_device;

namespace kiosk::drivers {

// Keeps a device known to libusb alive, plugged in or not.
class UsbDevice {
  public:
    explicit UsbDevice(libusb_device* device);  // takes a reference of its own
    UsbDevice(const UsbDevice& other);
    UsbDevice& operator=(const UsbDevice& other);
    ~UsbDevice();

    [[nodiscard]] libusb_device* get() const { return device_; }

  private:
    libusb_device* device_;
};

class UsbContext {
  public:
    // Called on libusb's event thread, and within start() for what is plugged in already; may come
    // twice for one device. It may keep the device and must not call libusb.
    using OnPlug = std::function<void(const UsbDevice& device, bool arrived)>;

    // Errc::unavailable where libusb does not start: without access to netlink, for example.
    [[nodiscard]] static Result<std::unique_ptr<UsbContext>> start(OnPlug on_plug);

    // No call of `on_plug` comes afterwards.
    void stop();

    // True where libusb has not handled an event for a second, but failed again and again: what was
    // sent off with it never comes back, and it is to be begun anew.
    [[nodiscard]] bool broken() const { return broken_; }

    // Every handle must be closed before, and every UsbDevice let go.
    ~UsbContext();
    UsbContext(const UsbContext&) = delete;
    UsbContext& operator=(const UsbContext&) = delete;

  private:
    UsbContext(libusb_context* context, OnPlug on_plug);
    [[nodiscard]] Result<> listen();
    void run(const std::stop_token& stop);
    void plugged(libusb_device* device, bool arrived) const;

    libusb_context* context_;
    OnPlug on_plug_;
    int hotplug_handle_ = 0;
    bool listening_ = false;
    std::atomic<bool> broken_ = false;
    std::mutex mutex_;
    std::condition_variable_any pause_;
    std::jthread thread_;
};

}  // namespace kiosk::drivers
