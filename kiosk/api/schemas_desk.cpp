// kiosk/api/schemas_desk.cpp — what a registration desk does beside scanning.
#include "kiosk/api/schema.hpp"
#include "kiosk/api/schemas.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/ports/notes.hpp"
#include "kiosk/wire/request_limits.hpp"

namespace kiosk::api {
namespace {

using namespace schema;

Schema undone_scan_schema() {
    return object({{"seq", number()},
                   {"id", text()},
                   {"at", time()},
                   {"station", text()},
                   {"list", text()},
                   {"zone", or_null(text())},
                   {"type", ref("Direction")}});
}

}  // namespace

boost::json::object desk_schemas() {
    return {
        {"UndoReason",
         choice({"slip", "wrong_person", "duplicate", "test", "left_queue", "other"})},
        {"UndoRequest",
         object({},
                {{"station", text(wire::kIdMax)},
                 {"reason", choice({"wrong_person", "duplicate", "test", "left_queue", "other"})},
                 {"note", text(core::kNoteMax)},
                 {"operator", text(core::kOperatorMax)},
                 {"nonce", text(core::kNonceMax)}})},
        {"UndoAnswer", object({{"seq", or_null(number())},
                               {"at", time()},
                               {"reason", ref("UndoReason")},
                               {"checkin", undone_scan_schema()},
                               {"attendee", or_null(ref("Holder"))},
                               {"replayed", boolean()}})},
        {"OrderedTicket", object({{"attendee", ref("Holder")},
                                  {"checked_in", boolean()},
                                  {"arrived_before", boolean()},
                                  {"verdict", or_null(ref("Verdict"))},
                                  {"reason", or_null(ref("Reason"))},
                                  {"seq", or_null(number())}})},
        {"OrderSibling", object({{"id", text()},
                                 {"display_name", text()},
                                 {"product", or_null(text())},
                                 {"status", choice({"not_arrived", "inside", "left"})}})},
        {"NoteRequest",
         object({{"text", text(ports::kStaffNoteMax)}},
                {{"operator", text(core::kOperatorMax)}, {"nonce", text(core::kNonceMax)}})},
        {"Note", object({{"at", time()}, {"operator", or_null(text())}, {"text", text()}})},
        {"Undone", about(object({{"at", time()}, {"reason", ref("UndoReason")}},
                                {{"operator", or_null(text())},
                                 {"station", or_null(text())},
                                 {"note", or_null(text())}}),
                         "Who undid it is told over the UNIX socket alone")},
    };
}

}  // namespace kiosk::api
