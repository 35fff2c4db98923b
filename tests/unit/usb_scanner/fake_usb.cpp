// tests/unit/usb_scanner/fake_usb.cpp — usbfs as libusb sees it.
#include "tests/unit/usb_scanner/fake_usb.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include <gtest/gtest.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

namespace kiosk::drivers {
namespace {

constexpr std::chrono::seconds kPatience{10};

usbdevfs_urb* urb_of(UMockdevIoctlData* data) {
    return reinterpret_cast<usbdevfs_urb*>(data->data);
}

UMockdevIoctlData* buffer_of(UMockdevIoctlData* urb) {
    const auto length = static_cast<gsize>(urb_of(urb)->buffer_length);
    return umockdev_ioctl_data_resolve(urb, offsetof(usbdevfs_urb, buffer), length, nullptr);
}

}  // namespace

// Before anything asks whether this is a test bed: the first answer is kept.
FakeBus::FakeBus() : testbed_(umockdev_testbed_new()) {
    EXPECT_TRUE(umockdev_in_mock_environment())
        << "run me with libumockdev-preload.so.0 preloaded, as ctest does";
}

FakeBus::~FakeBus() {
    g_object_unref(testbed_);
}

FakeDevice::FakeDevice(const FakeBus& bus, FakeDeviceSettings settings)
    : testbed_(bus.testbed()),
      settings_(std::move(settings)),
      path_("/devices/usb1/" + settings_.port),
      handler_(umockdev_ioctl_base_new()) {
    g_signal_connect_after(handler_, "handle-ioctl", G_CALLBACK(&FakeDevice::on_ioctl), this);
    // The handler first: adding announces the device at once.
    EXPECT_TRUE(umockdev_testbed_attach_ioctl(testbed_, device_node(settings_.number).c_str(),
                                              handler_, nullptr));
    EXPECT_TRUE(
        umockdev_testbed_add_from_string(testbed_, record_of(settings_, path_).c_str(), nullptr));
}

template <class Condition>
bool FakeDevice::wait_for(Condition condition) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, condition);
}

FakeDevice::~FakeDevice() {
    unplug();
    // Whoever has it open still hears that its transfers have ended.
    EXPECT_TRUE(wait_for([&] { return in_flight_.empty() && ended_.empty(); }));
    umockdev_testbed_detach_ioctl(testbed_, device_node(settings_.number).c_str(), nullptr);
    g_signal_handlers_disconnect_by_data(handler_, this);
    const std::lock_guard lock(mutex_);
    forget_transfers();
    g_object_unref(handler_);
}

void FakeDevice::send(const Bytes& packet) {
    const std::lock_guard lock(mutex_);
    packets_.push_back(packet);
    match_packets();
}

// Called with the lock held.
void FakeDevice::match_packets() {
    while (!packets_.empty() && !in_flight_.empty()) {
        UMockdevIoctlData* urb = in_flight_.front();
        in_flight_.pop_front();
        Bytes packet = std::move(packets_.front());
        packets_.pop_front();
        UMockdevIoctlData* buffer = buffer_of(urb);
        umockdev_ioctl_data_update(buffer, 0, packet.data(), static_cast<gint>(packet.size()));
        g_object_unref(buffer);
        urb_of(urb)->status = 0;
        urb_of(urb)->actual_length = static_cast<int>(packet.size());
        ended_.push_back(urb);
    }
}

void FakeDevice::end_transfer(int errno_negative) {
    const std::lock_guard lock(mutex_);
    ASSERT_FALSE(in_flight_.empty());
    urb_of(in_flight_.front())->status = errno_negative;
    ended_.push_back(in_flight_.front());
    in_flight_.pop_front();
}

void FakeDevice::end_every_transfer(int errno_negative, bool forever) {
    const std::lock_guard lock(mutex_);
    every_transfer_ = forever ? errno_negative : 0;
    for (auto* urb : in_flight_) {
        urb_of(urb)->status = errno_negative;
        ended_.push_back(urb);
    }
    in_flight_.clear();
}

void FakeDevice::unplug() {
    {
        const std::lock_guard lock(mutex_);
        if (!std::exchange(plugged_, false)) return;
    }
    const std::string path = "/sys" + path_;
    const std::string interface = path + "/" + settings_.port + ":1.0";
    umockdev_testbed_uevent(testbed_, path.c_str(), "remove");
    if (!settings_.report.empty()) {
        umockdev_testbed_remove_device(testbed_, (interface + hid_name(settings_)).c_str());
        umockdev_testbed_remove_device(testbed_, interface.c_str());
    }
    umockdev_testbed_remove_device(testbed_, path.c_str());
}

void FakeDevice::hold_by_another_program(bool held) {
    const std::lock_guard lock(mutex_);
    held_ = held;
}

void FakeDevice::answer_no_request() {
    const std::lock_guard lock(mutex_);
    answers_requests_ = false;
}

void FakeDevice::end_too_late_to_cancel() {
    const std::lock_guard lock(mutex_);
    untold_ = true;
}

std::size_t FakeDevice::late_cancels() {
    const std::lock_guard lock(mutex_);
    return late_cancels_;
}

bool FakeDevice::wait_for_transfers(std::size_t in_flight) {
    return wait_for([&] { return in_flight_.size() == in_flight; });
}

std::size_t FakeDevice::claims() {
    const std::lock_guard lock(mutex_);
    return counts_.claims;
}

bool FakeDevice::wait_for_releases(std::size_t releases) {
    return wait_for([&] { return counts_.releases >= releases; });
}

bool FakeDevice::wait_for_cleared_halts(std::size_t halts) {
    return wait_for([&] { return counts_.cleared_halts >= halts; });
}

