// kiosk/replay/journal_replay.hpp — a state directory and a configuration to findings, read-only.
//
// Shared by kioskctl, which reads a directory, and by the daemon, which explains its own scans.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <variant>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/core/engine/replay.hpp"

namespace kiosk::replay {

struct ReplaySource {
    std::filesystem::path state;
    const config::Config& config;
    const ZoneOffsets& zone;
};

// Judges every scan of the journal again. Works beside a running daemon: what it appends meanwhile
// may be left out. Stops early when `visit` returns false. Errors name what cannot be read.
[[nodiscard]] Result<> replay_journal(const ReplaySource& source,
                                      const std::function<bool(const core::ReplayFinding&)>& visit);

// One scan, by its id or its number in the journal; Errc::not_found.
[[nodiscard]] Result<core::ReplayFinding> find_scan(
    const ReplaySource& source, const std::variant<core::ScanId, std::uint64_t>& scan);

}  // namespace kiosk::replay
