// kiosk/api/schemas_people.cpp — supervisors' acts, sign-in, people, tokens, backups and tables.
#include <cstdint>
#include <limits>

#include "kiosk/api/schema.hpp"
#include "kiosk/api/schemas.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/wire/request_limits.hpp"

namespace kiosk::api {
namespace {

using namespace schema;

Schema explanation_schema() {
    const Schema check = object({{"check", text()},
                                 {"result", choice({"passed", "objected", "not_asked"})},
                                 {"facts", map_of(text())}});
    return object({{"id", text()},
                   {"seq", number()},
                   {"at", time()},
                   {"station", text()},
                   {"zone", or_null(text())},
                   {"reason", ref("Reason")},
                   {"list_objection", or_null(ref("Reason"))},
                   {"set_aside", or_null(ref("Reason"))},
                   {"judged", boolean()},
                   {"why_not", or_null(text())},
                   {"now", or_null(ref("Reason"))},
                   {"same", or_null(boolean())}},
                  {{"facts", map_of(text())},
                   {"checks", list_of(check)},
                   {"explanation", or_null(map_of(list_of(text())))}});
}

Schema alert_schema() {
    return object({{"number", number()},
                   {"seq", or_null(number())},
                   {"at", time()},
                   {"station", text()},
                   {"zone", or_null(text())},
                   {"type", ref("Direction")},
                   {"dry_run", boolean()}});
}

Schema page_of(Schema item) {
    return object({{"items", list_of(std::move(item))}});
}

}  // namespace

boost::json::object supervisor_schemas() {
    return {
        {"Emergency",
         object({}, {{"operator", text(core::kOperatorMax)}, {"note", text(core::kNoteMax)}})},
        {"Forgiveness", object({}, {{"operator", text(core::kOperatorMax)},
                                    {"note", text(core::kNoteMax)},
                                    {"zone", text(wire::kIdMax)},
                                    {"code", text(core::kScanBytesMax)},
                                    {"attendee", text(wire::kAttendeeIdMax)}})},
        {"Resolution", object({{"action", choice({"override"})}, {"reason", text(core::kNoteMax)}},
                              {{"operator", text(core::kOperatorMax)},
                               {"second", text(core::kOperatorMax)},
                               {"second_pin", text(wire::kPinMax)},
                               {"nonce", text(core::kNonceMax)}})},
        {"SupervisorAnswer", object({{"seq", number()},
                                     {"at", time()},
                                     {"emergency_since", or_null(time())},
                                     {"attendee", or_null(ref("Holder"))}})},
        {"Explanation", explanation_schema()},
        {"AlertsQuery",
         object({}, {{"after", number_to(0, std::numeric_limits<std::int64_t>::max())},
                     {"boot", text(64)}})},
        {"Alerts", object({{"boot", text()}, {"items", list_of(alert_schema())}})},
    };
}

boost::json::object operator_schemas() {
    const Schema name = text(core::kOperatorMax);
    const Schema pin = text(wire::kPinMax);
    const Schema role = choice({"viewer", "station", "desk", "gate", "lead", "admin"});
    const Schema flag = switch_of_query();
    return {
        {"SignIn", object({{"name", name}, {"pin", pin}})},
        {"Session",
         object({{"name", or_null(text())},
                 {"role", choice({"nobody", "viewer", "station", "desk", "gate", "lead", "admin"})},
                 {"anybody_known", boolean()}})},
        {"People", page_of(object({{"name", text()}, {"role", role}}))},
        {"NewPerson", object({{"name", name}, {"role", role}, {"pin", pin}})},
        {"NewPin", object({{"name", name}, {"pin", pin}})},
        {"Name", object({{"name", name}})},
        {"Tokens",
         page_of(object({{"name", text()}, {"role", role}, {"station", or_null(text())}}))},
        {"NewToken", object({{"name", name}, {"role", role}}, {{"station", text(wire::kIdMax)}})},
        {"Secret", object({{"token", text()}})},
        {"Done", about(object({}), "Nothing more to say")},
        {"BackupQuery", object({}, {{"to", text(4096)}})},
        {"Backup", object({{"path", text()},
                           {"records", number()},
                           {"chain", text()},
                           {"files", number()},
                           {"bytes", number()}})},
        {"PreviewQuery", object({})},
        {"ExportQuery", object({}, {{"bom", flag},
                                    {"delimiter", choice({"comma", "semicolon"})},
                                    {"raw", flag},
                                    {"anonymous", flag}})},
        {"Export", object({{"_meta", map_of(anything())}, {"items", list_of(map_of(anything()))}})},
        {"Description", map_of(anything())},
    };
}

}  // namespace kiosk::api
