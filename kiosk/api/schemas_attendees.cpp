// kiosk/api/schemas_attendees.cpp — people of the list, of the muster list, and the list itself.
#include <cstdint>
#include <limits>

#include "kiosk/api/schema.hpp"
#include "kiosk/api/schemas.hpp"
#include "kiosk/wire/request_limits.hpp"

namespace kiosk::api {
namespace {

using namespace schema;

Schema holder_schema() {
    return object({{"id", text()},
                   {"display_name", text()},
                   {"company", or_null(text())},
                   {"product", or_null(text())},
                   {"variation", or_null(text())},
                   {"order", or_null(text())},
                   {"note", or_null(text())}});
}

Schema attendee_schema() {
    return with(holder_schema(), {{"attention", boolean()},
                                  {"email", or_null(text())},
                                  {"order_state", text()},
                                  {"status", choice({"not_arrived", "inside", "left"})},
                                  {"first_entry", or_null(time())},
                                  {"last_entry", or_null(time())},
                                  {"last_exit", or_null(time())},
                                  {"entries", number()},
                                  {"exits", number()},
                                  {"match", or_null(text())},
                                  {"walk_in", or_null(ref("WalkIn"))}});
}

Schema muster_schema() {
    const Schema counts = object({{"inside", number()},
                                  {"unknown_code", number()},
                                  {"not_seen_out", number()},
                                  {"other_zone", number()},
                                  {"left", number()},
                                  {"nameless", number()}},
                                 {{"denied", number()}});
    const Schema row =
        object({{"zone", text()},
                {"state", choice({"inside", "left", "unknown_code", "not_seen_out", "other_zone"})},
                {"since", time()},
                {"station", or_null(text())},
                {"attendee", or_null(ref("Holder"))}});
    return object({{"as_of", time()},
                   {"newest_scan", or_null(time())},
                   {"age_s", or_null(number())},
                   {"clock_trusted", boolean()},
                   {"emergency_since", or_null(time())},
                   {"zones", list_of(ref("Zone"))},
                   {"counts", counts},
                   {"limits", map_of(list_of(text()))},
                   {"items", about(or_null(list_of(row)), "null: only a lead sees people")},
                   {"next_cursor", or_null(text())}});
}

Schema import_schema() {
    return object({{"imported", boolean()},
                   {"held", boolean()},
                   {"sentence", text()},
                   {"version", number()},
                   {"rows", number()},
                   {"accepted", number()},
                   {"rejected", number()},
                   {"added", number()},
                   {"removed", number()},
                   {"before", number()},
                   {"dialect", or_null(text())},
                   {"encoding", or_null(text())},
                   {"delimiter", or_null(text())},
                   {"ignored_columns", list_of(text())},
                   {"warnings", list_of(text())},
                   {"rejections", list_of(text())}});
}

}  // namespace

boost::json::object attendee_schemas() {
    return {
        {"Holder", holder_schema()},
        {"Attendee", attendee_schema()},
        {"AttendeeCard",
         with(attendee_schema(),
              {{"notes", list_of(ref("Note"))}, {"order_siblings", list_of(ref("OrderSibling"))}})},
        {"AttendeePage",
         object({{"items", list_of(ref("Attendee"))}, {"next_cursor", or_null(text())}})},
        {"AttendeeQuery",
         object({}, {{"search", text(200)},
                     {"status", choice({"not_arrived", "inside", "left"})},
                     {"limit", number_to(1, 500)},
                     {"cursor", number_to(0, std::numeric_limits<std::int64_t>::max())}})},
        {"MusterQuery", object({}, {{"zone", text(wire::kIdMax)},
                                    {"cursor", text(41)},
                                    {"limit", number_to(1, 1000)}})},
        {"Muster", muster_schema()},
        {"ImportQuery",
         object({}, {{"dry_run", switch_of_query()},
                     {"keep_good", switch_of_query()},
                     {"allow_shrink", switch_of_query()},
                     {"column.FIELD", about(text(200), "The header of the column of FIELD")}})},
        {"ImportAnswer", import_schema()},
    };
}

}  // namespace kiosk::api
