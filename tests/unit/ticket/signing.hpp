// tests/unit/ticket/signing.hpp — test keys, badges and signed codes, and a verifier that trusts.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "kiosk/core/ticket/key_set.hpp"
#include "kiosk/core/ticket/ticket_reader.hpp"
#include "kiosk/crypto/ed25519_signer.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "tests/builders/sig1_text.hpp"

namespace kiosk::core {

using testing::sig1_text_of;
using Bytes = std::vector<std::uint8_t>;

inline UtcTime at(std::int64_t unix_seconds) {
    return UtcTime(std::chrono::seconds(unix_seconds));
}

inline std::chrono::sys_seconds second(std::int64_t unix_seconds) {
    return std::chrono::sys_seconds(std::chrono::seconds(unix_seconds));
}

// The private key whose seed is `first`, `first` + 1, … as the specification's own is from 0.
inline crypto::Ed25519Signer signer_from(std::uint8_t first) {
    std::array<std::uint8_t, crypto::kSeedBytes> seed{};
    for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(first + i);
    return crypto::Ed25519Signer(seed);
}

inline TicketKey k1_key(std::string id, std::uint8_t number, std::uint8_t seed = 0) {
    return {.id = std::move(id),
            .kind = KeyKind::k1,
            .key = signer_from(seed).public_key(),
            .number = number,
            .events = {66}};
}

inline TicketKey sig1_key(std::string id, std::uint8_t seed = 0) {
    return {
        .id = std::move(id), .kind = KeyKind::pretix_sig1, .key = signer_from(seed).public_key()};
}

// Valid from 1,000 to 2,000 seconds after 1970.
inline K1Badge a_badge() {
    K1Badge badge;
    badge.key_number = 7;
    badge.event = 66;
    badge.credential = 0x0123456789abcdef;
    badge.product = 3;
    badge.zones = 5;
    badge.valid_from = second(1'000);
    badge.valid_until = second(2'000);
    return badge;
}

inline std::string text_of(const K1Badge& badge, std::uint8_t seed = 0) {
    const K1Payload payload = encode_k1(badge).value();
    return k1_text(payload, signer_from(seed).sign(k1_message(payload)));
}

// GCC 12 sees ghosts where a short vector grows by insert(); so the size comes first.
inline Bytes joined(std::initializer_list<std::span<const std::uint8_t>> parts) {
    std::size_t size = 0;
    for (const auto part : parts) size += part.size();
    Bytes bytes(size);
    auto out = bytes.begin();
    for (const auto part : parts) out = std::ranges::copy(part, out).out;
    return bytes;
}

inline Bytes sig1_bytes(const Bytes& payload, std::uint8_t seed = 0) {
    const auto size = payload.size();
    const std::array<std::uint8_t, 5> header{1, static_cast<std::uint8_t>(size >> 8U),
                                             static_cast<std::uint8_t>(size), 0, 64};
    return joined({header, payload, signer_from(seed).sign(payload)});
}

// Seed "abc", product 42.
inline Bytes a_payload() {
    return {0x0a, 3, 'a', 'b', 'c', 0x10, 42};
}

inline KeySet set_of(std::vector<TicketKey> keys) {
    KeySet set;
    for (auto& key : keys) set.add(std::move(key)).value();
    return set;
}

}  // namespace kiosk::core