bool FakeDevice::wait_for_requests(std::size_t requests) {
    return wait_for([&] { return requests_.size() >= requests; });
}

std::vector<FakeRequest> FakeDevice::requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
}

int FakeDevice::on_ioctl(UMockdevIoctlBase* /*base*/, UMockdevIoctlClient* client, void* self) {
    return static_cast<FakeDevice*>(self)->answer(client) ? TRUE : FALSE;
}

// Called with the lock held.
void FakeDevice::forget_transfers() {
    for (auto* urb : std::exchange(in_flight_, {})) g_object_unref(urb);
    for (auto* urb : std::exchange(ended_, {})) g_object_unref(urb);
    for (auto* urb : std::exchange(unanswered_, {})) g_object_unref(urb);
}

bool FakeDevice::answer(UMockdevIoctlClient* client) {
    const auto request = umockdev_ioctl_client_get_request(client);
    UMockdevIoctlData* arg = umockdev_ioctl_client_get_arg(client);
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
    if (request == USBDEVFS_REAPURBNDELAY || request == USBDEVFS_REAPURB) {
        reap(client, arg);
        return true;
    }
    if (!plugged_) {
        umockdev_ioctl_client_complete(client, -1, ENODEV);
        return true;
    }
    switch (request) {
        case USBDEVFS_GET_CAPABILITIES: {
            forget_transfers();  // libusb opens it; with whoever closed it the kernel ended them
            UMockdevIoctlData* out = umockdev_ioctl_data_resolve(arg, 0, sizeof(guint32), nullptr);
            constexpr guint32 kCapabilities = USBDEVFS_CAP_ZERO_PACKET |
                                              USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
                                              USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
            std::memcpy(out->data, &kCapabilities, sizeof kCapabilities);
            g_object_unref(out);
            umockdev_ioctl_client_complete(client, 0, 0);
            return true;
        }
        case USBDEVFS_DISCONNECT_CLAIM:
        case USBDEVFS_CLAIMINTERFACE:
            if (!held_) ++counts_.claims;
            umockdev_ioctl_client_complete(client, held_ ? -1 : 0, held_ ? EBUSY : 0);
            return true;
        case USBDEVFS_RELEASEINTERFACE:
            forget_transfers();  // the kernel ends them, and nobody is left to hear of it
            ++counts_.releases;
            break;
        case USBDEVFS_CLEAR_HALT: ++counts_.cleared_halts; break;
        case USBDEVFS_SUBMITURB: submit(client, arg); return true;
        case USBDEVFS_DISCARDURB: discard(client, arg); return true;
        default: break;
    }
    umockdev_ioctl_client_complete(client, 0, 0);
    return true;
}

void FakeDevice::submit(UMockdevIoctlClient* client, UMockdevIoctlData* arg) {
    UMockdevIoctlData* data = umockdev_ioctl_data_resolve(arg, 0, sizeof(usbdevfs_urb), nullptr);
    usbdevfs_urb* urb = urb_of(data);
    UMockdevIoctlData* buffer = buffer_of(data);
    if (urb->type == USBDEVFS_URB_TYPE_CONTROL) {
        const std::uint8_t* setup = buffer->data;
        const auto word = [&](std::size_t at) {
            return static_cast<std::uint16_t>(setup[at] | setup[at + 1] << 8U);
        };
        requests_.push_back(
            {setup[0], setup[1], word(2), word(4), {setup + 8, setup + urb->buffer_length}});
        urb->status = 0;
        urb->actual_length = urb->buffer_length - 8;
        (answers_requests_ ? ended_ : unanswered_).push_back(data);
    } else if (every_transfer_ != 0) {
        urb->status = every_transfer_;
        ended_.push_back(data);
    } else {
        in_flight_.push_back(data);
        match_packets();
    }
    g_object_unref(buffer);
    umockdev_ioctl_client_complete(client, 0, 0);
}

void FakeDevice::reap(UMockdevIoctlClient* client, UMockdevIoctlData* arg) {
    if (!plugged_ && ended_.empty() && !in_flight_.empty()) {
        urb_of(in_flight_.front())->status = -ESHUTDOWN;
        ended_.push_back(in_flight_.front());
        in_flight_.pop_front();
    }
    if (ended_.empty() || untold_) {
        umockdev_ioctl_client_complete(client, -1, plugged_ ? EAGAIN : ENODEV);
        return;
    }
    UMockdevIoctlData* out = umockdev_ioctl_data_resolve(arg, 0, sizeof(void*), nullptr);
    umockdev_ioctl_data_set_ptr(out, 0, ended_.front());
    g_object_unref(out);
    g_object_unref(ended_.front());
    ended_.pop_front();
    umockdev_ioctl_client_complete(client, 0, 0);
}

void FakeDevice::discard(UMockdevIoctlClient* client, UMockdevIoctlData* arg) {
    UMockdevIoctlData* named = umockdev_ioctl_data_resolve(arg, 0, sizeof(usbdevfs_urb), nullptr);
    const auto is_it = [&](UMockdevIoctlData* urb) {
        return urb->client_addr == named->client_addr;
    };
    auto& where = std::ranges::any_of(unanswered_, is_it) ? unanswered_ : in_flight_;
    const auto found = std::ranges::find_if(where, is_it);
    g_object_unref(named);
    untold_ = false;
    if (found == where.end()) {
        ++late_cancels_;
        umockdev_ioctl_client_complete(client, -1, EINVAL);
        return;
    }
    urb_of(*found)->status = -ENOENT;
    ended_.push_back(*found);
    where.erase(found);
    umockdev_ioctl_client_complete(client, 0, 0);
}

}  // namespace kiosk::drivers
