// kiosk/crypto/ed25519_verifier.hpp — Ed25519 by libsodium, in the strict form of RFC 8032.
#pragma once

#include "kiosk/core/ticket/signature.hpp"

namespace kiosk::crypto {

// Refuses what is not canonical: keys of small order and signatures whose second half is not
// reduced (libsodium's default build). Stateless; any thread.
class Ed25519Verifier final : public core::SignatureVerifier {
  public:
    // Aborts when libsodium cannot start; that is a broken machine.
    Ed25519Verifier();

    [[nodiscard]] bool is_genuine(std::span<const std::uint8_t> message,
                                  std::span<const std::uint8_t> signature,
                                  const core::PublicKey& key) const override;
};

}  // namespace kiosk::crypto
