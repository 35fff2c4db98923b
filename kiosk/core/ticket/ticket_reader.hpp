// kiosk/core/ticket/ticket_reader.hpp — what a scanned code says by itself, without any list.
//
// The engine asks this only after the list did not have the code: order data beats the signature
// wherever there is any. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ticket.hpp"
#include "kiosk/core/ticket/token_check.hpp"

namespace kiosk::core {

// No signed ticket that this station has keys for: only a list can know it.
struct OpaqueCode {};

// A genuine ticket. Its own period is in the facts and not judged here, for exits and overrides do
// not heed it.
struct SignedFacts {
    TicketFacts facts;  // `id` is left to the caller, who derives it from `identity`
    TokenKind kind = TokenKind::k1;
    std::string identity;          // equal for every code of this ticket: reprints, other issues
    std::string key_id;            // of the key that vouches
    std::optional<K1Badge> badge;  // K1: zones, single entry, photo check, issue
};

// Not to be admitted on its own.
struct RefusedTicket {
    TokenFault fault = TokenFault::bad_signature;
    Reason reason = Reason::invalid;  // reason_of(fault)

    // Who it is about where the signature was genuine (revoked, key out of its period …): an exit
    // is recorded all the same.
    std::optional<SignedFacts> whose;
};

using TicketReading = std::variant<OpaqueCode, SignedFacts, RefusedTicket>;

// `text` is clean (core::clean_code). Damaged signed tickets are refused as misread.
[[nodiscard]] TicketReading read_ticket(std::string_view text, const KeySet& keys, UtcTime now,
                                        const SignatureVerifier& verifier);

// What a gate says to a code that no list has, as far as the code itself decides: `ok`, or the
// reason of the refusal, its own period included (for entries); `invalid` for opaque ones.
[[nodiscard]] Reason gate_reason(const TicketReading& reading, UtcTime now);

}  // namespace kiosk::core
