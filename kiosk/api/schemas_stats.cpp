// kiosk/api/schemas_stats.cpp — counts; what each number means: docs/statistics.md.
#include <initializer_list>

#include "kiosk/api/schema.hpp"
#include "kiosk/api/schemas.hpp"
#include "kiosk/wire/request_limits.hpp"

namespace kiosk::api {
namespace {

using namespace schema;

// These and the five counts.
Schema counted(std::initializer_list<Field> fields) {
    return with(object(fields), {{"arrived", number()},
                                 {"entries", number()},
                                 {"exits", number()},
                                 {"refused", number()},
                                 {"overrides", number()}});
}

// These and what says how old an answer is.
Schema stamped(std::initializer_list<Field> fields) {
    return with(object(fields), {{"as_of", time()},
                                 {"as_of_seq", number()},
                                 {"newest_scan", or_null(time())},
                                 {"age_s", or_null(number())}});
}

Schema total_of(std::initializer_list<Field> fields) {
    return with(object(fields), {{"expected", number()},
                                 {"arrived", number()},
                                 {"inside", number()},
                                 {"entries", number()},
                                 {"exits", number()},
                                 {"refused", number()}});
}

Schema summary_schema() {
    const Schema hour = object({{"hour", text()},
                                {"arrived", number()},
                                {"entries", number()},
                                {"exits", number()},
                                {"refused", number()}});
    return stamped({{"expected", number()},
                    {"arrived", number()},
                    {"inside", number()},
                    {"entries", number()},
                    {"exits", number()},
                    {"refused", number()},
                    {"refused_tickets", number()},
                    {"undone", number()},
                    {"overrides", number()},
                    {"today", counted({{"day", text()}})},
                    {"recent", counted({{"minutes", number()}})},
                    {"by_product", list_of(total_of({{"product", text()}}))},
                    {"by_hour", list_of(hour)}});
}

Schema row_schema() {
    const Schema list = counted(
        {{"key", text()}, {"configured", boolean()}, {"expected", number()}, {"inside", number()}});
    const Schema zone = counted({{"key", text()},
                                 {"configured", boolean()},
                                 {"name", ref("LocalText")},
                                 {"parent", or_null(text())},
                                 {"capacity", or_null(number())},
                                 {"inside", number()},
                                 {"unmatched_exits", number()}});
    const Schema station = counted({{"key", text()},
                                    {"configured", boolean()},
                                    {"name", ref("LocalText")},
                                    {"profile", text()},
                                    {"list", text()},
                                    {"zone", or_null(text())},
                                    {"type", ref("Direction")},
                                    {"last_scan", or_null(time())}});
    const Schema reason = object({{"key", ref("Reason")},
                                  {"verdict", ref("Verdict")},
                                  {"message", ref("LocalText")},
                                  {"scans", number()}});
    const Schema forgotten = counted({{"key", text()}, {"configured", boolean()}});
    return any_of({list, zone, station, total_of({{"key", text()}}), reason, forgotten});
}

}  // namespace

boost::json::object stats_schemas() {
    return {
        {"Summary", summary_schema()},
        {"ArrivalsQuery", object({}, {{"bucket", choice({"1m", "5m", "15m", "60m"})},
                                      {"from", text(wire::kTimeMax)},
                                      {"until", text(wire::kTimeMax)}})},
        {"Arrivals", stamped({{"bucket_minutes", number()},
                              {"from", time()},
                              {"until", time()},
                              {"complete_from", or_null(time())},
                              {"before", counted({})},
                              {"items", list_of(counted({{"start", time()}}))}})},
        {"BreakdownQuery",
         object({{"by", choice({"list", "zone", "station", "product", "reason"})}})},
        {"Breakdown", stamped({{"by", text()}, {"items", list_of(row_schema())}})},
    };
}

}  // namespace kiosk::api
