// kiosk/config/key_set_toml.hpp — reads the public keys that a venue trusts (docs/badges.md).
//
// Strict as the configuration is: every mistake with file, line and column, nothing guessed. With
// any error there is no key set at all: half of one would let through what the rest withdraws.
// Blocks on the file system; never throws.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/config/problem.hpp"
#include "kiosk/core/ticket/key_set.hpp"

namespace kiosk::config {

inline constexpr std::size_t kKeySetBytesMax = 1024UL * 1024;
inline constexpr std::size_t kRevokedBytesMax = 32UL * 1024 * 1024;  // of the list beside it

struct LoadedKeySet {
    std::optional<core::KeySet> keys;  // only where there is no problem
    std::vector<Problem> problems;     // in order of file, line and column
};

// Reads `file` and the list of revoked badges that it names, relative to its own folder.
[[nodiscard]] LoadedKeySet load_key_set(const std::filesystem::path& file);

// The same for text in memory; `file` names it in problems.
[[nodiscard]] LoadedKeySet read_key_set(std::string_view text, const std::filesystem::path& file);

}  // namespace kiosk::config
