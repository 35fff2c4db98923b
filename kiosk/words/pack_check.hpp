// kiosk/words/pack_check.hpp — what a language pack lacks, says twice over, or says too long.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/words/pack.hpp"

namespace kiosk::words {

// In glyphs: marks that stand on another letter do not count.
inline constexpr std::size_t kVerdictGlyphsMax = 6;   // the largest word at the configured distance
inline constexpr std::size_t kIdleGlyphsMax = 10;     // "SCAN", "CLOSED": as large, less urgent
inline constexpr std::size_t kMessageGlyphsMax = 34;  // a verdict's first line,
inline constexpr std::size_t kEnglishGlyphsMax = 28;  // and in English

struct PackFinding {
    std::string_view kind;  // "gap", "unknown", "placeholder", "too_long", "plural"
    std::string key;
    std::string sentence;  // for the translator; without the key

    friend bool operator==(const PackFinding&, const PackFinding&) = default;
};

// Against the English pack of this program; in order of the keys. Empty: the pack is complete.
[[nodiscard]] std::vector<PackFinding> check_pack(const Pack& pack);

[[nodiscard]] std::size_t glyphs_of(std::string_view text);

}  // namespace kiosk::words
