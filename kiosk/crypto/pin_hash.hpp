// kiosk/crypto/pin_hash.hpp — PINs as Argon2id (RFC 9106), by libsodium.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::crypto {

// Three passes over 32 MiB: under half a second on a Raspberry Pi 4, and far below the memory that
// the service may take. Six digits are guessed from a stolen file whatever the price, so the file
// is what is guarded; the price makes each guess over the network slow.
inline constexpr unsigned long long kPinPasses = 3;
inline constexpr std::size_t kPinMemory = std::size_t{32} * 1024 * 1024;  // bytes

// "$argon2id$v=19$m=32768,t=3,p=1$…$…", with a salt of its own. Errc::unavailable where there is
// no memory for it. Slow: never on the main thread. Any thread.
[[nodiscard]] Result<std::string> hash_pin(std::string_view pin);

// Takes as long as hash_pin. False also where there is no memory for it.
[[nodiscard]] bool is_pin(std::string_view pin, const std::string& hash);

// True for what hash_pin() makes; its cost may be another.
[[nodiscard]] bool is_pin_hash(std::string_view text);

// No PIN has it; checking against it costs as much as against any.
[[nodiscard]] const std::string& nobodys_pin_hash();

}  // namespace kiosk::crypto
