// tests/unit/cases/running.hpp — runs recorded files, and single cases with a change.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/cases/run_cases.hpp"

namespace kiosk::cases {

inline const std::filesystem::path kFolder = std::filesystem::path(KIOSK_TEST_DATA) / "pretix";

// System time zones, libsodium, the recorded fixtures and worlds.
[[nodiscard]] CaseOptions options();

// The lines of a report that do not match.
[[nodiscard]] std::string mismatches(const std::string& report);

// Takes the first line of the file that holds `from`, puts `to` there, runs it; report + summary.
[[nodiscard]] std::string run_changed(const char* file, const std::string& from,
                                      const std::string& to);

}  // namespace kiosk::cases
