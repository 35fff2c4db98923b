// kiosk/http/connection.hpp — the class behind one connection. For session*.cpp only: it has Beast.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "kiosk/http/body_sink.hpp"
#include "kiosk/http/event_source.hpp"
#include "kiosk/http/limits.hpp"
#include "kiosk/http/request_plan.hpp"
#include "kiosk/http/session.hpp"

namespace kiosk::http {

class Session : public std::enable_shared_from_this<Session> {
  public:
    using Stream = boost::beast::basic_stream<boost::asio::generic::stream_protocol>;

    Session(Socket socket, Peer peer, std::shared_ptr<ServerState> state)
        : stream_(std::move(socket)),
          timer_(stream_.get_executor()),
          peer_(std::move(peer)),
          state_(std::move(state)),
          limits_(state_->settings.limits) {
        state_->sessions.insert(this);
        ++state_->sessions_by_peer[peer_.address];
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() {
        state_->sessions.erase(this);
        auto& count = state_->sessions_by_peer[peer_.address];
        if (--count == 0) state_->sessions_by_peer.erase(peer_.address);
    }

    boost::asio::awaitable<void> run();
    [[nodiscard]] Stream::executor_type executor() { return stream_.get_executor(); }

    void stop() {
        if (events_) events_->end();
        if (!busy_) abort();
    }

    void abort() {
        stream_.close();
        timer_.cancel();
    }

  private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
    using Message = boost::beast::http::response<boost::beast::http::string_body>;

    static constexpr std::size_t kReadMax = 64 * 1024;  // bytes taken from the socket at once

    boost::asio::awaitable<bool> exchange();
    boost::asio::awaitable<boost::system::error_code> read_head();
    boost::asio::awaitable<boost::system::error_code> read_body();
    boost::asio::awaitable<void> wait_for_answer();
    boost::asio::awaitable<bool> refuse(Problem problem);
    boost::asio::awaitable<bool> write_answer(Response response);
    boost::asio::awaitable<void> stream_events();
    boost::asio::awaitable<void> write_parts(Message message, std::shared_ptr<BodyParts> parts);
    boost::asio::awaitable<void> linger();

    std::optional<Problem> open_body();
    void call_handler();
    void deliver(std::uint64_t exchange, Response response);
    Message message_of(Response response) const;
    void watch_stream();
    void ask_for_part(BodyParts& parts);

    Stream stream_;
    boost::asio::steady_timer timer_;
    Peer peer_;
    std::shared_ptr<ServerState> state_;
    const Limits& limits_;
    boost::beast::flat_buffer buffer_{kReadMax};

    std::uint64_t exchange_ = 0;  // counts requests, so that a late answer finds no other one
    bool busy_ = false;           // between a request's first byte and the end of its answer
    std::optional<Parser> parser_;
    RequestPlan plan_;
    BodySink body_;
    std::optional<Problem> body_problem_;
    std::optional<Response> answer_;
    std::shared_ptr<Subscription> events_;
    std::optional<Result<std::string>> part_;
    std::array<char, kReadMax> chunk_{};
};

}  // namespace kiosk::http
