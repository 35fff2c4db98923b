// kiosk/cases/story_expectations.hpp — compares what a step stated with what the station answered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "kiosk/cases/answer_json.hpp"
#include "kiosk/cases/desk_views.hpp"
#include "kiosk/cases/paper_station.hpp"

namespace kiosk::cases {

// What the step brought; at most one of them.
struct Answered {
    std::optional<PaperOutcome> scan;
    std::optional<std::vector<SearchHit>> hits;
    std::optional<ListCounts> counts;
};

// What a step says must come of it, and where it says so: "step 2", "expect".
struct Stated {
    const boost::json::value& fields;
    const std::string& step;
    std::string_view key;
};

// Only the fields present are compared. Errors: a field that this kind of step does not have.
[[nodiscard]] Result<> compare(const Stated& stated, const Answered& answered,
                               const PaperStation& station, CaseResult& result);

}  // namespace kiosk::cases
