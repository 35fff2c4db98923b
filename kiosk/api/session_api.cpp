// kiosk/api/session_api.cpp — PINs to cookies.
#include "kiosk/api/session_api.hpp"

#include <chrono>
#include <string>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "kiosk/api/authentication.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/wire/json_reader.hpp"
#include "kiosk/wire/request_limits.hpp"

namespace kiosk::api {
namespace {

namespace json = boost::json;
using http::Request;
using http::Responder;

constexpr std::chrono::hours kCookieAge{12};

http::Response who(const ApiContext& context, const ports::Caller& caller) {
    json::object object;
    object["name"] = caller.name.empty() ? json::value() : json::value(caller.name);
    object["role"] = name_of(caller.role);
    object["anybody_known"] = !context.doorkeeper.people().empty();
    return http::json_response(json::serialize(object));
}

// The station speaks plain HTTP, where a browser keeps no "Secure" cookie; a proxy may speak https.
http::Header cookie(const Request& request, const std::string& secret, std::chrono::seconds age) {
    return {"Set-Cookie",
            fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", kSessionCookie,
                        secret, age.count(), request.secure ? "; Secure" : "")};
}

void end_own_session(const ApiContext& context, const Request& request) {
    if (const auto secret = session_secret(request)) context.doorkeeper.end_session(*secret);
}

void sign_in(const SharedContext& context, const Request& request, const Responder& respond) {
    wire::JsonReader reader(request.body);
    reader.require("name");
    reader.require("pin");
    std::string name = reader.text("name", core::kOperatorMax).value_or("");
    std::string pin = reader.text("pin", wire::kPinMax).value_or("");
    if (auto errors = reader.errors(); !errors.empty()) {
        respond(http::to_response(http::validation_problem(std::move(errors)), request));
        return;
    }
    context->doorkeeper.check_pin(
        std::move(name), std::move(pin),
        [context, request, respond](const ports::PinAnswer& answer) {
            if (const auto objection = pin_objection(answer)) {
                respond(http::to_response(*objection, request));
                return;
            }
            const auto& caller = std::get<ports::Caller>(answer);
            end_own_session(*context, request);
            http::Response response = who(*context, caller);
            response.headers.push_back(
                cookie(request, context->doorkeeper.begin_session(caller), kCookieAge));
            respond(std::move(response));
        });
}

void sign_out(const ApiContext& context, const Request& request, const Responder& respond) {
    end_own_session(context, request);
    http::Response response = who(context, {});
    response.headers.push_back(cookie(request, "", std::chrono::seconds(0)));
    respond(std::move(response));
}

http::Route session_route(http::Method method, std::string summary, http::Handler handler) {
    http::Route route;
    route.method = method;
    route.pattern = "/api/v1/session";
    route.summary = std::move(summary);
    route.handler = std::move(handler);
    return route;
}

}  // namespace

std::optional<http::Problem> pin_objection(const ports::PinAnswer& answer) {
    http::Problem problem;
    if (std::holds_alternative<ports::PinWrong>(answer)) {
        problem.slug = "unauthorized";
        problem.detail = "name or PIN is wrong";
        return problem;
    }
    if (const auto* locked = std::get_if<ports::PinLocked>(&answer)) {
        problem.slug = "pin-locked";
        problem.retry_after = locked->left;
        problem.detail = fmt::format("too many wrong PINs: wait {} s", locked->left.count());
        return problem;
    }
    if (std::holds_alternative<ports::PinsBusy>(answer)) {
        problem.slug = "overloaded";
        problem.retry_after = std::chrono::seconds(1);
        problem.detail = "too many PINs at once";
        return problem;
    }
    return std::nullopt;
}

void add_session_routes(http::Router& router, const SharedContext& context) {
    http::Route begin = session_route(http::Method::post, "Sign in",
                                      [context](const Request& request, const Responder& respond) {
                                          sign_in(context, request, respond);
                                      });
    begin.body = http::BodyKind::json;
    router.add(std::move(begin));
    router.add(session_route(http::Method::get, "Who is signed in",
                             [context](const Request& request, const Responder& respond) {
                                 respond(who(*context, request.caller));
                             }));
    router.add(session_route(http::Method::delete_, "Sign out",
                             [context](const Request& request, const Responder& respond) {
                                 sign_out(*context, request, respond);
                             }));
}

}  // namespace kiosk::api
