// tests/unit/http/server_limits_test.cpp — sizes, times and numbers of connections.
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/http/test_server.hpp"

namespace kiosk::http {
namespace {

using std::chrono::milliseconds;

constexpr const char* kWrite = "X-Kiosk: 1\r\nContent-Type: application/json\r\n";
constexpr std::size_t kBodyMax = 64 * 1024;

Limits hasty() {
    Limits limits;
    limits.header_time = limits.body_time = limits.idle_time = milliseconds(100);
    limits.linger_time = milliseconds(50);
    return limits;
}

TEST(ServerLimits, a_body_of_the_limit_passes_and_one_byte_more_does_not) {
    TestServer server;
    EXPECT_EQ(server.ask("POST /echo", kWrite, std::string(kBodyMax, 'x')).body.size(), kBodyMax);
    const RawResponse over = server.ask("POST /echo", kWrite, std::string(kBodyMax + 1, 'x'));
    EXPECT_EQ(over.status, 413);
    EXPECT_NE(over.body.find("limit of 65536 bytes"), std::string::npos);
}

TEST(ServerLimits, a_chunked_body_is_counted_too) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("POST /echo", server.port(),
                             std::string(kWrite) + "Transfer-Encoding: chunked\r\n") +
                "10001\r\n" + std::string(kBodyMax + 1, 'x') + "\r\n0\r\n\r\n");
    EXPECT_EQ(client.receive().status, 413);
    EXPECT_TRUE(client.is_closed());
}

TEST(ServerLimits, headers_end_at_eight_kibibytes) {
    TestServer server;
    EXPECT_EQ(server.ask("GET /hello", "X: " + std::string(8000, 'x') + "\r\n").status, 200);
    EXPECT_EQ(server.ask("GET /hello", "X: " + std::string(8192, 'x') + "\r\n").status, 413);
}

TEST(ServerLimits, there_are_at_most_64_headers) {
    TestServer server;
    std::string headers;
    for (std::size_t i = 1; i < kHeadersMax; ++i) headers += "X: 1\r\n";  // and Host
    EXPECT_EQ(server.ask("GET /hello", headers).status, 200);
    EXPECT_EQ(server.ask("GET /hello", headers + "X: 1\r\n").status, 413);
}

TEST(ServerLimits, a_slow_header_ends_the_connection) {
    TestServer server(hasty());
    RawClient client(server.port());
    client.send("GET /hello HTT");
    EXPECT_TRUE(client.is_closed());
}

TEST(ServerLimits, a_slow_body_ends_the_connection) {
    TestServer server(hasty());
    RawClient client(server.port());
    client.send(
        request_text("POST /echo", server.port(), std::string(kWrite) + "Content-Length: 100\r\n") +
        "\"");
    EXPECT_TRUE(client.is_closed());
}

TEST(ServerLimits, a_silent_and_an_idle_connection_end) {
    TestServer server(hasty());
    RawClient silent(server.port());
    EXPECT_TRUE(silent.is_closed());
    RawClient idle(server.port());
    idle.send(request_text("GET /hello", server.port()));
    EXPECT_EQ(idle.receive().status, 200);
    EXPECT_TRUE(idle.is_closed());
}

TEST(ServerLimits, a_handler_that_takes_too_long_is_answered_for) {
    Limits limits;
    limits.answer_time = milliseconds(50);
    TestServer server(limits);
    RawClient client(server.port());
    client.send(request_text("GET /later", server.port()));
    EXPECT_EQ(client.receive().status, 503);
    ASSERT_TRUE(server.is_asked_later());
    server.answer_later("\"too late\"");
    client.send(request_text("GET /item/next", server.port()));
    EXPECT_EQ(client.receive().body, "next");
}

TEST(ServerLimits, one_connection_too_many_is_turned_away) {
    Limits limits;
    limits.connections = 4;
    limits.connections_loopback = 3;
    TestServer server(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(request_text("GET /hello", server.port()));
        EXPECT_EQ(clients.back()->receive().status, 200);
    }
    EXPECT_EQ(RawClient(server.port()).receive().status, 503);
    {
        RawClient operators(server.socket_path());
        operators.send("GET /hello HTTP/1.1\r\nHost: kiosk\r\n\r\n");
        EXPECT_EQ(operators.receive().status, 200);
        EXPECT_EQ(RawClient(server.socket_path()).receive().status, 503);
    }
    clients.clear();
    EXPECT_TRUE(becomes_true([&] { return server.connections() == 0; }));
    EXPECT_EQ(server.ask("GET /hello").status, 200);
}

TEST(ServerLimits, stopping_closes_idle_connections_and_finishes_answers) {
    TestServer server;
    RawClient idle(server.port());
    idle.send(request_text("GET /hello", server.port()));
    EXPECT_EQ(idle.receive().status, 200);
    RawClient busy(server.port());
    busy.send(request_text("GET /item/1", server.port()) +
              request_text("GET /later", server.port()));
    EXPECT_EQ(busy.receive().status, 200);
    ASSERT_TRUE(server.is_asked_later());
    server.stop();
    EXPECT_TRUE(idle.is_closed());
    server.answer_later("\"done\"");
    EXPECT_EQ(busy.receive().body, "\"done\"");
    EXPECT_TRUE(busy.is_closed());
}

TEST(ServerLimits, stopping_does_not_wait_for_ever) {
    Limits limits;
    limits.stop_time = milliseconds(50);
    TestServer server(limits);
    RawClient busy(server.port());
    busy.send(request_text("GET /item/1", server.port()) +
              request_text("GET /later", server.port()));
    EXPECT_EQ(busy.receive().status, 200);
    ASSERT_TRUE(server.is_asked_later());
    server.stop();
    EXPECT_TRUE(busy.is_closed());
}

}  // namespace
}  // namespace kiosk::http
