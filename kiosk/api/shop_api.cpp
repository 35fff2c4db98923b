// kiosk/api/shop_api.cpp — bodies to the shop desk, its view back.
#include "kiosk/api/shop_api.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "kiosk/wire/json_reader.hpp"
#include "kiosk/wire/shop_json.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;
using SharedHooks = std::shared_ptr<const ShopHooks>;

constexpr std::chrono::minutes kEnrolTime{3};  // a shop behind a slow line
constexpr std::size_t kAddressMax = 255;       // bytes
constexpr std::size_t kTokenMax = 200;         // bytes

bool refuses(const SharedHooks& hooks, const Request& request, const Responder& respond) {
    if (hooks->view) return false;
    respond(http::to_response(http::problem_of({Errc::conflict,
                                                "this station's attendee list does not come from a "
                                                "ticket shop: set [source] type = \"pretix\""}),
                              request));
    return true;
}

void answer(const SharedHooks& hooks, const Responder& respond) {
    respond(http::json_response(wire::print_shop(hooks->view())));
}

// Answers 422 where the body is wrong.
bool is_wrong(wire::JsonReader& reader, const Request& request, const Responder& respond) {
    auto errors = reader.errors();
    if (errors.empty()) return false;
    respond(http::to_response(http::validation_problem(std::move(errors)), request));
    return true;
}

void enrol(const SharedHooks& hooks, const Request& request, const Responder& respond) {
    wire::JsonReader reader(request.body);
    reader.require("address");
    reader.require("token");
    std::string address = reader.text("address", kAddressMax).value_or("");
    std::string token = reader.text("token", kTokenMax).value_or("");
    if (is_wrong(reader, request, respond) || refuses(hooks, request, respond)) return;
    hooks->enrol(std::move(address), std::move(token),
                 [hooks, request, respond](const Result<>& done) {
                     if (done) return answer(hooks, respond);
                     // What the shop says of our token is no fault of who asks here.
                     respond(http::to_response(
                         http::problem_of({Errc::conflict, done.error().context}), request));
                 });
}

void fetch(const SharedHooks& hooks, const Request& request, const Responder& respond) {
    wire::JsonReader reader(request.body);
    const bool may_shrink = reader.boolean("may_shrink").value_or(false);
    if (is_wrong(reader, request, respond) || refuses(hooks, request, respond)) return;
    hooks->fetch(may_shrink);
    answer(hooks, respond);
}

void retry(const SharedHooks& hooks, const Request& request, const Responder& respond) {
    if (refuses(hooks, request, respond)) return;
    hooks->retry();
    answer(hooks, respond);
}

void show(const SharedHooks& hooks, const Request& request, const Responder& respond) {
    if (!refuses(hooks, request, respond)) answer(hooks, respond);
}

using Handler = void (*)(const SharedHooks&, const Request&, const Responder&);

http::Route route_of(const SharedHooks& hooks, http::Method method, std::string pattern,
                     Handler handler) {
    http::Route route;
    route.method = method;
    route.pattern = std::move(pattern);
    route.handler = [hooks, handler](const Request& request, const Responder& respond) {
        handler(hooks, request, respond);
    };
    return route;
}

}  // namespace

void add_shop_routes(http::Router& router, const ShopHooks& hooks) {
    const auto shared = std::make_shared<const ShopHooks>(hooks);
    http::Route status = route_of(shared, http::Method::get, "/api/v1/shop", show);
    status.summary = "How the station stands with its ticket shop";
    status.command = "kioskctl shop status";
    router.add(std::move(status));

    http::Route enrolment = route_of(shared, http::Method::post, "/api/v1/shop/enrol", enrol);
    enrolment.summary = "Make this station a device of the shop";
    enrolment.command = "kioskctl shop enrol ADDRESS TOKEN";
    enrolment.body = http::BodyKind::json;
    enrolment.answer_time = kEnrolTime;
    router.add(std::move(enrolment));

    http::Route look = route_of(shared, http::Method::post, "/api/v1/shop/fetch", fetch);
    look.summary = "Look at the shop's list now";
    look.command = "kioskctl shop fetch";
    look.body = http::BodyKind::json;
    router.add(std::move(look));

    http::Route again = route_of(shared, http::Method::post, "/api/v1/shop/retry", retry);
    again.summary = "Tell the shop once more what it would not take";
    again.command = "kioskctl shop retry";
    router.add(std::move(again));
}

}  // namespace kiosk::api
