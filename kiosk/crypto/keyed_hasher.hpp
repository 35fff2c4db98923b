// kiosk/crypto/keyed_hasher.hpp — code to key: BLAKE2b-128 under the event's pepper.
//
// A stolen station holds only these keys; without the pepper they cannot be turned back into
// tickets. RFC 7693 with a 32-byte key and 16 bytes of output, by libsodium.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/core/ids.hpp"
#include "kiosk/core/ticket_code.hpp"

namespace kiosk::crypto {

inline constexpr std::size_t kPepperBytes = 32;

class KeyedHasher final : public core::CodeHasher {
  public:
    explicit KeyedHasher(std::span<const std::uint8_t, kPepperBytes> pepper);
    ~KeyedHasher() override;  // wipes the pepper

    KeyedHasher(const KeyedHasher&) = delete;
    KeyedHasher& operator=(const KeyedHasher&) = delete;

    // Any thread.
    [[nodiscard]] core::CodeKey key_of(std::string_view code) const override;

  private:
    std::array<std::uint8_t, kPepperBytes> pepper_{};
};

// The ticket id of a list without ids of its own: the first eight bytes of the code's key, so the
// same code is the same ticket on every later list.
[[nodiscard]] core::TicketId ticket_id_of(const core::CodeKey& key);

}  // namespace kiosk::crypto
