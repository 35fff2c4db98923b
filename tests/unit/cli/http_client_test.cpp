// tests/unit/cli/http_client_test.cpp — requests over TCP and UNIX sockets, and their failures.
#include "kiosk/cli/http_client.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake_daemon.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

TEST(HttpClient, gets_over_tcp) {
    FakeDaemon daemon;
    daemon.answer(200, "hello");
    HttpClient client(daemon.endpoint());
    const auto answer = client.get("/api/v1/status");
    ASSERT_TRUE(answer.has_value()) << answer.error().context;
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "hello");
    EXPECT_EQ(daemon.requests().at(0).target, "/api/v1/status");
}

TEST(HttpClient, gets_over_a_unix_socket) {
    const fs::path socket = fs::path(testing::TempDir()) / "kioskctl-test.sock";
    fs::remove(socket);
    FakeDaemon daemon(socket);
    daemon.answer(204, "");
    HttpClient client(daemon.endpoint());
    const auto answer = client.get("/x");
    ASSERT_TRUE(answer.has_value()) << answer.error().context;
    EXPECT_EQ(answer->status, 204);
    fs::remove(socket);
}

TEST(HttpClient, posts_carry_the_header_that_changes_need) {
    FakeDaemon daemon;
    daemon.answer(200, "{}");
    HttpClient client(daemon.endpoint());
    ASSERT_TRUE(client.post_json("/api/v1/scans", "{\"code\":\"x\"}").has_value());
    const SeenRequest seen = daemon.requests().at(0);
    EXPECT_EQ(seen.body, "{\"code\":\"x\"}");
    EXPECT_THAT(seen.head, HasSubstr("POST /api/v1/scans"));
    EXPECT_THAT(seen.head, HasSubstr("X-Kiosk: 1"));
    EXPECT_THAT(seen.head, HasSubstr("Content-Type: application/json"));
}

