// kiosk/wire/receipt.hpp — the hub's signed word that a station's records are kept, up to one head.
//
// A station frees nothing and believes no acknowledgement but a receipt whose head is its own: a
// 200 of somebody else's server is not one. Pure; any thread.
#pragma once

#include <string>

#include "kiosk/core/journal_id.hpp"
#include "kiosk/core/ticket/signature.hpp"
#include "kiosk/ports/message_signer.hpp"

namespace kiosk::wire {

struct Receipt {
    core::JournalHead head;  // this record and all before it are durable at the hub
    ports::Signature signature{};

    friend bool operator==(const Receipt&, const Receipt&) = default;
};

// What is signed: five short lines, the same for the same head.
[[nodiscard]] std::string receipt_text(const core::JournalHead& head);

[[nodiscard]] Receipt sign_receipt(const core::JournalHead& head,
                                   const ports::MessageSigner& hub_key);

[[nodiscard]] bool is_genuine(const Receipt& receipt, const core::PublicKey& hub_key,
                              const core::SignatureVerifier& verifier);

}  // namespace kiosk::wire
