// kiosk/wire/field_error.hpp — one objection to one field of a request.
#pragma once

#include <string>

namespace kiosk::wire {

struct FieldError {
    std::string pointer;  // JSON pointer (RFC 6901) or name of a query parameter
    std::string code;     // stable, for programs: "too_long"
    std::string detail;   // for people: names the value's size and the limit
};

}  // namespace kiosk::wire