TEST(HttpClient, uploads_a_file_with_its_length) {
    const fs::path file = fs::path(testing::TempDir()) / "upload.csv";
    std::ofstream(file) << std::string(100'000, 'x');
    FakeDaemon daemon;
    daemon.answer(200, "{}");
    HttpClient client(daemon.endpoint());
    ASSERT_TRUE(client.post_file("/api/v1/imports", file).has_value());
    EXPECT_EQ(daemon.requests().at(0).body.size(), 100'000U);
    EXPECT_THAT(daemon.requests().at(0).head, HasSubstr("Content-Type: text/csv"));
    fs::remove(file);
}

TEST(HttpClient, nobody_listening_is_unavailable) {
    HttpClient client({"http://127.0.0.1:1", {}});
    const auto answer = client.get("/");
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, Errc::unavailable);
    EXPECT_EQ(answer.error().context, "no daemon answers at http://127.0.0.1:1");
}

TEST(HttpClient, a_socket_that_is_not_there_is_unavailable_and_too_long_a_path_is_refused) {
    EXPECT_EQ(HttpClient({"http://localhost", "/nonexistent/kioskd.sock"}).get("/").error().code,
              Errc::unavailable);
    HttpClient long_path({"http://localhost", "/" + std::string(200, 'x')});
    EXPECT_FALSE(long_path.get("/").has_value());
}

TEST(HttpClient, silence_times_out) {
    FakeDaemon daemon;
    daemon.stay_silent();
    HttpTimes times;
    times.answer = std::chrono::milliseconds{50};
    HttpClient client(daemon.endpoint(), times);
    EXPECT_EQ(client.get("/").error().code, Errc::timed_out);
}

TEST(HttpClient, a_connection_closed_without_an_answer_is_an_error) {
    FakeDaemon daemon;
    HttpClient client(daemon.endpoint());
    EXPECT_EQ(client.get("/").error().code, Errc::io_failure);
}

TEST(HttpClient, redirects_are_not_followed) {
    FakeDaemon daemon;
    daemon.answer(302, "");
    HttpClient client(daemon.endpoint());
    EXPECT_EQ(client.get("/").value().status, 302);
    EXPECT_EQ(daemon.requests().size(), 1U);
}

TEST(HttpClient, a_url_of_another_kind_is_refused) {
    EXPECT_EQ(HttpClient({"ftp://127.0.0.1", {}}).get("/").error().code, Errc::invalid_input);
    EXPECT_EQ(HttpClient({"file:///etc", {}}).get("/hosts").error().code, Errc::invalid_input);
}

TEST(HttpClient, a_missing_file_is_named) {
    HttpClient client({"http://127.0.0.1:1", {}});
    const auto answer = client.post_file("/", "/nonexistent.csv");
    ASSERT_FALSE(answer.has_value());
    EXPECT_THAT(answer.error().context, HasSubstr("/nonexistent.csv: No such file"));
}

TEST(PercentEncoding, leaves_only_unreserved_characters) {
    EXPECT_EQ(percent_encoded("Ticket ID&x=1"), "Ticket%20ID%26x%3D1");
    EXPECT_EQ(percent_encoded("ɔ-._~"), "%C9%94-._~");
}

TEST(Endpoints, are_looked_for_in_the_documented_order) {
    const fs::path state = fs::path(testing::TempDir()) / "endpoint-state";
    fs::create_directories(state);
    fs::remove(state / "kioskd.sock");
    GlobalOptions global;
    EXPECT_EQ(choose_endpoint(global, "http://env:1/")->url, "http://env:1");
    global.state = state;
    EXPECT_EQ(choose_endpoint(global, "http://env:1")->url, "http://env:1") << "no socket there";
    {
        const FakeDaemon daemon(state / "kioskd.sock");
        EXPECT_EQ(choose_endpoint(global, "http://env:1")->socket, state / "kioskd.sock");
    }
    global.socket = "/some/where.sock";
    EXPECT_EQ(choose_endpoint(global, "http://env:1")->socket, "/some/where.sock");
    global.url = "http://given:2";
    EXPECT_EQ(choose_endpoint(global, "http://env:1")->url, "http://given:2");
    fs::remove_all(state);
}

class TokenFile : public testing::Test {
  protected:
    void SetUp() override { write("0123456789abcdef0123456789abcdef\n"); }
    void TearDown() override { fs::remove(file); }

    void write(const std::string& content, fs::perms mode = kOwners) const {
        std::ofstream(file, std::ios::trunc) << content;
        fs::permissions(file, mode);
    }
    [[nodiscard]] Errc objection() const {
        const auto token = read_token_file(file);
        return token ? Errc::conflict : token.error().code;
    }

    static constexpr fs::perms kOwners = fs::perms::owner_read | fs::perms::owner_write;
    const fs::path file = fs::path(testing::TempDir()) / "a-token";
};

TEST_F(TokenFile, its_line_is_the_token) {
    EXPECT_EQ(*read_token_file(file), "0123456789abcdef0123456789abcdef");
    write("abc\r\n");
    EXPECT_EQ(*read_token_file(file), "abc");
}

TEST_F(TokenFile, that_others_may_use_is_refused_without_reading_it) {
    for (const auto more : {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write,
                            fs::perms::others_exec}) {
        write("abc", kOwners | more);
        EXPECT_EQ(objection(), Errc::denied);
        EXPECT_THAT(read_token_file(file).error().context, HasSubstr("chmod 600"));
    }
}

TEST_F(TokenFile, with_anything_but_one_line_is_refused_and_not_repeated) {
    for (const char* const content : {"", "\n", "two words", "a\nb", "caf\xc3\xa9", "a\tb"}) {
        write(content);
        EXPECT_EQ(objection(), Errc::invalid_input) << content;
    }
    write("s3cret word");
    EXPECT_EQ(read_token_file(file).error().context.find("s3cret"), std::string::npos);
}

TEST_F(TokenFile, has_a_limit) {
    write(std::string(kTokenBytesMax, 'x'));
    EXPECT_EQ(read_token_file(file)->size(), kTokenBytesMax);
    write(std::string(kTokenBytesMax + 1, 'x'));
    EXPECT_EQ(objection(), Errc::too_large);
}

TEST_F(TokenFile, is_for_tcp_wherever_a_socket_is) {
    GlobalOptions global;
    global.token_file = file;
    global.state = testing::TempDir();
    const FakeDaemon daemon(global.state / "kioskd.sock");
    const auto endpoint = choose_endpoint(global, "http://env:1/");
    EXPECT_EQ(endpoint->url, "http://env:1");
    EXPECT_TRUE(endpoint->socket.empty());
    EXPECT_EQ(endpoint->token, "0123456789abcdef0123456789abcdef");
    global.url = "http://given:2";
    EXPECT_EQ(choose_endpoint(global, "")->url, "http://given:2");
    global.token_file = "/nonexistent";
    EXPECT_EQ(choose_endpoint(global, "").error().code, Errc::not_found);
}

}  // namespace
}  // namespace kiosk::cli
