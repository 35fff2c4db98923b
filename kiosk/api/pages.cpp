// kiosk/api/pages.cpp — embedded files with entity tags; browsers ask again each time.
#include "kiosk/api/pages.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "kiosk/web/assets.hpp"

namespace kiosk::api {
namespace {

// If-None-Match is a list of tags (RFC 9110 section 13.1.2); ours never occur within another.
http::Response page_of(const web::Asset& asset, const http::Request& request) {
    http::Response response;
    response.headers = {{"ETag", std::string(asset.etag)}, {"Cache-Control", "no-cache"}};
    const auto known = request.header("if-none-match");
    if (known && known->find(asset.etag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.content_type = asset.media_type;
    response.body = asset.content;
    return response;
}

std::string path_of(const web::Asset& asset) {
    constexpr std::string_view kPage = ".html";
    if (asset.name == "index.html") return "/";
    if (asset.name.ends_with(kPage)) {
        return "/" + std::string(asset.name.substr(0, asset.name.size() - kPage.size()));
    }
    return "/assets/" + std::string(asset.name);
}

}  // namespace

void add_pages(http::Router& router) {
    for (const web::Asset& asset : web::assets()) {
        http::Route route;
        route.pattern = path_of(asset);
        route.summary = kPageSummary;
        route.least_role = ports::Role::nobody;
        route.handler = [&asset](const http::Request& request, const http::Responder& respond) {
            respond(page_of(asset, request));
        };
        router.add(std::move(route));
    }
}

}  // namespace kiosk::api
