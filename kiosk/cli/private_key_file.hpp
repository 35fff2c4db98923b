// kiosk/cli/private_key_file.hpp — the private half of a badge key: PKCS #8 in PEM, for one owner.
//
// The form of RFC 8410, section 7, so that openssl(1) and vaults read it too.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

#include "kiosk/base/result.hpp"

namespace kiosk::cli {

// 32 secret bytes, wiped when they go.
struct PrivateSeed {
    PrivateSeed() = default;
    PrivateSeed(PrivateSeed&& other) noexcept : bytes(other.bytes) { other.wipe(); }
    PrivateSeed(const PrivateSeed&) = delete;
    PrivateSeed& operator=(const PrivateSeed&) = delete;
    PrivateSeed& operator=(PrivateSeed&&) = delete;
    ~PrivateSeed() { wipe(); }

    std::array<std::uint8_t, 32> bytes{};

  private:
    void wipe();
};

// From the kernel's own source of chance.
[[nodiscard]] Result<PrivateSeed> random_seed();

// Refuses a file that anybody but its owner may read (Errc::denied), one that belongs to another
// user, and whatever is no Ed25519 key. Never repeats a byte of it.
[[nodiscard]] Result<PrivateSeed> read_private_key(const std::filesystem::path& file);

// Writes with mode 0600 and syncs; Errc::conflict where the file is there already.
[[nodiscard]] Result<> write_private_key(const std::filesystem::path& file,
                                         const PrivateSeed& seed);

}  // namespace kiosk::cli
