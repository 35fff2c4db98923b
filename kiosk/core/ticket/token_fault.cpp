// kiosk/core/ticket/token_fault.cpp — one row a fault: its name and what the gate says.
#include "kiosk/core/ticket/token_fault.hpp"

#include <array>
#include <cstddef>

namespace kiosk::core {
namespace {

struct Row {
    TokenFault fault;
    std::string_view name;
    Reason reason;
};

constexpr std::array<Row, kTokenFaultCount> kRows{{
    {TokenFault::none, "ok", Reason::ok},
    {TokenFault::empty, "empty", Reason::misread},
    {TokenFault::too_long, "too_long", Reason::misread},
    {TokenFault::bad_length, "bad_length", Reason::misread},
    {TokenFault::bad_prefix, "bad_prefix", Reason::misread},
    {TokenFault::bad_alphabet, "bad_alphabet", Reason::misread},
    {TokenFault::bad_padding, "bad_padding", Reason::misread},
    {TokenFault::not_canonical, "non_canonical", Reason::misread},
    {TokenFault::bad_version, "bad_version", Reason::misread},
    {TokenFault::truncated, "truncated", Reason::misread},
    {TokenFault::bad_signature_length, "bad_signature_length", Reason::misread},
    {TokenFault::trailing_bytes, "trailing_bytes", Reason::misread},
    {TokenFault::no_key, "no_key", Reason::invalid},
    {TokenFault::unknown_key, "unknown_key", Reason::invalid},
    {TokenFault::bad_signature, "bad_signature", Reason::bad_signature},
    {TokenFault::bad_payload, "bad_payload", Reason::invalid},
    {TokenFault::bad_flags, "bad_flags", Reason::invalid},
    {TokenFault::bad_period, "bad_period", Reason::invalid},
    {TokenFault::key_revoked, "key_revoked", Reason::revoked},
    {TokenFault::key_not_yet_valid, "key_not_yet_valid", Reason::invalid_time},
    {TokenFault::key_expired, "key_expired", Reason::invalid_time},
    {TokenFault::wrong_event, "wrong_event", Reason::wrong_event},
    {TokenFault::revoked, "revoked", Reason::revoked},
    {TokenFault::no_product, "no_product", Reason::invalid},
    {TokenFault::needs_rotating_code, "needs_rotating_code", Reason::rotating_code},
}};

// The row of a fault stands at its number; a forgotten one would be an empty row.
consteval bool rows_are_in_order() {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows[i].fault) != i || kRows[i].name.empty()) return false;
    }
    return static_cast<std::size_t>(TokenFault::needs_rotating_code) + 1 == kRows.size();
}
static_assert(rows_are_in_order());

}  // namespace

std::string_view name_of(TokenFault fault) {
    return kRows.at(static_cast<std::size_t>(fault)).name;
}

Reason reason_of(TokenFault fault) {
    return kRows.at(static_cast<std::size_t>(fault)).reason;
}

}  // namespace kiosk::core
