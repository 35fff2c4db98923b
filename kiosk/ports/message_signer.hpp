// kiosk/ports/message_signer.hpp — signs messages with a key that stays where it is.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "kiosk/core/ticket/signature.hpp"

namespace kiosk::ports {

using Signature = std::array<std::uint8_t, core::kSignatureBytes>;

class MessageSigner {
  public:
    virtual ~MessageSigner() = default;

    [[nodiscard]] virtual const core::PublicKey& public_key() const = 0;

    // Ed25519 (RFC 8032): the same message has the same signature. Any thread.
    [[nodiscard]] virtual Signature sign(std::span<const std::uint8_t> message) const = 0;
};

}  // namespace kiosk::ports
