// kiosk/core/ticket/token_check.hpp — is this text a genuine signed ticket under these keys?
//
// Says nothing of admission: a genuine ticket may be out of its period, or used. ticket_reader.hpp
// is what a gate asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ticket/k1_badge.hpp"
#include "kiosk/core/ticket/key_set.hpp"
#include "kiosk/core/ticket/signed_ticket.hpp"

namespace kiosk::core {

enum class TokenKind : std::uint8_t { opaque, k1, pretix_sig1 };

// "opaque", "k1", "pretix_sig1"
[[nodiscard]] std::string_view name_of(TokenKind kind);

// What a text claims to be, by its marks: "K1" and Base32 throughout, or the fixed header of
// pretix_sig1 (four signs that another text has once in 16 million). It may be damaged or false.
[[nodiscard]] TokenKind kind_of(std::string_view text);

struct TokenCheck {
    TokenKind kind = TokenKind::opaque;
    TokenFault fault = TokenFault::none;  // of an opaque text: why it is no pretix_sig1
    const TicketKey* key = nullptr;       // the key that fits or is named; lives as the set does
    std::optional<K1Badge> badge;         // with any fault behind the form: then not trusted
    std::optional<SignedReading> ticket;  // pretix_sig1, only if the signature fits

    [[nodiscard]] bool genuine() const { return fault == TokenFault::none; }
};

// One signature is verified at most for K1; for pretix_sig1 one for each key of that kind. `now` is
// for the periods of the keys. Pure; any thread.
[[nodiscard]] TokenCheck check_token(std::string_view text, const KeySet& keys, UtcTime now,
                                     const SignatureVerifier& verifier);

}  // namespace kiosk::core
