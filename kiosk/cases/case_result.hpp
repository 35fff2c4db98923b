// kiosk/cases/case_result.hpp — what the engine said to one case, beside what was expected.
#pragma once

#include <optional>
#include <string>

#include <boost/json/value.hpp>

namespace kiosk::cases {

struct CaseResult {
    std::string id;
    std::string status;                      // "ok", "error" or "incomplete"
    std::optional<std::string> reason;       // with "error" and "incomplete"
    std::optional<std::string> explanation;  // what would have to be true, for people
    boost::json::value expected;
    std::string difference;  // the first one found; empty when the case matches

    [[nodiscard]] bool match() const { return difference.empty(); }
};

}  // namespace kiosk::cases
