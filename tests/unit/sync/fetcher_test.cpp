// tests/unit/sync/fetcher_test.cpp — what comes back of whole, cut, endless and moved answers.
#include "kiosk/sync/fetcher.hpp"

#include <optional>
#include <string>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

namespace kiosk::sync {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// Takes one connection after the other, notes the request and sends the bytes as they are.
class OneAnswer {
  public:
    OneAnswer(asio::io_context& context, std::string answer)
        : acceptor_(context, tcp::endpoint(asio::ip::make_address("127.0.0.1"), 0)),
          socket_(context),
          answer_(std::move(answer)) {
        accept();
    }

    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
    }

    std::vector<std::string> requests;

  private:
    void accept() {
        acceptor_.async_accept(socket_, [this](const auto& error) {
            if (!error) read();
        });
    }
    void read() {
        asio::async_read_until(socket_, asio::dynamic_buffer(input_), "\r\n\r\n",
                               [this](const auto& error, std::size_t) {
                                   if (!error) requests.push_back(std::exchange(input_, {}));
                                   write();
                               });
    }
    void write() {
        asio::async_write(socket_, asio::buffer(answer_), [this](const auto&, std::size_t) {
            socket_.close();
            accept();
        });
    }

    tcp::acceptor acceptor_;
    tcp::socket socket_;
    std::string input_;
    std::string answer_;
};

struct Asked {
    Fetched fetched;
    std::vector<std::string> requests;
};

Asked ask(const std::string& answer, std::size_t body_max = 1000, std::string target = "/a?b=1") {
    asio::io_context context;
    OneAnswer server(context, answer);
    const auto address = pretix::ShopAddress::parse(server.address());
    FetchSettings settings;
    settings.user_agent = "kioskd/1";
    settings.body_max = body_max;
    Fetcher fetcher(context, *address, settings);
    std::optional<Fetched> fetched;
    fetcher.start(pretix::get_request(std::move(target), "key"), [&](Fetched one) {
        fetched = std::move(one);
        context.stop();
    });
    context.run();
    return {fetched.value_or(Fetched{}), server.requests};
}

std::string whole(const std::string& body, const std::string& head = "200 OK\r\nX-One:  two \r\n") {
    return "HTTP/1.1 " + head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

TEST(Fetcher, asks_as_it_is_told_and_gives_back_what_came) {
    const Asked asked = ask(whole("[1]"));
    EXPECT_EQ(asked.fetched.reply.status, 200);
    EXPECT_EQ(asked.fetched.reply.body, "[1]");
    EXPECT_EQ(pretix::header_of(asked.fetched.reply, "x-one"), "two");
    ASSERT_EQ(asked.requests.size(), 1U);
    const std::string& request = asked.requests[0];
    EXPECT_TRUE(request.starts_with("GET /a?b=1 HTTP/1.1\r\n")) << request;
    EXPECT_NE(request.find("Authorization: Device key\r\n"), std::string::npos);
    EXPECT_NE(request.find("User-Agent: kioskd/1\r\n"), std::string::npos);
    EXPECT_EQ(request.find("Expect:"), std::string::npos);
}

TEST(Fetcher, follows_no_redirect) {
    const Asked asked = ask(whole("", "302 Found\r\nLocation: /elsewhere\r\n"));
    EXPECT_EQ(asked.fetched.reply.status, 302);
    EXPECT_EQ(asked.requests.size(), 1U);
}

TEST(Fetcher, takes_a_body_at_the_limit_and_none_beyond) {
    EXPECT_EQ(ask(whole(std::string(1000, 'x'))).fetched.reply.body.size(), 1000U);
    const Asked beyond = ask(whole(std::string(1001, 'x')));
    EXPECT_EQ(beyond.fetched.reply.status, 0);
    EXPECT_TRUE(beyond.fetched.reply.body.empty());
    EXPECT_EQ(beyond.fetched.trouble, "the answer is larger than we take");
}

TEST(Fetcher, takes_no_more_headers_than_the_limit) {
    const std::string many(kHeaderBytesMax, 'h');
    const Asked asked = ask(whole("[]", "200 OK\r\nX-Many: " + many + "\r\n"));
    EXPECT_EQ(asked.fetched.reply.status, 0);
    EXPECT_FALSE(asked.fetched.trouble.empty());
}

TEST(Fetcher, an_answer_that_was_cut_is_none) {
    const std::string answer = whole("[1,2,3]");
    const Asked asked = ask(answer.substr(0, answer.size() - 2));
    EXPECT_EQ(asked.fetched.reply.status, 0);
    EXPECT_EQ(asked.fetched.trouble, "the answer was cut off");
    EXPECT_EQ(ask("").fetched.reply.status, 0);
    EXPECT_EQ(ask("SSH-2.0-OpenSSH\r\n").fetched.reply.status, 0);
}

TEST(Fetcher, trouble_names_neither_key_nor_query) {
    const Asked asked = ask("", 10, "/a?secret=abc");
    EXPECT_EQ(asked.fetched.trouble.find("abc"), std::string::npos) << asked.fetched.trouble;
    EXPECT_EQ(asked.fetched.trouble.find("key"), std::string::npos) << asked.fetched.trouble;
}

TEST(Fetcher, more_than_it_takes_at_once_hear_so) {
    asio::io_context context;
    OneAnswer server(context, whole("[]"));
    Fetcher fetcher(context, *pretix::ShopAddress::parse(server.address()),
                    FetchSettings{.ca_file = {}, .user_agent = "k", .body_max = 10});
    std::size_t refused = 0;
    std::size_t answered = 0;
    for (std::size_t i = 0; i <= kFetchesMax; ++i) {
        fetcher.start(pretix::get_request("/", "key"), [&](const Fetched& one) {
            one.trouble == "too many at once" ? ++refused : ++answered;
            if (refused + answered > kFetchesMax) context.stop();
        });
    }
    context.run();
    EXPECT_EQ(refused, 1U);
    EXPECT_EQ(answered, kFetchesMax);
}

}  // namespace
}  // namespace kiosk::sync
