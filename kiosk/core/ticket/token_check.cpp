// kiosk/core/ticket/token_check.cpp — form, key, signature, content, in this order.
#include "kiosk/core/ticket/token_check.hpp"

#include <algorithm>

#include "kiosk/core/ticket/base32.hpp"

namespace kiosk::core {
namespace {

// Version 1 and a signature of 64 bytes, as the last signs of the text show them: Base64 of
// 01 nn nn 00 40 …, turned round. Payloads of the greatest text have less than 4096 bytes, so the
// second sign is Q whatever nn nn is.
bool has_sig1_mark(std::string_view text) {
    return text.size() >= 8 && text.ends_with("QA") && text[text.size() - 5] == 'A' &&
           text[text.size() - 6] == 'E';
}

TokenFault content_fault(const K1Content& content, const TicketKey& key, const KeySet& keys,
                         UtcTime now) {
    if (const auto fault = fault_of(key, now); fault != TokenFault::none) return fault;
    if (content.fault != TokenFault::none) return content.fault;
    const auto& events = key.events;
    if (std::ranges::find(events, content.badge.event) == events.end()) {
        return TokenFault::wrong_event;
    }
    return keys.is_revoked(content.badge.credential) ? TokenFault::revoked : TokenFault::none;
}

TokenCheck check_k1(std::string_view text, const KeySet& keys, UtcTime now,
                    const SignatureVerifier& verifier) {
    const K1Envelope envelope = open_k1(text);
    TokenCheck check{.kind = TokenKind::k1, .fault = envelope.fault};
    if (envelope.fault != TokenFault::none) return check;
    const K1Content content = read_k1_payload(envelope.payload());
    check.badge = content.badge;
    check.key = keys.k1_key(content.badge.key_number);
    if (check.key == nullptr) {
        check.fault = keys.has(KeyKind::k1) ? TokenFault::unknown_key : TokenFault::no_key;
    } else if (!verifier.is_genuine(k1_message(envelope.payload()), envelope.signature(),
                                    check.key->key)) {
        check.fault = TokenFault::bad_signature;
    } else {
        check.fault = content_fault(content, *check.key, keys, now);
    }
    return check;
}

TokenCheck check_sig1(std::string_view text, const KeySet& keys, UtcTime now,
                      const SignatureVerifier& verifier) {
    auto reading = read_signed_ticket(text, keys.sig1_keys(), verifier);
    TokenCheck check{.kind = kind_of(text), .fault = reading.fault};
    if (!reading.genuine()) return check;
    check.key = &keys.sig1_key(reading.key);
    check.fault = fault_of(*check.key, now);
    if (check.fault == TokenFault::none && reading.ticket.product < 1) {
        check.fault = TokenFault::no_product;
    }
    check.ticket = std::move(reading);
    return check;
}

}  // namespace

std::string_view name_of(TokenKind kind) {
    if (kind == TokenKind::opaque) return "opaque";
    return name_of(kind == TokenKind::k1 ? KeyKind::k1 : KeyKind::pretix_sig1);
}

TokenKind kind_of(std::string_view text) {
    const bool begins_k1 = text.starts_with(kK1Prefix);
    if (begins_k1 && text.size() == kK1TextLength) return TokenKind::k1;
    if (has_sig1_mark(text)) return TokenKind::pretix_sig1;
    return begins_k1 && is_base32(text.substr(kK1Prefix.size())) ? TokenKind::k1
                                                                 : TokenKind::opaque;
}

TokenCheck check_token(std::string_view text, const KeySet& keys, UtcTime now,
                       const SignatureVerifier& verifier) {
    return kind_of(text) == TokenKind::k1 ? check_k1(text, keys, now, verifier)
                                          : check_sig1(text, keys, now, verifier);
}

}  // namespace kiosk::core
