// kiosk/wire/explanation_json.hpp — one scan, check by check, with its facts; no personal data.
#pragma once

#include <string>

#include "kiosk/core/engine/replay.hpp"

namespace kiosk::wire {

// {"id", "seq", "station", "reason", …, "judged", "why_not", "now", "facts": {…},
// "checks": [{"check", "result", "facts": {…}}], // "explanation": {"en": […], "fr": […]} or null}
[[nodiscard]] std::string print_explanation(const core::ReplayFinding& finding);

}  // namespace kiosk::wire
