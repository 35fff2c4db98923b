// drivers/usb_scanner/usb_scanners.cpp — the worker: messages in, deadlines kept.
#include "drivers/usb_scanner/usb_scanners.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "drivers/usb_scanner/usb_describe.hpp"

namespace kiosk::drivers {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds kLookEvery = 5s;  // at the kernel's list of devices
constexpr std::chrono::nanoseconds kStartAgainAfter = 5s;
constexpr std::chrono::nanoseconds kWaitMax = 1s;
constexpr std::chrono::nanoseconds kWaitClosing = 100ms;  // libusb may break meanwhile
constexpr std::chrono::nanoseconds kDescribeEvery = 20ms;
constexpr std::chrono::nanoseconds kDescribedWithin = 1s;  // else no driver of the kernel has it

}  // namespace

UsbScanners::UsbScanners(std::vector<UsbScannerSettings> settings, ports::ScanSink& sink,
                         const ports::Clock& clock)
    : sink_(sink), clock_(clock) {
    for (auto& one : settings) {
        const std::size_t number = readers_.size();
        readers_.push_back(std::make_unique<UsbReader>(
            std::move(one), sink, clock, [this, number](std::uint64_t link, UsbPacket packet) {
                put(Packet{number, link, std::move(packet)});
            }));
    }
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

UsbScanners::~UsbScanners() {
    thread_.request_stop();
    thread_.join();
}

void UsbScanners::put(Message message) {
    const std::lock_guard lock(mutex_);
    messages_.push_back(std::move(message));
    arrived_.notify_all();
}

std::deque<UsbScanners::Message> UsbScanners::take_messages() {
    const std::lock_guard lock(mutex_);
    return std::exchange(messages_, {});
}

void UsbScanners::run(const std::stop_token& stop) {
    next_look_ = clock_.now().mono + kLookEvery;
    while (!stop.stop_requested()) {
        try {
            run_once(stop);
        } catch (const std::exception& exception) {  // the thread's root: no memory, mostly
            begin_usb_anew(std::string("USB cannot be read: ") + exception.what());
        }
    }
    stop_usb();
}

void UsbScanners::run_once(const std::stop_token& stop) {
    if (!usb_ && clock_.now().mono >= start_usb_at_) start_usb();
    const auto left =
        std::clamp<std::chrono::nanoseconds>(deadline() - clock_.now().mono, 0ns, kWaitMax);
    for (const auto& message : wait_for_messages(stop, left)) {
        // Opening a scanner takes a while, and it would be closed at once.
        const bool too_late = stop.stop_requested() && std::holds_alternative<Plug>(message);
        if (!too_late) take(message);
    }
    tick();
}

std::deque<UsbScanners::Message> UsbScanners::wait_for_messages(const std::stop_token& stop,
                                                                std::chrono::nanoseconds longest) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, stop, longest, [this] { return !messages_.empty(); });
    return std::exchange(messages_, {});
}

Instant UsbScanners::deadline() const {
    Instant first = next_look_;
    if (!std::ranges::all_of(present_, &Present::offered)) {
        first = std::min(first, clock_.now().mono + kDescribeEvery);
    }
    for (const auto& reader : readers_) first = std::min(first, reader->deadline());
    return first;
}

void UsbScanners::take(const Message& message) {
    if (const auto* plug = std::get_if<Plug>(&message)) return plugged(*plug);
    const auto& packet = std::get<Packet>(message);
    readers_[packet.reader]->packet(packet.link, packet.packet);
}

void UsbScanners::plugged(const Plug& plug) {
    const auto is_it = [&](const Present& one) { return one.device.get() == plug.device.get(); };
    const auto known = std::ranges::find_if(present_, is_it);
    if (!plug.arrived) {
        if (known != present_.end()) present_.erase(known);
        for (const auto& reader : readers_) reader->left(plug.device);
        return;
    }
    if (known != present_.end()) return;  // told twice
    const Instant now = clock_.now().mono;
    present_.push_back({.device = plug.device, .place = place_of(plug.device), .since = now});
    offer(present_.back());
}

// A plug is announced before the kernel's driver has read what the device reports; read too early,
// a scanner looks like nothing, or like a keyboard only.
void UsbScanners::offer(Present& present) {
    const UsbDescription description = describe(present.device);
    const auto unread = [](const UsbInterface& interface) {
        return interface.class_code == kClassHid && interface.report_descriptor.empty();
    };
    const UsbReading reading = reading_of(description);
    const bool complete = std::holds_alternative<UsbPlan>(reading) &&
                          std::ranges::none_of(description.interfaces, unread);
    const bool early = clock_.now().mono - present.since < kDescribedWithin;
    if (early && !complete) return;
    present.offered = true;
    for (const auto& reader : readers_) {
        if (!reader->takes(description)) continue;
        reader->arrived(present.device, description, reading);
        return;
    }
    for (const auto& reader : readers_) reader->see_stranger(description);
}

void UsbScanners::offer_all() {
    for (Present& present : present_) {
        if (!present.offered) offer(present);
    }
}

void UsbScanners::tick() {
    // Before any reader calls itself ready.
    if (usb_ && usb_->broken()) begin_usb_anew("USB answers no more");
    offer_all();
    for (const auto& reader : readers_) reader->tick();
    if (clock_.now().mono < next_look_) return;
    next_look_ = clock_.now().mono + kLookEvery;
    if (usb_) look_for_silent_plugs();
}

void UsbScanners::start_usb() {
    auto usb = UsbContext::start(
        [this](const UsbDevice& device, bool arrived) { put(Plug{device, arrived}); });
    if (!usb) {
        start_usb_at_ = clock_.now().mono + kStartAgainAfter;
        for (const auto& reader : readers_) reader->report_trouble(usb.error().context + ".");
        return;
    }
    usb_ = *std::move(usb);
    // What is plugged in has been announced within the start.
    for (const auto& message : take_messages()) take(message);
    for (const auto& reader : readers_) reader->report_absent();
}

void UsbScanners::look_for_silent_plugs() {
    std::vector<std::string> announced;
    for (const auto& one : present_) announced.push_back(one.place);
    std::ranges::sort(announced);
    if (!silent_plugs_.look(places_in_use(), announced)) return;
    stop_usb();
    start_usb();
}

// libusb ends when nothing of it is held any more. Transfers come back through the messages; those
// that do not are dropped with their devices, as soon as nobody handles events any more.
void UsbScanners::stop_usb() {
    if (!usb_) return;
    for (const auto& reader : readers_) reader->stop();
    const auto closed = [](const auto& reader) { return reader->is_closed(); };
    const Instant end = clock_.now().mono + kTransfersBackWithin;
    while (!std::ranges::all_of(readers_, closed) && !usb_->broken() && clock_.now().mono < end) {
        for (const auto& message : wait_for_messages({}, kWaitClosing)) {
            if (std::holds_alternative<Packet>(message)) take(message);
        }
    }
    usb_->stop();
    for (const auto& reader : readers_) reader->drop();
    present_.clear();
    static_cast<void>(take_messages());
    usb_.reset();
}

void UsbScanners::begin_usb_anew(const std::string& trouble) {
    stop_usb();
    for (const auto& reader : readers_) {
        reader->report_trouble(trouble + "; it is begun anew within seconds.");
    }
    start_usb_at_ = clock_.now().mono + kStartAgainAfter;
}

}  // namespace kiosk::drivers
