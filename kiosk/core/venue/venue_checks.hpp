// kiosk/core/venue/venue_checks.hpp — what the checks of the door and its decision share.
#pragma once

#include <optional>

#include "kiosk/core/venue/venue_policy.hpp"

namespace kiosk::core {

// Somebody enters who has not left, or whose interval still runs; nothing where it was forgiven. A
// soft zone lets in all the same.
[[nodiscard]] std::optional<Decision> not_left(const VenueFacts& facts, const Telling& tell = {});

}  // namespace kiosk::core
