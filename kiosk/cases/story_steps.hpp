// kiosk/cases/story_steps.hpp — one step of a story: do it, compare what is stated.
#pragma once

#include <string>

#include <boost/json/value.hpp>

#include "kiosk/cases/case_result.hpp"
#include "kiosk/cases/paper_station.hpp"

namespace kiosk::cases {

// Does the step and compares `expect` and `also`, only the fields present. Fills status, reason,
// explanation and expected of the result. Errors: unknown keys, or data that is not loaded.
[[nodiscard]] Result<> play_step(const boost::json::value& step, const std::string& where,
                                 PaperStation& station, CaseResult& result);

}  // namespace kiosk::cases
