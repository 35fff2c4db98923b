// kiosk/wire/receipt.cpp — one head in words, and its signature.
#include "kiosk/wire/receipt.hpp"

#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::wire {
namespace {

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

std::string receipt_text(const core::JournalHead& head) {
    return "kiosk hub receipt 1\nstation " + to_hex(head.journal.station) + "\nepoch " +
           std::to_string(head.journal.epoch) + "\nsequence " + std::to_string(head.seq) +
           "\nchain " + to_hex(head.chain) + "\n";
}

Receipt sign_receipt(const core::JournalHead& head, const ports::MessageSigner& hub_key) {
    return {head, hub_key.sign(bytes_of(receipt_text(head)))};
}

bool is_genuine(const Receipt& receipt, const core::PublicKey& hub_key,
                const core::SignatureVerifier& verifier) {
    return verifier.is_genuine(bytes_of(receipt_text(receipt.head)), receipt.signature, hub_key);
}

}  // namespace kiosk::wire
