// tests/unit/http/hostile_requests_test.cpp — bytes that no friend sends, and what they get.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/http/test_server.hpp"

namespace kiosk::http {
namespace {

struct Attack {
    const char* name;
    std::string bytes;  // "HOST" stands for the right Host header
    int status;         // 0: the connection ends without an answer
};

constexpr const char* kPost = "X-Kiosk: 1\r\nContent-Type: application/json\r\n";

std::vector<Attack> attacks_on_the_first_lines() {
    return {
        {"no HTTP at all", "hello\r\n\r\n", 400},
        {"TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400},
        {"empty line flood", std::string(5000, '\n') + "\r\n\r\n", 400},
        {"HTTP/0.9", "GET /hello\r\n\r\n", 400},
        {"HTTP/2.0", "GET /hello HTTP/2.0\r\nHOST\r\n\r\n", 400},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {"no Host", "GET /hello HTTP/1.1\r\n\r\n", 400},
        {"two Hosts", "GET /hello HTTP/1.1\r\nHOST\r\nHost: evil.example\r\n\r\n", 400},
        {"foreign Host (rebinding)", "GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
        {"Host without its port", "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n", 421},
        {"absolute target", "GET http://evil.example/ HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"asterisk target", "OPTIONS * HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"unknown method", "BREW /hello HTTP/1.1\r\nHOST\r\nX-Kiosk: 1\r\n\r\n", 405},
        {"TRACE", "TRACE /hello HTTP/1.1\r\nHOST\r\nX-Kiosk: 1\r\n\r\n", 405},
        {"wrong method", "DELETE /hello HTTP/1.1\r\nHOST\r\nX-Kiosk: 1\r\n\r\n", 405},
        {"preflight", "OPTIONS /echo HTTP/1.1\r\nHOST\r\nOrigin: http://evil.example\r\n\r\n", 403},
    };
}

std::vector<Attack> attacks_on_paths_and_headers() {
    return {
        {"traversal", "GET /../../etc/passwd HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"encoded traversal", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"encoded slash", "GET /item/..%2fsecret HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"backslash", "GET /item/..%5csecret HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"NUL in path", "GET /item/a%00b HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"raw NUL", std::string("GET /item/a\0b HTTP/1.1\r\nHOST\r\n\r\n", 33), 400},
        {"bad percent", "GET /item/%zz HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"not UTF-8", "GET /item/%ff%fe HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"line break in path", "GET /item/a%0d%0aSet-Cookie:x HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"blank in target", "GET /item/a b HTTP/1.1\r\nHOST\r\n\r\n", 400},
        {"long target", "GET /" + std::string(3000, 'a') + " HTTP/1.1\r\nHOST\r\n\r\n", 413},
        {"long header", "GET /hello HTTP/1.1\r\nHOST\r\nX: " + std::string(20000, 'a') + "\r\n\r\n",
         413},
        {"header without colon", "GET /hello HTTP/1.1\r\nHOST\r\nnonsense\r\n\r\n", 400},
        {"blank before colon", "GET /hello HTTP/1.1\r\nHOST\r\nX : 1\r\n\r\n", 400},
    };
}

std::vector<Attack> attacks_by_length() {
    return {
        {"length is a word",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) + "Content-Length: many\r\n\r\n",
         400},
        {"negative length",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) + "Content-Length: -1\r\n\r\n",
         400},
        {"two lengths (smuggling)",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) +
             "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
         400},
        {"length and chunks (smuggling)",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) +
             "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"overflowing length",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) +
             "Content-Length: 99999999999999999999999\r\n\r\n",
         400},
        {"huge length",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) +
             "Content-Length: 9223372036854775807\r\n\r\n",
         413},
        {"bad chunk size",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) +
             "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
         400},
    };
}

std::vector<Attack> attacks_by_writing() {
    return {
        {"write without X-Kiosk",
         "POST /echo HTTP/1.1\r\nHOST\r\nContent-Type: application/json\r\nContent-Length: "
         "2\r\n\r\n{}",
         403},
        {"write from elsewhere",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) +
             "Origin: http://evil.example\r\nContent-Length: 2\r\n\r\n{}",
         403},
        {"write from a sandbox",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) +
             "Origin: null\r\nContent-Length: 2\r\n\r\n{}",
         403},
        {"form instead of JSON",
         "POST /echo HTTP/1.1\r\nHOST\r\nX-Kiosk: 1\r\nContent-Type: text/plain\r\nContent-Length: "
         "2\r\n\r\n{}",
         415},
        {"no type", "POST /echo HTTP/1.1\r\nHOST\r\nX-Kiosk: 1\r\nContent-Length: 2\r\n\r\n{}",
         415},
        {"import over TCP",
         "POST /upload HTTP/1.1\r\nHOST\r\nX-Kiosk: 1\r\nContent-Type: text/csv\r\nContent-Length: "
         "1\r\n\r\na",
         403},
        {"ends within the headers", "GET /hello HTTP/1.1\r\nHo", 0},
        {"ends within the body",
         "POST /echo HTTP/1.1\r\nHOST\r\n" + std::string(kPost) + "Content-Length: 9\r\n\r\n{", 0},
    };
}

std::string with_host(std::string bytes, std::uint16_t port) {
    const std::size_t at = bytes.find("HOST\r\n");
    if (at != std::string::npos) bytes.replace(at, 4, "Host: localhost:" + std::to_string(port));
    return bytes;
}

// Each gets its answer, in our form, and afterwards the server is as before.
void expect_harmless(const std::vector<Attack>& attacks) {
    TestServer server;
    for (const Attack& attack : attacks) {
        SCOPED_TRACE(attack.name);
        RawClient client(server.port());
        client.send(with_host(attack.bytes, server.port()));
        client.finish_sending();
        const RawResponse response = client.receive();
        EXPECT_EQ(response.status, attack.status);
        EXPECT_EQ(response.head.find("Set-Cookie"), std::string::npos);
        if (response.status == 0) continue;
        EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
        EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
    }
    EXPECT_EQ(server.ask("GET /hello").status, 200);
    EXPECT_TRUE(becomes_true([&] { return server.connections() == 0; }));
}

TEST(HostileRequests, bad_first_lines_are_refused) {
    expect_harmless(attacks_on_the_first_lines());
}

TEST(HostileRequests, bad_paths_and_headers_are_refused) {
    expect_harmless(attacks_on_paths_and_headers());
}

TEST(HostileRequests, bad_lengths_are_refused) {
    expect_harmless(attacks_by_length());
}

TEST(HostileRequests, writing_from_elsewhere_is_refused) {
    expect_harmless(attacks_by_writing());
}

TEST(HostileRequests, a_refused_request_does_not_hide_a_second_one) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("POST /echo", server.port(), "Content-Length: 60\r\n") +
                request_text("GET /item/smuggled", server.port()));
    EXPECT_EQ(client.receive().status, 403);
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(client.buffered().find("smuggled"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::http
