// kiosk/crypto/pin_hash.cpp — crypto_pwhash, which is Argon2id.
#include "kiosk/crypto/pin_hash.hpp"

#include <array>

#include <sodium.h>

#include "kiosk/base/check.hpp"

namespace kiosk::crypto {
namespace {

constexpr std::string_view kPrefix = "$argon2id$";

void start() {
    KIOSK_CHECK(sodium_init() >= 0, "libsodium starts");
}

}  // namespace

Result<std::string> hash_pin(std::string_view pin) {
    start();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), pin.data(), pin.size(), kPinPasses, kPinMemory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return fail(Errc::unavailable, "no memory to hash a PIN");
    }
    return std::string(text.data());
}

bool is_pin(std::string_view pin, const std::string& hash) {
    start();
    return crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

bool is_pin_hash(std::string_view text) {
    if (!text.starts_with(kPrefix) || text.size() >= crypto_pwhash_STRBYTES) return false;
    start();
    // 1 says: of another cost; -1: not a hash at all.
    return crypto_pwhash_str_needs_rehash(std::string(text).c_str(), kPinPasses, kPinMemory) >= 0;
}

const std::string& nobodys_pin_hash() {
    // Of 32 random bytes that were thrown away. A constant: making one would take as long as the
    // first check, and tell by that.
    static const std::string hash =
        "$argon2id$v=19$m=32768,t=3,p=1$91hhaHxAoWImGBwxOhs/hw$"
        "hguICMNHzBQeMrD7qLt5JgIOp9ZLpT9R2deudnPXUh0";
    return hash;
}

}  // namespace kiosk::crypto
