// kiosk/core/ticket/signed_payload.hpp — the protobuf message inside a signed ticket.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "kiosk/core/ticket/signed_ticket.hpp"

namespace kiosk::core {

// Reads the proto3 message; nothing when it is not well-formed. Unknown fields are skipped, a
// repeated field counts with its last value, a known field of another kind is an unknown one
// (protobuf.dev, "Encoding").
[[nodiscard]] std::optional<SignedTicket> read_signed_payload(
    std::span<const std::uint8_t> payload);

}  // namespace kiosk::core
