// kiosk/core/ticket/signed_ticket.hpp — the shop's signed ticket code "pretix_sig1", read strictly.
//
// The text, reversed, is standard Base64 of: version 0x01, payload length and signature length
// (16 bit, high byte first, 64), payload, Ed25519 signature over the payload alone, nothing after
// it. One ticket has one text: whatever would be a second spelling is refused. Order data beats
// the signature wherever there is any.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/ids.hpp"
#include "kiosk/core/ticket/signature.hpp"
#include "kiosk/core/ticket/token_fault.hpp"

namespace kiosk::core {

inline constexpr std::size_t kSignedTextMax = 4096;  // signs; the shop's own have 112 to 140
inline constexpr std::size_t kSigningKeysMax = 32;   // tried one after the other

struct SignedTicket {
    std::string seed;
    std::int64_t product = 0;  // a gate refuses less than 1: no product is named
    std::optional<VariationId> variation;
    std::optional<SubeventId> subevent;
    std::optional<std::chrono::sys_seconds> valid_from;
    std::optional<std::chrono::sys_seconds> valid_until;

    friend bool operator==(const SignedTicket&, const SignedTicket&) = default;
};

struct SignedReading {
    TokenFault fault = TokenFault::none;
    SignedTicket ticket;
    std::vector<std::uint8_t> payload;  // as it was signed
    std::size_t key = 0;                // position of the key that fits

    [[nodiscard]] bool genuine() const { return fault == TokenFault::none; }
};

// Reads and verifies; each key is tried in turn, at most kSigningKeysMax.
[[nodiscard]] SignedReading read_signed_ticket(std::string_view text,
                                               std::span<const PublicKey> keys,
                                               const SignatureVerifier& verifier);

// Names the ticket of this payload, for look-ups of who was seen before: the same bytes signed by
// another key of the shop are the same ticket. Not for people.
[[nodiscard]] std::string sig1_identity(std::span<const std::uint8_t> payload);

// The same of a whole text, which a list vouches for: the form is checked, the signature is not.
// Nothing for what is no pretix_sig1.
[[nodiscard]] std::optional<std::string> sig1_identity_in(std::string_view text);

// The key in an event's valid_keys.pretix_sig1: Base64 of a PEM of an Ed25519 public key
// (RFC 8410). Nothing for anything else.
[[nodiscard]] std::optional<PublicKey> signing_key_from(std::string_view text);

}  // namespace kiosk::core
