// kiosk/wire/problem_json.hpp — the body of an error answer, RFC 9457.
#pragma once

#include <string>
#include <vector>

#include "kiosk/wire/field_error.hpp"

namespace kiosk::wire {

struct ProblemBody {
    std::string type;      // "/problems/validation"
    std::string title;     // the same for every problem of the type
    int status = 500;      // the HTTP status
    std::string detail;    // what happened this time, for people
    std::string instance;  // path of the request
    std::string trace_id;  // finds the request in the log
    std::vector<FieldError> errors;
};

[[nodiscard]] std::string print_problem(const ProblemBody& problem);

}  // namespace kiosk::wire
