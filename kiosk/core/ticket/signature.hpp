// kiosk/core/ticket/signature.hpp — the one cryptographic question that the core asks.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace kiosk::core {

using PublicKey = std::array<std::uint8_t, 32>;  // Ed25519 (RFC 8032)
inline constexpr std::size_t kSignatureBytes = 64;

class SignatureVerifier {
  public:
    virtual ~SignatureVerifier() = default;

    // True when the signature over exactly this message was made with the key's private half.
    // `signature` has kSignatureBytes. Pure; any thread.
    [[nodiscard]] virtual bool is_genuine(std::span<const std::uint8_t> message,
                                          std::span<const std::uint8_t> signature,
                                          const PublicKey& key) const = 0;
};

}  // namespace kiosk::core
