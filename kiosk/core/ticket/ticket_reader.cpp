// kiosk/core/ticket/ticket_reader.cpp — from a checked token to ticket facts.
#include "kiosk/core/ticket/ticket_reader.hpp"

#include <utility>

namespace kiosk::core {
namespace {

SignedFacts facts_of(const K1Badge& badge) {
    SignedFacts facts;
    facts.kind = TokenKind::k1;
    facts.facts.product = {badge.product};
    facts.facts.valid_from = badge.valid_from;
    facts.facts.valid_until = badge.valid_until;
    facts.identity = identity_of(badge);
    facts.badge = badge;
    return facts;
}

SignedFacts facts_of(const SignedReading& reading) {
    SignedFacts facts;
    facts.kind = TokenKind::pretix_sig1;
    facts.facts.product = {reading.ticket.product};
    facts.facts.variation = reading.ticket.variation;
    facts.facts.subevent = reading.ticket.subevent;
    facts.facts.valid_from = reading.ticket.valid_from;
    facts.facts.valid_until = reading.ticket.valid_until;
    facts.identity = sig1_identity(reading.payload);
    return facts;
}

// Nobody where the signature was not genuine: false facts are worse than none.
std::optional<SignedFacts> signed_facts_of(const TokenCheck& check) {
    if (check.key == nullptr || check.fault == TokenFault::bad_signature) return std::nullopt;
    SignedFacts facts = check.badge ? facts_of(*check.badge) : facts_of(*check.ticket);
    facts.key_id = check.key->id;
    return facts;
}

bool has_keys_for(TokenKind kind, const KeySet& keys) {
    if (kind == TokenKind::opaque) return false;
    return keys.has(kind == TokenKind::k1 ? KeyKind::k1 : KeyKind::pretix_sig1);
}

}  // namespace

TicketReading read_ticket(std::string_view text, const KeySet& keys, UtcTime now,
                          const SignatureVerifier& verifier) {
    if (!has_keys_for(kind_of(text), keys)) return OpaqueCode{};
    const TokenCheck check = check_token(text, keys, now, verifier);
    TokenFault fault = check.fault;
    const bool genuine = fault == TokenFault::none;
    // K2, the rotating form, is not read by this version.
    if (genuine && check.badge && check.badge->needs_rotating_code) {
        fault = TokenFault::needs_rotating_code;
    }
    auto facts = signed_facts_of(check);
    if (fault == TokenFault::none) return *std::move(facts);
    return RefusedTicket{fault, reason_of(fault), std::move(facts)};
}

Reason gate_reason(const TicketReading& reading, UtcTime now) {
    if (const auto* const refused = std::get_if<RefusedTicket>(&reading)) return refused->reason;
    const auto* const genuine = std::get_if<SignedFacts>(&reading);
    if (genuine == nullptr) return Reason::invalid;
    const TicketFacts& facts = genuine->facts;
    const bool early = facts.valid_from && now < *facts.valid_from;
    const bool late = facts.valid_until && now > *facts.valid_until;
    return early || late ? Reason::invalid_time : Reason::ok;
}

}  // namespace kiosk::core
