// kiosk/core/ticket/token_fault.hpp — every way in which a text is no signed ticket, by name.
#pragma once

#include <cstdint>
#include <string_view>

#include "kiosk/core/decision.hpp"

namespace kiosk::core {

// Roughly in the order in which they are found out: form, key, signature, content.
enum class TokenFault : std::uint8_t {
    none,
    empty,
    too_long,              // longer than any signed ticket
    bad_length,            // K1: not exactly 150 signs
    bad_prefix,            // K1: does not begin with "K1"
    bad_alphabet,          // a sign that the encoding does not have
    bad_padding,           // pretix_sig1: padding missing, misplaced or too long
    not_canonical,         // a second spelling of the same bytes
    bad_version,           // first byte
    truncated,             // fewer bytes than the lengths within ask for
    bad_signature_length,  // pretix_sig1: not 64
    trailing_bytes,
    no_key,               // no key of this kind at all
    unknown_key,          // K1: no key has this number
    bad_signature,        // no key fits
    bad_payload,          // pretix_sig1: signed, but no well-formed message
    bad_flags,            // K1: signed, but with a flag of a later version
    bad_period,           // K1: signed, but ends before it begins
    key_revoked,          // the key was withdrawn: whoever has it may sign anything
    key_not_yet_valid,    // before the key's own period
    key_expired,          // after it
    wrong_event,          // K1: not an event that this key signs for
    revoked,              // K1: this badge was withdrawn
    no_product,           // pretix_sig1: genuine, but names no possible product
    needs_rotating_code,  // K1: only valid on a screen that renews it, which is not read here
};

inline constexpr std::uint8_t kTokenFaultCount = 25;

// The stable snake_case name used in JSON, as in the shared vectors: "bad_signature"; "ok" for
// none.
[[nodiscard]] std::string_view name_of(TokenFault fault);

// What the gate says. A text whose form is damaged was misread, which is never "unknown ticket".
[[nodiscard]] Reason reason_of(TokenFault fault);

}  // namespace kiosk::core
