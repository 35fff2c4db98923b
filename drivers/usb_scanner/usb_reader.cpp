// drivers/usb_scanner/usb_reader.cpp — takes the session's steps and tells it how they went.
#include "drivers/usb_scanner/usb_reader.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <libusb.h>

#include "drivers/common/scan_bytes.hpp"
#include "kiosk/base/check.hpp"

namespace kiosk::drivers {
namespace {

// What a transfer's end means; nothing for a packet, a cancelled transfer or an unplugging.
std::optional<TransferFault> fault_of(int status) {
    switch (status) {
        case LIBUSB_TRANSFER_ERROR:
        case LIBUSB_TRANSFER_TIMED_OUT: return TransferFault::error;
        case LIBUSB_TRANSFER_STALL: return TransferFault::stalled;
        case LIBUSB_TRANSFER_OVERFLOW: return TransferFault::overflow;
        default: return std::nullopt;
    }
}

std::string drained_sentence(std::size_t codes) {
    return fmt::format("Scanner ready. {} read while nobody listened {} not counted: scan again.",
                       codes == 1 ? "A code" : fmt::format("{} codes", codes),
                       codes == 1 ? "was" : "were");
}

}  // namespace

bool UsbMatch::fits(const UsbDescription& device) const {
    return device.id() == id && (serial.empty() || serial == device.serial) &&
           (port.empty() || port == device.port);
}

UsbReader::UsbReader(UsbScannerSettings settings, ports::ScanSink& sink, const ports::Clock& clock,
                     OnPacket on_packet)
    : settings_(std::move(settings)),
      sink_(sink),
      clock_(clock),
      on_packet_(std::move(on_packet)) {}

UsbReader::~UsbReader() {
    // Freed under a transfer in flight it would be written to.
    KIOSK_CHECK(link_ == nullptr || link_->idle(), "readers are closed before they go");
}

bool UsbReader::takes(const UsbDescription& description) const {
    // A lost "left" is made good by the transfers, which end with it.
    const bool free = !device_ || session_.state() == SessionState::gone;
    return free && settings_.match.fits(description);
}

void UsbReader::arrived(const UsbDevice& device, const UsbDescription& description,
                        const UsbReading& reading) {
    device_.emplace(device);
    last_ = description;
    const auto* plan = std::get_if<UsbPlan>(&reading);
    refused_ = plan == nullptr;
    if (refused_) {
        const auto* refusal = std::get_if<UsbRefusal>(&reading);
        return report(ports::ReaderState::failing,
                      refusal != nullptr ? refusal->sentence
                                         : "The device is no scanner in a mode that can be read.");
    }
    plan_ = *plan;
    run(session_.arrived(now()));
}

// A set-up code that a guest holds up may switch the mode, and with it the product's number.
void UsbReader::see_stranger(const UsbDescription& description) {
    const bool in_its_place = !device_ && last_.vendor == description.vendor &&
                              last_.port == description.port &&
                              last_.product != description.product;
    if (!in_its_place) return;
    report(ports::ReaderState::failing,
           fmt::format("Scanner is another device now ({} instead of {}), as after a change of its "
                       "mode: change it back, or pair it anew (kioskctl devices pair).",
                       description.id(), last_.id()));
}

void UsbReader::left(const UsbDevice& device) {
    if (!device_ || device_->get() != device.get()) return;
    device_.reset();
    if (refused_) return report(ports::ReaderState::absent, kAbsent);
    run(session_.left(now()));
}

void UsbReader::packet(std::uint64_t link, const UsbPacket& packet) {
    if (link_ == nullptr || link != link_number_) return;
    link_->took(packet);
    if (!packet.bytes.empty()) use(packet);
    if (packet.status == LIBUSB_TRANSFER_NO_DEVICE) {
        run(session_.left(now()));
    } else if (const auto fault = fault_of(packet.status)) {
        run(session_.fault(*fault, now()));
    } else if (packet.status == LIBUSB_TRANSFER_COMPLETED &&
               (session_.state() == SessionState::ready ||
                session_.state() == SessionState::draining)) {
        submit();
    }
    if (link_ != nullptr && link_->idle()) run(session_.idle(now()));
}

void UsbReader::use(const UsbPacket& packet) {
    const bool complete =
        packet.status == LIBUSB_TRANSFER_COMPLETED || packet.status == LIBUSB_TRANSFER_CANCELLED;
    if (!complete) return;  // half a packet
    const PacketUse purpose = session_.packet(packet.at);
    if (purpose != PacketUse::ignore) post(decoder_->feed(packet.bytes, packet.at), purpose);
}

void UsbReader::post(std::vector<ReadCode> codes, PacketUse use) {
    if (use == PacketUse::drain) {
        drained_ += codes.size();
        return;
    }
    for (auto& code : codes) {
        if (!is_wanted(code)) {
            report(ports::ReaderState::ready,
                   "Scanner ready. A code of a kind that is not read here was left out.");
            continue;
        }
        report(ports::ReaderState::ready, "Scanner ready.");
        if (settings_.on_keys) settings_.on_keys(decoder_->last_strokes());
        sink_.post({.station = settings_.station,
                    .reader = settings_.reader,
                    .bytes = scan_bytes(std::move(code)),
                    .source = core::ScanSource::scanner,
                    .seen_at = clock_.now()});
    }
}

// Keyboards and serial lines tell the kind only where the scanner puts it in front of the code.
bool UsbReader::is_wanted(const ReadCode& code) const {
    const std::string_view aim = code.aim.empty() ? code.bytes : code.aim;
    const bool says_its_kind = aim.size() >= 3 && aim[0] == ']' &&
                               std::isalpha(static_cast<unsigned char>(aim[1])) != 0 &&
                               std::isalnum(static_cast<unsigned char>(aim[2])) != 0;
    return settings_.symbologies.empty() || !says_its_kind ||
           settings_.symbologies.find(aim[1]) != std::string::npos;
}

void UsbReader::stop() {
    run(session_.stop(now()));
}

void UsbReader::drop() {
    stop();
    if (link_ != nullptr) link_->drop();
    run(session_.idle(now()));
    device_.reset();
}

bool UsbReader::is_closed() const {
    return session_.state() == SessionState::waiting || session_.state() == SessionState::gone;
}

void UsbReader::tick() {
    if (decoder_) {
        auto codes = decoder_->idle_until(now());
        const bool ready = session_.state() == SessionState::ready;
        post(std::move(codes), ready ? PacketUse::scan : PacketUse::drain);
    }
    run(session_.tick(now()));
}

Instant UsbReader::deadline() const {
    return std::min(session_.deadline(), decoder_ ? decoder_->deadline() : Instant::max());
}

void UsbReader::run(const SessionStep& step) {
    if (step.state == ports::ReaderState::ready) {
        report_ready();
    } else if (step.state) {
        report(*step.state, step.sentence);
    }
    for (const SessionAction action : step.actions) take(action);
}

void UsbReader::take(SessionAction action) {
    switch (action) {
        case SessionAction::open: return open_link();
        case SessionAction::claim: return run(session_.claimed(link_->claim(), now()));
        case SessionAction::prepare: link_->prepare(); return session_.prepared(now());
        case SessionAction::submit: return submit();
        case SessionAction::clear_halt: return link_->clear_halt();
        case SessionAction::grow_buffers: return link_->grow_buffers();
        case SessionAction::reset_decoder:
            if (decoder_) decoder_->reset();
            return;
        case SessionAction::cancel:
            link_->cancel();
            if (link_->idle()) run(session_.idle(now()));
            return;
        case SessionAction::close:
            link_.reset();
            decoder_.reset();
            return;
        case SessionAction::abandon:
            // libusb may still write into it.
            static_cast<void>(link_.release());
            decoder_.reset();
            return;
        case SessionAction::reset_device: return link_->reset_device();
    }
}

void UsbReader::open_link() {
    if (!device_) return run(session_.left(now()));
    if (link_ == nullptr) {
        const std::uint64_t number = ++link_number_;
        link_ = std::make_unique<UsbLink>(
            *device_, plan_, clock_,
            [this, number](UsbPacket packet) { on_packet_(number, std::move(packet)); });
        decoder_.emplace(plan_, settings_.decoder);
    }
    const OpenOutcome outcome = link_->open();
    if (outcome != OpenOutcome::opened) link_.reset();
    run(session_.opened(outcome, now()));
}

void UsbReader::submit() {
    const auto ended = link_->submit();
    if (!ended) return;
    run(*ended == LIBUSB_TRANSFER_NO_DEVICE ? session_.left(now())
                                            : session_.fault(TransferFault::refused, now()));
}

void UsbReader::report_ready() {
    const std::size_t drained = std::exchange(drained_, 0);
    report(ports::ReaderState::ready, drained == 0 ? "Scanner ready." : drained_sentence(drained),
           drained);
}

void UsbReader::report_trouble(std::string sentence) {
    report(ports::ReaderState::failing, std::move(sentence));
    in_trouble_ = true;
}

void UsbReader::report_absent() {
    if (!device_ && (last_sentence_.empty() || in_trouble_)) {
        report(ports::ReaderState::absent, kAbsent);
    }
}

void UsbReader::report(ports::ReaderState state, std::string sentence, std::size_t drained) {
    in_trouble_ = false;
    if (sentence == last_sentence_ && drained == 0) return;
    last_sentence_ = sentence;
    sink_.report({settings_.reader, state, std::move(sentence), drained});
}

}  // namespace kiosk::drivers
