// kiosk/config/engine_settings.hpp — the part of the configuration that decides.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/core/engine/engine_settings.hpp"

namespace kiosk::config {

// Stations, lists, questions, keys and dates as the engine wants them; the daemon, a replay and an
// explanation take the same. The run's boot id and the signature verifier are left to the caller.
// Questions are numbered from 1 in the order of the configuration.
[[nodiscard]] core::EngineSettings engine_settings(const Config& config, const ZoneOffsets& zone);

// Zones, stations that lead into them, entitlements and denied tickets.
[[nodiscard]] core::VenueSettings venue_settings(const Config& config);

// Nothing for an id that is not configured.
[[nodiscard]] std::optional<core::QuestionId> question_number(const Config& config,
                                                              std::string_view id);

}  // namespace kiosk::config
