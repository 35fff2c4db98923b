// kiosk/api/pages.cpp — embedded files with entity tags; browsers ask again each time.
#include "kiosk/api/pages.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kiosk/api/content_coding.hpp"
#include "kiosk/api/web_root.hpp"
#include "kiosk/web/assets.hpp"
#include "kiosk/words/built_in.hpp"

namespace kiosk::api {
namespace {

// Each coding of a page is something else to a cache, and has a tag of its own (RFC 9110 section
// 8.8.3.3): "tag" and "tag-gzip".
std::string tag_of(const EmbeddedFile& file, bool packed) {
    if (!packed) return std::string(file.etag);
    return std::string(file.etag.substr(0, file.etag.size() - 1)) + "-gzip\"";
}

// If-None-Match is a list of tags (RFC 9110 section 13.1.2); ours never occur within another.
http::Response page_of(const EmbeddedFile& file, const http::Request& request) {
    const bool packed = accepts_gzip(request.header("accept-encoding").value_or(""));
    const std::string tag = tag_of(file, packed);
    http::Response response;
    response.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}};
    const auto known = request.header("if-none-match");
    if (known && known->find(tag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    if (packed) response.headers.push_back({"Content-Encoding", "gzip"});
    response.content_type = file.media_type;
    response.body = packed ? file.gzip : file.content;
    return response;
}

std::string screen_of(const EmbeddedFile& asset) {
    constexpr std::string_view kPage = ".html";
    if (!asset.name.ends_with(kPage)) return {};
    return std::string(asset.name.substr(0, asset.name.size() - kPage.size()));
}

std::string path_of(const EmbeddedFile& asset) {
    const std::string screen = screen_of(asset);
    if (screen == "index") return "/";
    return screen.empty() ? "/assets/" + std::string(asset.name) : "/" + screen;
}

void add_page(http::Router& router, std::string path, http::Handler handler) {
    http::Route route;
    route.pattern = std::move(path);
    route.summary = kPageSummary;
    route.least_role = ports::Role::nobody;
    route.handler = std::move(handler);
    router.add(std::move(route));
}

// The words of one screen: the same for as long as the program runs.
void add_words(http::Router& router, const words::Pack& pack, const std::string& screen) {
    auto content = words::print_screen_words(pack, screen);
    auto etag = fmt::format("\"{:016x}\"", std::hash<std::string>()(content));
    add_page(router, fmt::format("/i18n/{}/{}.json", pack.language, screen),
             [packed = to_gzip(content), content = std::move(content), etag = std::move(etag)](
                 const http::Request& request, const http::Responder& respond) {
                 respond(page_of({"", "application/json", etag, content, packed}, request));
             });
}

}  // namespace

void add_pages(http::Router& router, const std::filesystem::path& web_root) {
    for (const EmbeddedFile& asset : web::assets()) {
        add_page(
            router, path_of(asset),
            [&asset, web_root](const http::Request& request, const http::Responder& respond) {
                respond(web_root.empty() ? page_of(asset, request) : page_from(web_root, asset));
            });
        const std::string screen = screen_of(asset);
        if (screen.empty()) continue;
        for (const words::Pack& pack : words::packs()) add_words(router, pack, screen);
    }
}

}  // namespace kiosk::api
