// kiosk/cases/decision_case.hpp — one single decision: complete input, expected outcome.
#pragma once

#include <boost/json/value.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/cases/case_result.hpp"
#include "kiosk/cases/run_cases.hpp"

namespace kiosk::cases {

// Reads the case strictly, decides it and compares. Errors: the case cannot be read.
[[nodiscard]] Result<CaseResult> run_decision_case(const boost::json::value& json,
                                                   const CaseOptions& options);

}  // namespace kiosk::cases
