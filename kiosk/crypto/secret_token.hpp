// kiosk/crypto/secret_token.hpp — random secrets, and the digests that are kept of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::crypto {

inline constexpr std::size_t kSecretBytes = 16;  // 128 random bits: not to be guessed
inline constexpr std::size_t kSecretDigits = 2 * kSecretBytes;

using SecretDigest = std::array<std::uint8_t, 32>;

// 32 hexadecimal digits.
[[nodiscard]] std::string make_secret();

// BLAKE2b-256. A random secret needs no slow hash; who looks up a digest learns nothing by time.
[[nodiscard]] SecretDigest digest_of(std::string_view secret);

}  // namespace kiosk::crypto
