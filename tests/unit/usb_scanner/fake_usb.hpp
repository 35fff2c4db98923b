// tests/unit/usb_scanner/fake_usb.hpp — USB scanners that are not there, on a real libusb.
//
// umockdev stands in for the kernel's device files and for udev; this answers the ioctls of
// usbfs (linux/usbdevice_fs.h), on a thread of umockdev. It proves our use of libusb; what a kernel
// does beside it (who holds an interface, real timing) only a kernel can show.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <umockdev.h>

#include "tests/unit/usb_scanner/fake_usb_record.hpp"

namespace kiosk::drivers {

// One world for all devices of a test; made before libusb begins.
class FakeBus {
  public:
    FakeBus();
    ~FakeBus();
    FakeBus(const FakeBus&) = delete;
    FakeBus& operator=(const FakeBus&) = delete;

    [[nodiscard]] UMockdevTestbed* testbed() const { return testbed_; }

  private:
    UMockdevTestbed* testbed_;
};

// A control request that was sent to the device: type, request, value, index, data.
struct FakeRequest {
    std::uint8_t type = 0;
    std::uint8_t request = 0;
    std::uint16_t value = 0;
    std::uint16_t index = 0;
    Bytes data;

    friend bool operator==(const FakeRequest&, const FakeRequest&) = default;
};

class FakeDevice {
  public:
    // Plugged in from now on.
    FakeDevice(const FakeBus& bus, FakeDeviceSettings settings);
    ~FakeDevice();  // unplugs it where that was not done
    FakeDevice(const FakeDevice&) = delete;
    FakeDevice& operator=(const FakeDevice&) = delete;

    void send(const Bytes& packet);         // ends the oldest transfer, or waits for the next
    void end_transfer(int errno_negative);  // -EPIPE: stall, -EPROTO: error, -EOVERFLOW
    void end_every_transfer(int errno_negative, bool forever);
    void unplug();
    void hold_by_another_program(bool held);
    void answer_no_request();
    void end_too_late_to_cancel();  // what ends from now on is told after the next cancelling only

    // Waits until the count is reached; false after ten seconds.
    [[nodiscard]] bool wait_for_transfers(std::size_t in_flight);
    [[nodiscard]] std::size_t claims();
    [[nodiscard]] std::size_t late_cancels();  // of transfers that had ended already
    [[nodiscard]] bool wait_for_releases(std::size_t releases);
    [[nodiscard]] bool wait_for_cleared_halts(std::size_t halts);
    [[nodiscard]] bool wait_for_requests(std::size_t requests);
    [[nodiscard]] std::vector<FakeRequest> requests();

  private:
    struct Counts {
        std::size_t claims = 0;
        std::size_t releases = 0;
        std::size_t cleared_halts = 0;
    };

    static int on_ioctl(UMockdevIoctlBase* base, UMockdevIoctlClient* client, void* self);
    void forget_transfers();
    bool answer(UMockdevIoctlClient* client);
    void submit(UMockdevIoctlClient* client, UMockdevIoctlData* arg);
    void reap(UMockdevIoctlClient* client, UMockdevIoctlData* arg);
    void discard(UMockdevIoctlClient* client, UMockdevIoctlData* arg);
    void match_packets();
    template <class Condition>
    bool wait_for(Condition condition);

    UMockdevTestbed* testbed_;
    FakeDeviceSettings settings_;
    std::string path_;
    UMockdevIoctlBase* handler_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<UMockdevIoctlData*> in_flight_;   // input transfers
    std::deque<UMockdevIoctlData*> ended_;       // to be reaped
    std::deque<UMockdevIoctlData*> unanswered_;  // requests
    std::deque<Bytes> packets_;                  // to be sent
    std::vector<FakeRequest> requests_;
    Counts counts_;
    int every_transfer_ = 0;
    bool plugged_ = true;
    bool held_ = false;
    bool answers_requests_ = true;
    bool untold_ = false;  // what has ended waits for a cancelling
    std::size_t late_cancels_ = 0;
};

}  // namespace kiosk::drivers
