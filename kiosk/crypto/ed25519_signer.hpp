// kiosk/crypto/ed25519_signer.hpp — Ed25519 signatures (RFC 8032) by libsodium.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "kiosk/ports/message_signer.hpp"

namespace kiosk::crypto {

inline constexpr std::size_t kSeedBytes = 32;  // the private key of RFC 8032

class Ed25519Signer final : public ports::MessageSigner {
  public:
    // Aborts when libsodium cannot start; that is a broken machine.
    explicit Ed25519Signer(std::span<const std::uint8_t, kSeedBytes> seed);
    ~Ed25519Signer() override;  // wipes the key

    Ed25519Signer(const Ed25519Signer&) = delete;
    Ed25519Signer& operator=(const Ed25519Signer&) = delete;

    [[nodiscard]] const core::PublicKey& public_key() const override { return public_key_; }
    [[nodiscard]] ports::Signature sign(std::span<const std::uint8_t> message) const override;

  private:
    core::PublicKey public_key_{};
    std::array<std::uint8_t, 2 * kSeedBytes> secret_{};  // seed and public key, as libsodium wants
};

}  // namespace kiosk::crypto
