// kiosk/api/schemas_walk_ins.cpp — tickets that are given out at the desk.
#include "kiosk/api/schema.hpp"
#include "kiosk/api/schemas.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/walk_in.hpp"
#include "kiosk/wire/request_limits.hpp"

namespace kiosk::api {

using namespace schema;

boost::json::object walk_in_schemas() {
    return {
        {"PaidBy", choice({"cash", "card", "transfer", "free", "later"})},
        {"WalkIn", object({{"code", or_null(text())},
                           {"paid_by", ref("PaidBy")},
                           {"at", time()},
                           {"station", or_null(text())},
                           {"operator", or_null(text())},
                           {"language", or_null(text())},
                           {"local_only", boolean()}})},
        {"WalkInRequest", object({{"name", text(core::kWalkInNameMax)},
                                  {"product", text(core::kWalkInProductMax)},
                                  {"paid_by", ref("PaidBy")}},
                                 {{"email", text(core::kWalkInEmailMax)},
                                  {"company", text(core::kWalkInNameMax)},
                                  {"language", text(core::kWalkInLanguageMax)},
                                  {"note", text(core::kWalkInNoteMax)},
                                  {"station", text(wire::kIdMax)},
                                  {"check_in", boolean()},
                                  {"operator", text(core::kOperatorMax)},
                                  {"nonce", text(core::kNonceMax)}})},
        {"WalkInAnswer",
         object({{"attendee", ref("Attendee")},
                 {"picture", about(or_null(object({{"side", number()}, {"path", text()}})),
                                   "The code as a QR picture: the path of an SVG image")},
                 {"checkin", or_null(ref("ScanAnswer"))},
                 {"replayed", boolean()}})},
    };
}

}  // namespace kiosk::api
