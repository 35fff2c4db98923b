// kiosk/cli/recount_report.hpp — where the daemon's numbers and those of the log differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "kiosk/cli/terminal.hpp"

namespace kiosk::cli {

struct Difference {
    std::string what;
    std::uint64_t told = 0;
    std::uint64_t counted = 0;
};

struct Report {
    std::uint64_t through_seq = 0;
    std::size_t numbers = 0;
    std::vector<Difference> differences;
};

// {"equal", "through_seq", "numbers", "differences": [{"number", "daemon", "recount"}]}
[[nodiscard]] boost::json::object document_of(const Report& report);

// For people; the first fifty differences, more of them have one cause.
void print(const Report& report, const Terminal& terminal);

}  // namespace kiosk::cli
