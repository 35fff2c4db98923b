// kiosk/core/ticket/k1_badge.hpp — our own signed badge "K1": its 28 bytes and its one text.
//
// Text: "K1" and the Base32 of 92 bytes, upper case, no padding: exactly 150 signs, which a QR
// code holds in its alphanumeric mode and a scanner that types does not damage. Bytes, numbers
// with the high byte first:
//
//    0  1  version 0x01              14  4  zones, one bit each
//    1  1  number of the key         18  4  not before, Unix seconds
//    2  2  event                     22  4  not after, Unix seconds
//    4  8  credential                26  1  flags
//   12  2  product                   27  1  issue: a reprint counts up
//   28 64  Ed25519 over "kiosk-badge-v1", 0x00, bytes 0 to 27
//
// No name and no other personal data. Pure; any thread.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/core/ticket/signature.hpp"
#include "kiosk/core/ticket/token_fault.hpp"

namespace kiosk::core {

inline constexpr std::string_view kK1Prefix = "K1";
inline constexpr std::size_t kK1PayloadBytes = 28;
inline constexpr std::size_t kK1Bytes = kK1PayloadBytes + kSignatureBytes;
inline constexpr std::size_t kK1TextLength = 150;
inline constexpr std::size_t kK1MessageBytes = 15 + kK1PayloadBytes;  // what is signed

struct K1Badge {
    std::uint8_t key_number = 0;
    std::uint16_t event = 0;
    std::uint64_t credential = 0;          // random; names the badge over reprints
    std::uint16_t product = 0;             // the list's product; 0 names none
    std::uint32_t zones = 0;               // bit n: zone n
    std::chrono::sys_seconds valid_from;   // 1970 to 2106, both inclusive
    std::chrono::sys_seconds valid_until;  // not before valid_from
    bool single_entry = false;
    bool photo_check = false;          // staff compare the face
    bool needs_rotating_code = false;  // alone it opens nothing
    std::uint8_t issue = 0;  // lower issues of a credential are void once a higher is known

    friend bool operator==(const K1Badge&, const K1Badge&) = default;
};

using K1Payload = std::array<std::uint8_t, kK1PayloadBytes>;

// Errc::invalid_input for times outside 32 bits of Unix seconds or in the wrong order.
[[nodiscard]] Result<K1Payload> encode_k1(const K1Badge& badge);

// The bytes that are signed: the purpose in front keeps signatures of other things from fitting.
[[nodiscard]] std::array<std::uint8_t, kK1MessageBytes> k1_message(
    std::span<const std::uint8_t, kK1PayloadBytes> payload);

// The badge's text, ready for the QR code.
[[nodiscard]] std::string k1_text(std::span<const std::uint8_t, kK1PayloadBytes> payload,
                                  std::span<const std::uint8_t, kSignatureBytes> signature);

// Names the badge over all its copies, for look-ups of who was seen before. Not for people.
[[nodiscard]] std::string identity_of(const K1Badge& badge);

// The 92 bytes within a text; nothing of them is trusted yet.
struct K1Envelope {
    TokenFault fault = TokenFault::none;  // up to bad_version
    std::array<std::uint8_t, kK1Bytes> bytes{};

    [[nodiscard]] std::span<const std::uint8_t, kK1PayloadBytes> payload() const {
        return std::span(bytes).first<kK1PayloadBytes>();
    }
    [[nodiscard]] std::span<const std::uint8_t, kSignatureBytes> signature() const {
        return std::span(bytes).last<kSignatureBytes>();
    }
    [[nodiscard]] std::uint8_t key_number() const { return bytes[1]; }
};

// Takes one spelling only: nothing is trimmed and lower case is refused. A keyboard-mode reader
// turns letters to upper case itself, for it alone knows that a locked key may have changed them.
[[nodiscard]] K1Envelope open_k1(std::string_view text);

// What a payload says. `fault` is none, bad_flags or bad_period; the badge is filled in any case.
struct K1Content {
    TokenFault fault = TokenFault::none;
    K1Badge badge;
};
[[nodiscard]] K1Content read_k1_payload(std::span<const std::uint8_t, kK1PayloadBytes> payload);

}  // namespace kiosk::core
