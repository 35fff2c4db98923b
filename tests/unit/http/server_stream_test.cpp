// tests/unit/http/server_stream_test.cpp — server-sent events over real sockets.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/http/test_server.hpp"

namespace kiosk::http {
namespace {

using std::chrono::milliseconds;

TEST(ServerStream, sends_hello_and_what_follows) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("GET /stream", server.port()));
    ASSERT_TRUE(client.receive_until("event: hello\ndata: {}\n\n"));
    EXPECT_NE(client.buffered().find("Content-Type: text/event-stream"), std::string::npos);
    EXPECT_EQ(client.buffered().find("Content-Length"), std::string::npos);
    server.publish("{\"seq\":1}");
    EXPECT_TRUE(client.receive_until("id: b7-1\nevent: scan.result\ndata: {\"seq\":1}\n\n"));
}

TEST(ServerStream, replays_what_a_returning_reader_missed) {
    TestServer server;
    server.publish("1");
    server.publish("2");
    RawClient client(server.port());
    client.send(request_text("GET /stream", server.port(), "Last-Event-ID: b7-1\r\n"));
    ASSERT_TRUE(client.receive_until("id: b7-2\n"));
    EXPECT_EQ(client.buffered().find("id: b7-1\n"), std::string::npos);
}

TEST(ServerStream, keeps_a_silent_connection_alive) {
    Limits limits;
    limits.ping_time = milliseconds(20);
    TestServer server(limits);
    RawClient client(server.port());
    client.send(request_text("GET /stream", server.port()));
    EXPECT_TRUE(client.receive_until(": ping\n\n: ping\n\n"));
}

TEST(ServerStream, notices_that_a_reader_left) {
    TestServer server;
    {
        RawClient client(server.port());
        client.send(request_text("GET /stream", server.port()));
        ASSERT_TRUE(client.receive_until("hello"));
        EXPECT_EQ(server.readers(), 1U);
    }
    EXPECT_TRUE(becomes_true([&] { return server.connections() == 0; }));
    EXPECT_EQ(server.readers(), 0U);
}

TEST(ServerStream, drops_a_reader_that_does_not_read) {
    TestServer server;
    RawClient slow(server.port());
    slow.send(request_text("GET /stream", server.port()));
    ASSERT_TRUE(slow.receive_until("hello"));
    const std::string large = "\"" + std::string(100'000, 'x') + "\"";
    // Socket buffers take a few megabytes; then the queue fills up.
    for (int i = 0; i < 600 && server.readers() > 0; ++i) server.publish(large);
    EXPECT_EQ(server.readers(), 0U);
    EXPECT_TRUE(becomes_true([&] { return server.connections() == 0; }));
}

TEST(ServerStream, ends_when_the_server_stops) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("GET /stream", server.port()));
    ASSERT_TRUE(client.receive_until("hello"));
    server.stop();
    EXPECT_TRUE(client.is_closed());
}

}  // namespace
}  // namespace kiosk::http
