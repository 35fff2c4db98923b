// kiosk/cli/journal_replay.hpp — replays by the names of files; see kiosk/replay.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <variant>

#include "kiosk/base/result.hpp"
#include "kiosk/replay/journal_replay.hpp"

namespace kiosk::cli {

struct ReplayFiles {
    std::filesystem::path state;   // the state directory
    std::filesystem::path config;  // the configuration to judge by
};

// As replay::replay_journal() and replay::find_scan(); Errc::invalid_input for a bad configuration.
[[nodiscard]] Result<> replay_journal(const ReplayFiles& files,
                                      const std::function<bool(const core::ReplayFinding&)>& visit);
[[nodiscard]] Result<core::ReplayFinding> find_scan(
    const ReplayFiles& files, const std::variant<core::ScanId, std::uint64_t>& scan);

}  // namespace kiosk::cli
