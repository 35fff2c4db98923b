// kiosk/cases/run_cases.hpp — runs files of decision cases on the daemon's own core.
//
// Reads JSON Lines in two schemas, told apart by their keys: single decisions ("event", "list",
// "order", "position", "scan", "expect") and stories ("needs", "steps"). Does blocking file input.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/core/ticket/signature.hpp"
#include "kiosk/pretix/shop_objects.hpp"

namespace kiosk::cases {

inline constexpr std::size_t kCaseBytesMax = 1 << 20;  // one line; the longest recorded has 16 kB
inline constexpr std::size_t kCasesMax = 1'000'000;

struct CaseOptions {
    // Folder that file names inside cases are relative to; empty: "fixtures" beside the file.
    std::filesystem::path fixtures;
    // The complete data sets of stories; empty: "worlds.json" beside the file. Without such a file
    // stories run with their own data only.
    std::filesystem::path worlds;
    pretix::ZoneLookup zone;
    // A text without difference of capitals and small letters, in any script. Without it only
    // those of ASCII are folded.
    std::function<std::string(std::string_view text)> fold_case;
    // Judges signed codes; stories need one. Must outlive the run.
    const core::SignatureVerifier* verifier = nullptr;
};

struct CaseCount {
    std::size_t matched = 0;
    std::size_t total = 0;

    [[nodiscard]] bool all_match() const { return matched == total; }
};

// Writes one JSON line a case to `out` and "N of M match" to `summary`. A case that cannot be read
// does not match; its line has an "error". Errors: the file cannot be opened or passes a limit.
[[nodiscard]] Result<CaseCount> run_cases(const std::filesystem::path& file,
                                          const CaseOptions& options, std::ostream& out,
                                          std::ostream& summary);

}  // namespace kiosk::cases
