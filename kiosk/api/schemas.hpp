// kiosk/api/schemas.hpp — the shapes of all requests and answers, by name, for openapi.json.
//
// What each field is called and whether it is always there; what it means stands beside the code
// that prints it (kiosk/wire). tests/integration/openapi.py holds both to each other.
#pragma once

#include <boost/json/object.hpp>

namespace kiosk::api {

// Everything together.
[[nodiscard]] boost::json::object all_schemas();

// By subject; a name ending in "Query" is an object of query parameters.
[[nodiscard]] boost::json::object scan_schemas();
[[nodiscard]] boost::json::object log_schemas();
[[nodiscard]] boost::json::object desk_schemas();
[[nodiscard]] boost::json::object walk_in_schemas();
[[nodiscard]] boost::json::object attendee_schemas();
[[nodiscard]] boost::json::object stats_schemas();
[[nodiscard]] boost::json::object status_schemas();
[[nodiscard]] boost::json::object supervisor_schemas();
[[nodiscard]] boost::json::object operator_schemas();

}  // namespace kiosk::api
