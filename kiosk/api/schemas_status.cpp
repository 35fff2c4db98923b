// kiosk/api/schemas_status.cpp — how the station is.
#include <utility>

#include "kiosk/api/schema.hpp"
#include "kiosk/api/schemas.hpp"
#include "kiosk/core/venue/supervisor.hpp"

namespace kiosk::api {
namespace {

namespace json = boost::json;
using namespace schema;

Schema zone_schema() {
    return object({{"id", text()},
                   {"name", ref("LocalText")},
                   {"parent", or_null(text())},
                   {"capacity", or_null(number())},
                   {"inside", number()},
                   {"unmatched_exits", number()},
                   {"opens_at", or_null(time())},
                   {"two_persons", boolean()}});
}

Schema station_schema() {
    return object({{"id", text()},
                   {"name", ref("LocalText")},
                   {"profile", text()},
                   {"language", or_null(text())},
                   {"list", text()},
                   {"type", ref("Direction")},
                   {"send_to", ref("LocalText")},
                   {"zone", or_null(text())},
                   {"may_force", boolean()},
                   {"readers", list_of(text())},
                   {"scans", number()},
                   {"refused", number()},
                   {"last_scan", or_null(time())}});
}

Schema list_schema() {
    return object({{"loaded", boolean()},
                   {"version", number()},
                   {"tickets", number()},
                   {"walk_ins", number()},
                   {"imported_at", or_null(time())},
                   {"age_s", or_null(number())},
                   {"held", boolean()}});
}

Schema storage_schema() {
    return object({{"state", choice({"green", "amber", "red"})},
                   {"code", or_null(text())},
                   {"sentence", or_null(text())},
                   {"free_bytes", or_null(number())},
                   {"last_seq", number()},
                   {"durable_seq", number()},
                   {"commit_p50_us", number()},
                   {"commit_p99_us", number()}});
}

Schema clock_schema() {
    return object({{"state", choice({"synced", "holdover", "saved", "unsynced", "stepped"})},
                   {"error_bound_ms", or_null(number())},
                   {"code", or_null(text())},
                   {"sentence", or_null(text())}});
}

// A computer, a station or a reader; each has fields of its own.
Schema device_schema() {
    return object({{"id", text()},
                   {"kind", choice({"computer", "station", "reader"})},
                   {"state", choice({"out_of_order", "not_heard", "degraded", "ready"})},
                   {"sentence", or_null(text())},
                   {"name", ref("LocalText")},
                   {"actions", about(map_of(or_null(text())), "null: can be asked; else why not")}},
                  {{"list_age_s", or_null(number())},
                   {"to_send", or_null(number())},
                   {"clock", text()},
                   {"clock_error_ms", or_null(number())},
                   {"storage", text()},
                   {"free_bytes", or_null(number())},
                   {"temperature_c", or_null(json::object{{"type", "number"}})},
                   {"uptime_s", number()},
                   {"software", text()},
                   {"profile", text()},
                   {"type", ref("Direction")},
                   {"scans", number()},
                   {"last_scan", or_null(time())},
                   {"station", or_null(text())}});
}

Schema kept_rehearsal_schema() {
    return object({{"at", time()},
                   {"operator", text()},
                   {"operator_proof", ref("NameProof")},
                   {"passed", boolean()},
                   {"checks", map_of(text())}});
}

Schema shop_in_status() {
    return object(
        {{"state", choice({"none", "resting", "reading", "waiting", "stopped", "revoked"})},
         {"code", or_null(text())},
         {"sentence", or_null(text())},
         {"read_at", or_null(time())},
         {"held", boolean()},
         {"to_tell", number()},
         {"letters", number()}});
}

Schema shop_schema() {
    const Schema letter =
        object({{"seq", number()}, {"settlement", text()}, {"words", or_null(text())}});
    return with(shop_in_status(), {{"address", or_null(text())},
                                   {"organizer", or_null(text())},
                                   {"event", or_null(text())},
                                   {"device", or_null(text())},
                                   {"orders", number()},
                                   {"test_orders", number()},
                                   {"unreadable", number()},
                                   {"told_through", number()},
                                   {"requests", number()},
                                   {"troubles", number()},
                                   {"newest_letters", list_of(letter)},
                                   {"warnings", list_of(text())}});
}

Schema status_schema() {
    const Schema backup = object({{"code", or_null(text())},
                                  {"sentence", or_null(text())},
                                  {"made_at", or_null(time())},
                                  {"records", number()}});
    const Schema reader = object({{"id", text()},
                                  {"state", choice({"ready", "absent", "failing"})},
                                  {"sentence", or_null(text())}},
                                 {{"drained", number()}});
    return object({{"node", text()},
                   {"event", text()},
                   {"timezone", text()},
                   {"software", text()},
                   {"now", time()},
                   {"uptime_s", number()},
                   {"ready", boolean()},
                   {"list", list_schema()},
                   {"storage", storage_schema()},
                   {"clock", clock_schema()},
                   {"backup", backup},
                   {"shop", or_null(shop_in_status())},
                   {"stations", list_of(station_schema())},
                   {"readers", list_of(reader)},
                   {"zones", list_of(ref("Zone"))},
                   {"presence_as_of", or_null(time())},
                   {"emergency_since", or_null(time())},
                   {"walk_in_products", list_of(text())},
                   {"dropped_scans", number()},
                   {"warnings", list_of(text())}});
}

}  // namespace

boost::json::object status_schemas() {
    return {
        {"Problem",
         about(object(
                   {{"type", text()},
                    {"title", text()},
                    {"status", number_to(400, 599)},
                    {"detail", text()},
                    {"instance", text()},
                    {"trace_id", text()}},
                   {{"errors", list_of(object(
                                   {{"pointer", text()}, {"code", text()}, {"detail", text()}}))}}),
               "RFC 9457; the page at its type says what it means")},
        {"Health", object({{"status", text()}})},
        {"Zone", zone_schema()},
        {"Status", status_schema()},
        {"Devices", object({{"as_of", time()}, {"items", list_of(device_schema())}})},
        {"DeviceAction", object({{"action", text(32)}})},
        {"Shop", shop_schema()},
        {"ShopEnrol", object({{"address", text(255)}, {"token", text(200)}})},
        {"ShopFetch", object({}, {{"may_shrink", boolean()}})},
        {"DeviceActed", object({{"device", text()}, {"action", text()}, {"screens", number()}})},
        {"Rehearsal", object({{"checks", map_of(text(120))}, {"passed", boolean()}},
                             {{"operator", text(core::kOperatorMax)}})},
        {"KeptRehearsal", kept_rehearsal_schema()},
        {"Rehearsals", object({{"items", list_of(ref("KeptRehearsal"))}})},
        {"StreamQuery", object({}, {{"topics", text(100)}})},
    };
}

boost::json::object all_schemas() {
    boost::json::object all;
    for (const auto& some :
         {scan_schemas(), log_schemas(), desk_schemas(), walk_in_schemas(), attendee_schemas(),
          stats_schemas(), status_schemas(), supervisor_schemas(), operator_schemas()}) {
        for (const auto& schema : some) all.insert_or_assign(schema.key(), schema.value());
    }
    return all;
}

}  // namespace kiosk::api
