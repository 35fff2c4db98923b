// kiosk/core/ticket/key_set.hpp — the public keys that a venue trusts, and what it withdrew.
//
// Keys overlap while one replaces another: the old one verifies until its period ends. A key that
// got out is revoked: nothing signed with it is trusted from then on, and its badges count only
// where the attendee list has them. Revoked badges are an exact sorted list of credentials, eight
// bytes each: a filter that is sometimes wrong would turn honest guests away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/ticket/signature.hpp"
#include "kiosk/core/ticket/token_fault.hpp"

namespace kiosk::core {

inline constexpr std::size_t kKeysMax = 32;       // of a set, those withdrawn included
inline constexpr std::size_t kActiveKeysMax = 8;  // of one kind, those withdrawn not included
inline constexpr std::size_t kKeyEventsMax = 64;  // events that one K1 key signs for
inline constexpr std::size_t kRevokedBadgesMax = 1'000'000;  // 8 MB

enum class KeyKind : std::uint8_t { k1, pretix_sig1 };

// "k1", "pretix_sig1"
[[nodiscard]] std::string_view name_of(KeyKind kind);

// What the numbers in the codes of one key stand for: names as on the attendee list. The shop, or
// whoever issues badges, numbers products in its own way.
struct SignedVariation {
    std::int64_t number = 0;
    std::string name;
};
struct SignedProduct {
    std::int64_t number = 0;
    std::string name;
    std::vector<SignedVariation> variations{};
};

struct TicketKey {
    std::string id;  // for people and logs
    KeyKind kind = KeyKind::k1;
    PublicKey key{};
    std::uint8_t number = 0;            // K1: as it stands in the badge
    std::vector<std::uint16_t> events;  // K1: the events that it signs for
    std::optional<UtcTime> valid_from;  // both inclusive
    std::optional<UtcTime> valid_until;
    bool revoked = false;
    std::vector<SignedProduct> products{};  // each number once; others are of no product
};

// Whether the key may be trusted now: none, key_revoked, key_not_yet_valid or key_expired.
[[nodiscard]] TokenFault fault_of(const TicketKey& key, UtcTime now);

class KeySet {
  public:
    // Errc::conflict where the id, the number (K1) or the key itself is there already, and where a
    // product or a variation has its number twice; Errc::too_large past a limit;
    // Errc::invalid_input for a period that ends before it begins and for a K1 key without events.
    [[nodiscard]] Result<> add(TicketKey key);

    // Replaces the list of withdrawn badges, in any order. Errc::too_large past the limit.
    [[nodiscard]] Result<> revoke_badges(std::vector<std::uint64_t> credentials);

    [[nodiscard]] std::span<const TicketKey> keys() const { return keys_; }
    [[nodiscard]] bool has(KeyKind kind) const;

    // Null where no key has the id.
    [[nodiscard]] const TicketKey* key(std::string_view id) const;

    // Null where no K1 key has the number.
    [[nodiscard]] const TicketKey* k1_key(std::uint8_t number) const;

    // The pretix_sig1 keys bare, and the key at one of these positions.
    [[nodiscard]] std::span<const PublicKey> sig1_keys() const { return sig1_keys_; }
    [[nodiscard]] const TicketKey& sig1_key(std::size_t position) const;

    [[nodiscard]] std::span<const std::uint64_t> revoked_badges() const { return revoked_; }
    [[nodiscard]] bool is_revoked(std::uint64_t credential) const;

  private:
    [[nodiscard]] Result<> check_conflicts(const TicketKey& key) const;

    std::vector<TicketKey> keys_;
    std::vector<PublicKey> sig1_keys_;
    std::vector<std::size_t> sig1_positions_;  // in keys_
    std::vector<std::uint64_t> revoked_;       // ascending, each once
};

}  // namespace kiosk::core
