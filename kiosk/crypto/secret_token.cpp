// kiosk/crypto/secret_token.cpp — libsodium's random bytes and BLAKE2b.
#include "kiosk/crypto/secret_token.hpp"

#include <sodium.h>

#include "kiosk/base/check.hpp"
#include "kiosk/base/text_codec.hpp"

namespace kiosk::crypto {

std::string make_secret() {
    KIOSK_CHECK(sodium_init() >= 0, "libsodium starts");
    std::array<std::uint8_t, kSecretBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return to_hex(bytes);
}

SecretDigest digest_of(std::string_view secret) {
    KIOSK_CHECK(sodium_init() >= 0, "libsodium starts");
    SecretDigest digest;
    const auto* bytes = reinterpret_cast<const unsigned char*>(secret.data());
    const int done =
        crypto_generichash(digest.data(), digest.size(), bytes, secret.size(), nullptr, 0);
    KIOSK_CHECK(done == 0, "BLAKE2b takes 32 bytes out and no key");
    return digest;
}

}  // namespace kiosk::crypto
