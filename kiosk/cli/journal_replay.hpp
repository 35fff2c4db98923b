// kiosk/cli/journal_replay.hpp — a state directory and a configuration to findings, read-only.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/core/engine/replay.hpp"

namespace kiosk::cli {

struct ReplaySource {
    std::filesystem::path state;
    std::filesystem::path config;
};

// Judges every scan of the journal again. Works beside a running daemon: what it appends meanwhile
// may be left out. Stops early when `visit` returns false. Errors name what cannot be read.
[[nodiscard]] Result<> replay_journal(const ReplaySource& source,
                                      const std::function<bool(const core::ReplayFinding&)>& visit);

}  // namespace kiosk::cli
