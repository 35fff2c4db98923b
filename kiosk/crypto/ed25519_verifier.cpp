// kiosk/crypto/ed25519_verifier.cpp — one call.
#include "kiosk/crypto/ed25519_verifier.hpp"

#include <sodium.h>

#include "kiosk/base/check.hpp"

namespace kiosk::crypto {

static_assert(crypto_sign_BYTES == core::kSignatureBytes);
static_assert(crypto_sign_PUBLICKEYBYTES == std::tuple_size_v<core::PublicKey>);

Ed25519Verifier::Ed25519Verifier() {
    KIOSK_CHECK(sodium_init() >= 0, "libsodium starts");
}

bool Ed25519Verifier::is_genuine(std::span<const std::uint8_t> message,
                                 std::span<const std::uint8_t> signature,
                                 const core::PublicKey& key) const {
    if (signature.size() != core::kSignatureBytes) return false;
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                       key.data()) == 0;
}

}  // namespace kiosk::crypto
