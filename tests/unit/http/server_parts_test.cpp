// tests/unit/http/server_parts_test.cpp — bodies that come part by part, over real sockets.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/http/test_server.hpp"

namespace kiosk::http {
namespace {

TEST(ServerParts, come_as_chunks_and_the_last_one_says_so) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("GET /parts", server.port()));
    ASSERT_TRUE(client.receive_until("\r\n0\r\n\r\n"));
    EXPECT_NE(client.buffered().find("Transfer-Encoding: chunked"), std::string::npos);
    EXPECT_EQ(client.buffered().find("Content-Length"), std::string::npos);
    EXPECT_NE(client.buffered().find("\r\n7\r\npart 2\n\r\n7\r\npart 1\n\r\n"), std::string::npos);
    EXPECT_TRUE(client.is_closed());
}

TEST(ServerParts, that_fail_lack_their_last_chunk) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("GET /torn", server.port()));
    ASSERT_TRUE(client.receive_until("part 1\n"));
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(client.buffered().find("\r\n0\r\n"), std::string::npos);
}

TEST(ServerParts, are_not_made_for_a_question_about_the_head) {
    TestServer server;
    RawClient client(server.port());
    client.send(request_text("HEAD /parts", server.port()));
    ASSERT_TRUE(client.receive_until("\r\n\r\n"));
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(client.buffered().find("part"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::http
