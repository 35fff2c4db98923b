// kiosk/cases/story_case.hpp — a case in steps: data to load, scans, searches, counts.
#pragma once

#include <boost/json/value.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/cases/case_result.hpp"
#include "kiosk/cases/run_cases.hpp"

namespace kiosk::cases {

// True for a case of this schema.
[[nodiscard]] bool is_story(const boost::json::value& json);

// Runs the case with its own data and, where there is a file of worlds, once more
// with the whole world: unrelated tickets, lists and events must not get in the way. Status
// and reason are those of the last scan, or of the first that differs. Errors: it cannot be read.
[[nodiscard]] Result<CaseResult> run_story_case(const boost::json::value& json,
                                                const CaseOptions& options);

}  // namespace kiosk::cases
