// kiosk/wire/wording_values.hpp — what stands in the placeholders of a verdict's two lines.
#pragma once

#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/wording.hpp"
#include "kiosk/words/pack.hpp"

namespace kiosk::wire {

// By the placeholder's name; what is not known is not there.
[[nodiscard]] words::Values values_of(const core::Outcome& outcome, const ports::StatusView& status,
                                      const TimeText& local, const words::Pack& pack);

}  // namespace kiosk::wire
