// kiosk/cli/badge_rows.hpp — holders from CSV: one badge a row, every mistake named.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/ticket/k1_badge.hpp"

namespace kiosk::cli {

inline constexpr std::size_t kHoldersBytesMax = 64UL * 1024 * 1024;
inline constexpr std::size_t kBadgesMax = 1'000'000;  // of one run
inline constexpr std::size_t kRowMistakesKept = 100;  // the rest is counted

struct BadgeRow {
    std::string name;  // for the list beside the code; not in the badge
    core::K1Badge badge;
    bool has_credential = false;  // else the caller draws one
    std::size_t line = 0;         // of the file, from 1; 0 without a file
};

struct BadgeRows {
    std::vector<BadgeRow> rows;
    std::vector<std::string> mistakes;  // `line 3 column "issue": "256" is no number …`
    std::size_t mistake_count = 0;

    void note(std::string mistake);
};

// `usual` has the values of blank cells and missing columns. UTF-8, header row, comma, semicolon or
// tab; docs/badges.md has the columns.
[[nodiscard]] BadgeRows read_badge_rows(std::string_view csv, const core::K1Badge& usual);

}  // namespace kiosk::cli
