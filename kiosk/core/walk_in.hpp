// kiosk/core/walk_in.hpp — somebody without a ticket who got one at the desk.
//
// The record has no personal data, as all records; name and address stand beside the journal
// (docs/decisions/0020). Code and record alone make the ticket good.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/venue/supervisor.hpp"

namespace kiosk::core {

inline constexpr std::size_t kWalkInsMax = 10'000;      // of one station's event
inline constexpr std::size_t kWalkInProductMax = 200;   // bytes of the product's name
inline constexpr std::size_t kWalkInNameMax = 200;      // bytes of name and company, each
inline constexpr std::size_t kWalkInEmailMax = 254;     // bytes; RFC 5321, section 4.5.3.1
inline constexpr std::size_t kWalkInLanguageMax = 35;   // bytes; RFC 5646, section 4.4.1
inline constexpr std::size_t kWalkInNoteMax = 500;      // bytes
inline constexpr std::size_t kWalkInCodeLength = 8;     // "W-7K3QX9"
inline constexpr std::size_t kWalkInCodeRandom = 5;     // letters of it that are chosen
inline constexpr std::string_view kWalkInBegin = "W-";  // of every code

enum class PaidBy : std::uint8_t { cash = 0, card = 1, transfer = 2, free = 3, later = 4 };
inline constexpr std::size_t kWaysToPay = 5;
[[nodiscard]] std::string_view name_of(PaidBy paid_by);  // "cash"

struct WalkInRecord {
    Timestamp at;
    BootId boot;
    std::string station;  // the desk; empty: none was named
    CodeKey code;
    TicketId ticket;
    std::string product;  // its name, as the configuration has it
    PaidBy paid_by = PaidBy::cash;
    std::string by;                  // operator; empty: whoever stood at the desk
    std::optional<NameProof> proof;  // how that name was known
    std::string nonce;               // idempotency key of the request

    friend bool operator==(const WalkInRecord&, const WalkInRecord&) = default;
};

// What is kept beside the journal, and may be forgotten one day.
struct WalkInTexts {
    std::string code;
    std::string name;
    std::string email;
    std::string company;
    std::string language;  // BCP 47 tag, empty: not asked
    std::string note;

    friend bool operator==(const WalkInTexts&, const WalkInTexts&) = default;
};

// "W-", five letters or digits that are not mistaken for each other, and a check sign; nothing
// where the check sign would be one that is. `chosen`: random, any values.
[[nodiscard]] std::optional<std::string> walk_in_code(
    const std::array<std::uint8_t, kWalkInCodeRandom>& chosen);

// True for a code of that form whose check sign is right: every single wrong sign and every two
// exchanged neighbours are noticed (ISO 7064, MOD 37,36).
[[nodiscard]] bool is_walk_in_code(std::string_view code);

}  // namespace kiosk::core
