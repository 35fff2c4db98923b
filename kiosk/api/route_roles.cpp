// kiosk/api/route_roles.cpp — who may ask for what, and what comes back; read it from the top.
#include "kiosk/api/route_roles.hpp"

#include <algorithm>
#include <array>

namespace kiosk::api {
namespace {

constexpr auto kGet = http::Method::get;
constexpr auto kPost = http::Method::post;
constexpr auto kDelete = http::Method::delete_;
using enum ports::Role;
constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

constexpr std::array kRouteRoles{
    RouteRole{kGet, "/healthz", nobody, {.answer = "Health"}},
    RouteRole{kGet, "/readyz", nobody, {.answer = "Health", .problems = {"not-ready"}}},
    RouteRole{kGet, "/problems/{type}", nobody, {.media = {"text/plain"}}},
    RouteRole{kGet, "/api/v1/session", nobody, {.answer = "Session"}},
    RouteRole{kPost,
              "/api/v1/session",
              nobody,
              {.body = "SignIn", .answer = "Session", .problems = {"unauthorized", "pin-locked"}}},
    RouteRole{kDelete, "/api/v1/session", nobody, {.answer = "Session"}},

    RouteRole{kGet, "/metrics", viewer, {.media = {"text/plain"}}},

    RouteRole{kGet, "/api/v1/openapi.json", viewer, {.answer = "Description"}},
    RouteRole{kGet, "/api/v1/status", viewer, {.answer = "Status"}},
    RouteRole{kGet, "/api/v1/stats/summary", viewer, {.answer = "Summary"}},
    RouteRole{
        kGet, "/api/v1/stats/arrivals", viewer, {.query = "ArrivalsQuery", .answer = "Arrivals"}},
    RouteRole{kGet,
              "/api/v1/stats/breakdown",
              viewer,
              {.query = "BreakdownQuery", .answer = "Breakdown"}},
    RouteRole{
        kGet, "/api/v1/stream", viewer, {.query = "StreamQuery", .media = {"text/event-stream"}}},
    RouteRole{kGet, "/api/v1/checkins", viewer, {.query = "LogQuery", .answer = "LogPage"}},
    RouteRole{kGet,
              "/api/v1/muster",
              viewer,
              {.query = "MusterQuery",
               .answer = "Muster",
               .problems = {"not-found", "conflict", "not-ready"}}},  // counts; people for a lead

    RouteRole{kGet, "/api/v1/devices", viewer, {.answer = "Devices"}},
    RouteRole{kPost,
              "/api/v1/devices/{id}/actions",
              lead,
              {.body = "DeviceAction", .answer = "DeviceActed"}},
    RouteRole{kGet, "/api/v1/rehearsals", lead, {.answer = "Rehearsals"}},
    RouteRole{kPost,
              "/api/v1/rehearsals",
              lead,
              {.body = "Rehearsal", .answer = "KeptRehearsal", .problems = {"not-ready"}}},

    RouteRole{kPost,
              "/api/v1/scans",
              station,
              {.body = "ScanRequest",
               .answer = "ScanAnswer",
               .problems = {"forbidden", "not-ready"}}},  // force and ignore_unpaid for a lead

    RouteRole{kGet,
              "/api/v1/attendees",
              desk,
              {.query = "AttendeeQuery",
               .answer = "AttendeePage",
               .problems = {"not-ready"}}},  // without a search for a lead
    RouteRole{kGet,
              "/api/v1/attendees/{id}",
              desk,
              {.answer = "AttendeeCard", .problems = {"not-ready"}}},
    RouteRole{kPost,
              "/api/v1/attendees/{id}/notes",
              desk,
              {.body = "NoteRequest", .answer = "Note", .problems = {"conflict", "not-ready"}}},
    RouteRole{
        kPost,
        "/api/v1/checkins",
        desk,
        {.body = "CheckInRequest", .answer = "ScanAnswer", .problems = {"forbidden", "not-ready"}}},

    RouteRole{kPost,
              "/api/v1/checkins/{id}/undo",
              desk,
              {.body = "UndoRequest",
               .answer = "UndoAnswer",
               .problems = {"conflict", "not-ready"}}},  // not one's own for a lead
    RouteRole{kPost,
              "/api/v1/walkins",
              desk,
              {.body = "WalkInRequest", .answer = "WalkInAnswer", .problems = {"not-ready"}}},

    RouteRole{kGet,
              "/api/v1/exports/{file}",
              lead,
              {.query = "ExportQuery",
               .answer = "Export",
               .media = {"application/json", "text/csv", "application/x-ndjson", kWorkbook}}},
    RouteRole{kGet,
              "/api/v1/scans/{id}/explanation",
              lead,
              {.answer = "Explanation", .problems = {"not-ready"}}},
    RouteRole{kPost,
              "/api/v1/scans/{id}/resolve",
              lead,
              {.body = "Resolution",
               .answer = "ScanAnswer",
               .problems = {"conflict", "pin-locked", "not-ready"}}},
    RouteRole{kGet, "/api/v1/alerts", lead, {.query = "AlertsQuery", .answer = "Alerts"}},
    RouteRole{kPost,
              "/api/v1/emergency/begin",
              lead,
              {.body = "Emergency", .answer = "SupervisorAnswer", .problems = {"not-ready"}}},
    RouteRole{
        kPost,
        "/api/v1/emergency/end",
        lead,
        {.body = "Emergency", .answer = "SupervisorAnswer", .problems = {"conflict", "not-ready"}}},
    RouteRole{kPost,
              "/api/v1/forgiveness",
              lead,
              {.body = "Forgiveness",
               .answer = "SupervisorAnswer",
               .problems = {"not-found", "conflict", "not-ready"}}},

    RouteRole{
        kGet,
        "/api/v1/cameras/{id}/preview",
        admin,
        {.query = "PreviewQuery", .media = {"image/jpeg"}, .problems = {"conflict", "not-ready"}}},
    RouteRole{
        kPost,
        "/api/v1/imports",
        admin,
        {.query = "ImportQuery", .answer = "ImportAnswer", .problems = {"conflict", "not-ready"}}},

    RouteRole{kGet, "/api/v1/shop", lead, {.answer = "Shop", .problems = {"conflict"}}},
    RouteRole{kPost,
              "/api/v1/shop/enrol",
              admin,
              {.body = "ShopEnrol", .answer = "Shop", .problems = {"conflict"}}},
    RouteRole{kPost,
              "/api/v1/shop/fetch",
              admin,
              {.body = "ShopFetch", .answer = "Shop", .problems = {"conflict"}}},
    RouteRole{kPost, "/api/v1/shop/retry", admin, {.answer = "Shop", .problems = {"conflict"}}},

    // Over the UNIX socket only: who makes people makes admins, and a backup holds everything.
    RouteRole{kPost,
              "/api/v1/backup",
              admin,
              {.query = "BackupQuery", .answer = "Backup", .problems = {"conflict", "not-ready"}}},
    RouteRole{kGet, "/api/v1/people", admin, {.answer = "People"}},
    RouteRole{kPost,
              "/api/v1/people",
              admin,
              {.body = "NewPerson", .answer = "Done", .problems = {"conflict"}}},
    RouteRole{kPost,
              "/api/v1/people/pin",
              admin,
              {.body = "NewPin", .answer = "Done", .problems = {"not-found"}}},
    RouteRole{kPost,
              "/api/v1/people/remove",
              admin,
              {.body = "Name", .answer = "Done", .problems = {"not-found"}}},
    RouteRole{kGet, "/api/v1/tokens", admin, {.answer = "Tokens"}},
    RouteRole{kPost,
              "/api/v1/tokens",
              admin,
              {.body = "NewToken", .answer = "Secret", .problems = {"conflict"}}},
    RouteRole{kPost,
              "/api/v1/tokens/remove",
              admin,
              {.body = "Name", .answer = "Done", .problems = {"not-found"}}},
};

}  // namespace

std::span<const RouteRole> route_roles() {
    return kRouteRoles;
}

const RouteRole* find_route_role(http::Method method, std::string_view pattern) {
    const auto* const found = std::ranges::find_if(kRouteRoles, [&](const RouteRole& row) {
        return row.method == method && row.pattern == pattern;
    });
    return found == kRouteRoles.end() ? nullptr : found;
}

void give_roles(http::Router& router) {
    for (const RouteRole& row : kRouteRoles) {
        router.set_least_role(row.method, row.pattern, row.least);
    }
}

}  // namespace kiosk::api
