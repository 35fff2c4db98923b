// kiosk/api/route_roles.cpp — who may ask for what; read it from the top.
#include "kiosk/api/route_roles.hpp"

#include <array>

namespace kiosk::api {
namespace {

constexpr auto kGet = http::Method::get;
constexpr auto kPost = http::Method::post;
constexpr auto kDelete = http::Method::delete_;
using enum ports::Role;

constexpr std::array kRouteRoles{
    RouteRole{kGet, "/healthz", nobody},
    RouteRole{kGet, "/readyz", nobody},
    RouteRole{kGet, "/problems/{type}", nobody},
    RouteRole{kGet, "/api/v1/session", nobody},
    RouteRole{kPost, "/api/v1/session", nobody},
    RouteRole{kDelete, "/api/v1/session", nobody},

    RouteRole{kGet, "/metrics", viewer},

    RouteRole{kGet, "/api/v1/openapi.json", viewer},
    RouteRole{kGet, "/api/v1/status", viewer},
    RouteRole{kGet, "/api/v1/stats/summary", viewer},
    RouteRole{kGet, "/api/v1/stats/arrivals", viewer},
    RouteRole{kGet, "/api/v1/stats/breakdown", viewer},
    RouteRole{kGet, "/api/v1/stream", viewer},
    RouteRole{kGet, "/api/v1/checkins", viewer},
    RouteRole{kGet, "/api/v1/muster", viewer},  // counts; people for a lead

    RouteRole{kPost, "/api/v1/scans", station},  // force and ignore_unpaid for a lead

    RouteRole{kGet, "/api/v1/attendees", desk},  // without a search for a lead
    RouteRole{kGet, "/api/v1/attendees/{id}", desk},
    RouteRole{kPost, "/api/v1/checkins", desk},

    RouteRole{kGet, "/api/v1/exports/{file}", lead},
    RouteRole{kGet, "/api/v1/scans/{id}/explanation", lead},
    RouteRole{kPost, "/api/v1/scans/{id}/resolve", lead},
    RouteRole{kGet, "/api/v1/alerts", lead},
    RouteRole{kPost, "/api/v1/emergency/begin", lead},
    RouteRole{kPost, "/api/v1/emergency/end", lead},
    RouteRole{kPost, "/api/v1/forgiveness", lead},

    RouteRole{kGet, "/api/v1/cameras/{id}/preview", admin},
    RouteRole{kPost, "/api/v1/imports", admin},

    // Over the UNIX socket only: who makes people makes admins, and a backup holds everything.
    RouteRole{kPost, "/api/v1/backup", admin},
    RouteRole{kGet, "/api/v1/people", admin},
    RouteRole{kPost, "/api/v1/people", admin},
    RouteRole{kPost, "/api/v1/people/pin", admin},
    RouteRole{kPost, "/api/v1/people/remove", admin},
    RouteRole{kGet, "/api/v1/tokens", admin},
    RouteRole{kPost, "/api/v1/tokens", admin},
    RouteRole{kPost, "/api/v1/tokens/remove", admin},
};

}  // namespace

std::span<const RouteRole> route_roles() {
    return kRouteRoles;
}

void give_roles(http::Router& router) {
    for (const RouteRole& row : kRouteRoles) {
        router.set_least_role(row.method, row.pattern, row.least);
    }
}

}  // namespace kiosk::api
