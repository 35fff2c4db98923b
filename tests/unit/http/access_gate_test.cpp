// tests/unit/http/access_gate_test.cpp — other pages in the same browser must not drive the door.
#include "kiosk/http/access_gate.hpp"

#include <gtest/gtest.h>

namespace kiosk::http {
namespace {

std::string verdict(Method method, std::vector<Header> headers,
                    Transport transport = Transport::tcp) {
    Request request;
    request.method = method;
    request.headers = std::move(headers);
    request.transport = transport;
    const auto objection = objection_to(request, own_origins("127.0.0.1", 8080));
    return objection ? std::string(objection->slug) : "ok";
}

TEST(AccessGate, knows_the_listeners_own_names_only) {
    for (const char* host : {"127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"}) {
        EXPECT_EQ(verdict(Method::get, {{"host", host}}), "ok") << host;
    }
    for (const char* host : {"localhost", "localhost:80", "evil.example", "evil.example:8080",
                             "127.0.0.1.evil.example:8080", "127.0.0.1:8080.evil", "", "127.1:8080",
                             "localhost:8080@evil.example"}) {
        EXPECT_EQ(verdict(Method::get, {{"host", host}}), "misdirected") << host;
    }
}

TEST(AccessGate, needs_exactly_one_host) {
    EXPECT_EQ(verdict(Method::get, {}), "bad-request");
    EXPECT_EQ(verdict(Method::get, {{"host", "localhost:8080"}, {"host", "evil.example"}}),
              "bad-request");
}

TEST(AccessGate, writing_needs_our_header_and_our_origin) {
    const Header host{"host", "localhost:8080"};
    const Header ours{"x-kiosk", "1"};
    EXPECT_EQ(verdict(Method::post, {host, ours}), "ok");
    EXPECT_EQ(verdict(Method::post, {host, ours, {"origin", "http://localhost:8080"}}), "ok");
    EXPECT_EQ(verdict(Method::post, {host}), "forbidden");
    EXPECT_EQ(verdict(Method::delete_, {host}), "forbidden");
    EXPECT_EQ(verdict(Method::post, {host, {"x-kiosk", "yes"}}), "forbidden");
    EXPECT_EQ(verdict(Method::post, {host, ours, ours}), "forbidden");
    for (const char* origin : {"null", "", "http://localhost", "https://localhost:8080",
                               "http://127.0.0.1:8080", "http://evil.example"}) {
        EXPECT_EQ(verdict(Method::post, {host, ours, {"origin", origin}}), "forbidden") << origin;
    }
}

TEST(AccessGate, reading_needs_no_header) {
    EXPECT_EQ(verdict(Method::get, {{"host", "localhost:8080"}, {"origin", "http://evil.example"}}),
              "ok");
}

TEST(AccessGate, the_unix_socket_is_the_operators) {
    EXPECT_EQ(verdict(Method::post, {}, Transport::unix_socket), "ok");
}

TEST(AccessGate, port_80_may_be_left_out) {
    Request request;
    request.headers = {{"host", "localhost"}};
    EXPECT_FALSE(objection_to(request, own_origins("127.0.0.1", 80)).has_value());
}

TEST(AccessGate, a_proxy_s_name_is_good_with_its_own_origin_alone) {
    auto origins = own_origins("127.0.0.1", 8080);
    origins.emplace_back("https://checkin.example");
    Request request;
    request.method = Method::post;
    const auto asks = [&](std::string host, std::string origin) {
        request.headers = {
            {"host", std::move(host)}, {"origin", std::move(origin)}, {"x-kiosk", "1"}};
        const auto objection = objection_to(request, origins);
        return objection ? std::string(objection->slug) : "ok";
    };
    EXPECT_EQ(asks("checkin.example", "https://checkin.example"), "ok");
    EXPECT_EQ(asks("Checkin.example", "https://CHECKIN.example"), "ok");
    EXPECT_EQ(asks("checkin.example", "http://checkin.example"), "forbidden");
    EXPECT_EQ(asks("checkin.example", "http://localhost:8080"), "forbidden");
    EXPECT_EQ(asks("localhost:8080", "https://checkin.example"), "forbidden");
    EXPECT_EQ(asks("checkin.example:443", "https://checkin.example"), "misdirected");
}

TEST(AccessGate, knows_what_a_proxy_hands_on) {
    Request request;
    request.headers = {{"host", "localhost:8080"}, {"x-kiosk", "1"}};
    EXPECT_FALSE(is_forwarded(request));
    for (const char* const name :
         {"forwarded", "via", "x-forwarded-for", "x-forwarded-proto", "x-real-ip"}) {
        request.headers.back().name = name;
        EXPECT_TRUE(is_forwarded(request)) << name;
    }
}

TEST(AccessGate, a_role_that_is_missing_is_named) {
    using ports::Caller;
    using ports::Role;
    const Caller stranger{.role = Role::gate};
    EXPECT_FALSE(objection_to_role(stranger, Role::gate));
    const auto unknown = objection_to_role(stranger, Role::lead, "kioskctl alerts");
    ASSERT_TRUE(unknown);
    EXPECT_EQ(unknown->slug, "unauthorized");
    EXPECT_EQ(unknown->detail,
              "this needs the role lead: sign in, or send a token; on the station itself: "
              "kioskctl alerts");
    const auto known = objection_to_role({.role = Role::desk, .name = "Abena"}, Role::lead);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->slug, "forbidden");
    EXPECT_EQ(known->detail, "this needs the role lead; signed in is \"Abena\", role desk");
}

}  // namespace
}  // namespace kiosk::http
