// kiosk/http/problem.hpp — errors as answers (RFC 9457); the only place that maps Errc to a status.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/error.hpp"
#include "kiosk/http/request.hpp"
#include "kiosk/http/response.hpp"
#include "kiosk/wire/field_error.hpp"

namespace kiosk::http {

// A kind of problem; its page is /problems/<slug>.
struct ProblemType {
    std::string_view slug;
    std::string_view title;
    std::string_view meaning;  // what it means and what to do, for the page
    int status;
};

[[nodiscard]] std::span<const ProblemType> problem_types();

struct Problem {
    std::string_view slug = "internal";  // of a ProblemType
    std::string detail;                  // what happened this time, for people
    std::vector<wire::FieldError> errors;
    std::optional<std::chrono::seconds> retry_after;
    std::string allow;  // of method-not-allowed: "GET, HEAD"
};

[[nodiscard]] Problem problem_of(const Error& error);

// 422 with every objection.
[[nodiscard]] Problem validation_problem(std::vector<wire::FieldError> errors);

[[nodiscard]] Response to_response(const Problem& problem, const Request& request);

}  // namespace kiosk::http
