// kiosk/crypto/ed25519_signer.cpp — two calls.
#include "kiosk/crypto/ed25519_signer.hpp"

#include <sodium.h>

#include "kiosk/base/check.hpp"

namespace kiosk::crypto {

static_assert(crypto_sign_SEEDBYTES == kSeedBytes);
static_assert(crypto_sign_SECRETKEYBYTES == 2 * kSeedBytes);
static_assert(crypto_sign_BYTES == core::kSignatureBytes);

Ed25519Signer::Ed25519Signer(std::span<const std::uint8_t, kSeedBytes> seed) {
    KIOSK_CHECK(sodium_init() >= 0, "libsodium starts");
    crypto_sign_seed_keypair(public_key_.data(), secret_.data(), seed.data());
}

Ed25519Signer::~Ed25519Signer() {
    sodium_memzero(secret_.data(), secret_.size());
}

ports::Signature Ed25519Signer::sign(std::span<const std::uint8_t> message) const {
    ports::Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
    return signature;
}

}  // namespace kiosk::crypto
