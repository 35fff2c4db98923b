// drivers/usb_scanner/code_decoder.cpp — the choice by mode.
#include "drivers/usb_scanner/code_decoder.hpp"

#include <string>

namespace kiosk::drivers {
namespace {

using Decoder = std::variant<HidPosDecoder, KeyboardDecoder, Framer>;

KeySuffix suffix_of(const Framing& framing) {
    if (framing.suffix.empty()) return KeySuffix::none;
    return framing.suffix == "\t" ? KeySuffix::tab : KeySuffix::enter;
}

Decoder decoder_for(const UsbPlan& plan, const DecoderSettings& settings) {
    switch (plan.mode) {
        case UsbMode::hid_pos: return HidPosDecoder(plan.hid_pos);
        case UsbMode::cdc_acm: return Framer(settings.framing);
        case UsbMode::keyboard: break;
    }
    return KeyboardDecoder(plan.keys, settings.layout, suffix_of(settings.framing));
}

}  // namespace

CodeDecoder::CodeDecoder(const UsbPlan& plan, const DecoderSettings& settings)
    : decoder_(decoder_for(plan, settings)) {}

std::vector<ReadCode> CodeDecoder::feed(std::span<const std::uint8_t> packet, Instant now) {
    if (auto* framer = std::get_if<Framer>(&decoder_)) {
        const std::string text(packet.begin(), packet.end());
        return framer->feed(text, now);
    }
    if (auto* keyboard = std::get_if<KeyboardDecoder>(&decoder_))
        return keyboard->feed(packet, now);
    return std::get<HidPosDecoder>(decoder_).feed(packet, now);
}

std::vector<ReadCode> CodeDecoder::idle_until(Instant now) {
    return std::visit([now](auto& decoder) { return decoder.idle_until(now); }, decoder_);
}

Instant CodeDecoder::deadline() const {
    return std::visit([](const auto& decoder) { return decoder.deadline(); }, decoder_);
}

void CodeDecoder::reset() {
    std::visit([](auto& decoder) { decoder.reset(); }, decoder_);
}

std::span<const KeyStroke> CodeDecoder::last_strokes() const {
    const auto* keyboard = std::get_if<KeyboardDecoder>(&decoder_);
    return keyboard == nullptr ? std::span<const KeyStroke>() : keyboard->last_strokes();
}

}  // namespace kiosk::drivers
