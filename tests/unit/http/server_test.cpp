// tests/unit/http/server_test.cpp — requests and answers over real sockets.
#include "kiosk/http/server.hpp"

#include <string>

#include <boost/asio/local/stream_protocol.hpp>
#include <gtest/gtest.h>

#include "tests/unit/http/test_server.hpp"

namespace kiosk::http {
namespace {

constexpr const char* kWrite = "X-Kiosk: 1\r\nContent-Type: application/json\r\n";

TEST(Server, answers_with_the_common_headers) {
    TestServer server;
    const RawResponse response = server.ask("GET /hello");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "\"hello\"");
    EXPECT_EQ(response.header("Content-Type"), "application/json");
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
}

TEST(Server, keeps_the_connection_for_the_next_request) {
    TestServer server;
    RawClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        client.send(request_text("GET /item/" + std::to_string(i), server.port()));
        EXPECT_EQ(client.receive().body, std::to_string(i));
    }
    EXPECT_EQ(server.connections(), 1U);
}

TEST(Server, answers_pipelined_requests_in_order) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("GET /item/1", server.port()) +
                request_text("GET /later", server.port()) +
                request_text("GET /item/3", server.port()));
    EXPECT_EQ(client.receive().body, "1");
    ASSERT_TRUE(server.is_asked_later());
    server.answer_later("2");
    EXPECT_EQ(client.receive().body, "2");
    EXPECT_EQ(client.receive().body, "3");
}

TEST(Server, closes_when_the_client_asks_for_it) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("GET /hello", server.port(), "Connection: close\r\n"));
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, head_has_the_length_but_no_body) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("HEAD /hello", server.port()) +
                request_text("GET /item/2", server.port()));
    const RawResponse head = client.receive(/*head_only=*/true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), "7");
    EXPECT_EQ(client.receive().body, "2");
}

TEST(Server, reads_bodies_by_length_and_in_chunks) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("POST /echo", server.port(), kWrite, "\"by length\""));
    EXPECT_EQ(client.receive().body, "\"by length\"");
    client.send(request_text("POST /echo", server.port(),
                             std::string(kWrite) + "Transfer-Encoding: chunked\r\n") +
                "3\r\n\"in\r\n8\r\n chunks\"\r\n0\r\n\r\n");
    EXPECT_EQ(client.receive().body, "\"in chunks\"");
}

TEST(Server, tells_a_client_that_asks_to_go_on) {
    TestServer server;
    RawClient client(server.port());
    client.send(
        request_text("POST /echo", server.port(),
                     std::string(kWrite) + "Expect: 100-continue\r\nContent-Length: 3\r\n"));
    EXPECT_EQ(client.receive().status, 100);
    client.send("\"x\"");
    EXPECT_EQ(client.receive().body, "\"x\"");
}

TEST(Server, a_failing_handler_is_a_500_without_its_secrets) {
    TestServer server;
    for (const char* line : {"GET /broken", "GET /forgotten"}) {
        const RawResponse response = server.ask(line);
        EXPECT_EQ(response.status, 500) << line;
        EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
        EXPECT_EQ(response.body.find("secret"), std::string::npos);
    }
    EXPECT_NE(server.reports().find("secret detail"), std::string::npos);
    EXPECT_EQ(server.ask("GET /hello").status, 200);
}

TEST(Server, streams_an_upload_to_a_file_over_the_unix_socket) {
    TestServer server;
    const std::string body(300'000, 'x');
    RawClient client(server.socket_path());
    client.send(
        "POST /upload HTTP/1.1\r\nContent-Type: text/csv; charset=utf-8\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_EQ(client.receive().body, "300000");
    EXPECT_TRUE(becomes_true([&] {
        for (const auto& entry : std::filesystem::directory_iterator(server.directory())) {
            if (entry.path().filename().string().starts_with("upload-")) return false;
        }
        return true;
    }));
}

TEST(Server, an_upload_over_tcp_is_forbidden) {
    TestServer server;
    EXPECT_EQ(server.ask("POST /upload", "X-Kiosk: 1\r\nContent-Type: text/csv\r\n", "a").status,
              403);
}

TEST(Server, tells_its_real_addresses) {
    TestServer server;
    EXPECT_NE(server.port(), 0);
}

TEST(Server, replaces_a_dead_socket_but_not_a_living_one) {
    const TemporaryDirectory directory;
    const auto settings = [&] {
        ServerSettings made;
        made.unix_socket = directory.path() / "s";
        made.upload_directory = directory.path();
        return made;
    };
    boost::asio::io_context context;
    Server first(context, Router(), settings());
    ASSERT_TRUE(first.start());
    Server second(context, Router(), settings());
    EXPECT_EQ(second.start().error().code, Errc::locked);
    first.stop();
    std::filesystem::remove(settings().unix_socket);
    {  // what a killed process leaves: a socket file without a listener
        boost::asio::io_context other;
        boost::asio::local::stream_protocol::acceptor dead(
            other, boost::asio::local::stream_protocol::endpoint(settings().unix_socket.string()));
    }
    ASSERT_TRUE(std::filesystem::exists(settings().unix_socket));
    EXPECT_TRUE(second.start());
}

TEST(Server, a_port_in_use_is_an_error_that_names_it) {
    TestServer running;
    boost::asio::io_context context;
    ServerSettings settings;
    settings.listen = {{"127.0.0.1", running.port()}};
    Server other(context, Router(), std::move(settings));
    const auto started = other.start();
    ASSERT_FALSE(started);
    EXPECT_NE(started.error().context.find(std::to_string(running.port())), std::string::npos);
}

}  // namespace
}  // namespace kiosk::http
