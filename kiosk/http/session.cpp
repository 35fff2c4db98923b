// kiosk/http/session.cpp — reads requests and calls their handlers.
//
// The coroutines read, call plain functions, and write. GCC 12 allows few forms of co_await: every
// result is named before it is looked at.
#include "kiosk/http/session.hpp"

#include <exception>
#include <span>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <fmt/format.h>

#include "kiosk/http/connection.hpp"
#include "kiosk/http/message_head.hpp"

namespace kiosk::http {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

Problem protocol_problem(const error_code& error) {
    Problem problem;
    const bool long_header =
        error == http::error::header_limit || error == http::error::buffer_overflow;
    problem.slug = long_header ? "too-large" : "bad-request";
    problem.detail = long_header ? "headers are larger than their limit"
                                 : "not correct HTTP/1.1: " + error.message();
    return problem;
}

// True for errors that the client made and can be told about.
bool is_protocol_error(const error_code& error) {
    // Named first: GCC 14 takes the reference for one into the temporary.
    const boost::system::error_code sample = http::make_error_code(http::error::bad_method);
    const auto& category = sample.category();
    return error.category() == category && error != http::error::end_of_stream &&
           error != http::error::partial_message;
}

template <class Parser>
RequestHead head_of(const Parser& parser, const Peer& peer) {
    RequestHead head;
    const auto& message = parser.get();
    head.method = {message.method_string().data(), message.method_string().size()};
    head.target = {message.target().data(), message.target().size()};
    head.transport = peer.transport;
    head.loopback = peer.transport == Transport::tcp && peer.loopback;
    for (const auto& field : message) {
        const std::string_view name(field.name_string().data(), field.name_string().size());
        const std::string_view value(field.value().data(), field.value().size());
        head.headers.push_back(header_of(name, value));
    }
    return head;
}

}  // namespace

asio::awaitable<void> Session::run() {
    bool open = true;
    while (open && !state_->stopping) {
        open = co_await exchange();
    }
    co_await linger();
    stream_.close();
}

// One request and its answer; true when another may follow on this connection.
asio::awaitable<bool> Session::exchange() {
    error_code error = co_await read_head();
    if (error && !is_protocol_error(error)) co_return false;
    ++exchange_;
    std::string trace_id = fmt::format("{}-{:x}", state_->settings.boot, ++state_->requests);
    if (error) {
        plan_ = {};
        plan_.request.trace_id = std::move(trace_id);
        co_return co_await refuse(protocol_problem(error));
    }
    plan_ = plan_request(head_of(*parser_, peer_), state_->router, state_->origins,
                         state_->settings.authenticate, std::move(trace_id));
    if (!plan_.objection) plan_.objection = open_body();
    if (plan_.objection) co_return co_await refuse(*plan_.objection);
    error = co_await read_body();
    if (error && !is_protocol_error(error)) co_return false;
    if (error) body_problem_ = protocol_problem(error);
    if (body_problem_) co_return co_await refuse(*body_problem_);
    call_handler();
    co_await wait_for_answer();
    body_.close();
    Response response = std::move(*answer_);
    answer_.reset();
    const bool again = co_await write_answer(std::move(response));
    busy_ = false;
    co_return again;
}

asio::awaitable<error_code> Session::read_head() {
    error_code error;
    stream_.expires_after(exchange_ == 0 ? limits_.header_time : limits_.idle_time);
    if (buffer_.size() == 0) {
        const auto room = buffer_.prepare(kReadMax);
        const std::size_t size = co_await stream_.async_read_some(
            room, asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return error;
        buffer_.commit(size);
    }
    busy_ = true;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser_->body_limit(boost::none);  // counted by the sink, since it depends on the route
    stream_.expires_after(limits_.header_time);
    co_await http::async_read_header(stream_, buffer_, *parser_,
                                     asio::redirect_error(asio::use_awaitable, error));
    co_return error;
}

std::optional<Problem> Session::open_body() {
    body_problem_.reset();
    const Route& route = *plan_.route;
    const std::uint64_t bytes_max =
        route.body_bytes_max != 0 ? route.body_bytes_max : limits_.body_bytes;
    std::optional<std::uint64_t> announced;
    if (const auto length = parser_->content_length()) announced = *length;
    return body_.open(route, bytes_max, announced, state_->settings.upload_directory);
}

asio::awaitable<error_code> Session::read_body() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    error_code error;
    stream_.expires_after(limits_.body_time);
    if (plan_.request.header("expect") && !parser_->is_done()) {
        co_await asio::async_write(stream_, asio::buffer(kContinue),
                                   asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return error;
    }
    while (!parser_->is_done()) {
        auto& part = parser_->get().body();
        part.data = chunk_.data();
        part.size = chunk_.size();
        co_await http::async_read_some(stream_, buffer_, *parser_,
                                       asio::redirect_error(asio::use_awaitable, error));
        if (error == http::error::need_buffer) error = {};
        if (error) co_return error;
        const std::size_t size = chunk_.size() - parser_->get().body().size;
        body_problem_ = body_.append(std::as_bytes(std::span(chunk_).first(size)));
        if (body_problem_) co_return error;
        if (body_.is_file() && size > 0) stream_.expires_after(limits_.body_time);
    }
    body_.hand_over(plan_.request);
    co_return error;
}

// A border for foreign exceptions: one bad request must not end the daemon.
void Session::call_handler() {
    answer_.reset();
    Responder responder([weak = weak_from_this(), exchange = exchange_](Response response) {
        if (const auto session = weak.lock()) session->deliver(exchange, std::move(response));
    });
    try {
        plan_.route->handler(plan_.request, std::move(responder));
    } catch (const std::exception& failure) {
        state_->report(
            fmt::format("{} {}: {}", plan_.request.trace_id, plan_.route->pattern, failure.what()));
    }
}

void Session::deliver(std::uint64_t exchange, Response response) {
    if (exchange != exchange_ || answer_) return;
    answer_ = std::move(response);
    timer_.cancel();
}

// Afterwards there is an answer: the handler's, or a problem.
asio::awaitable<void> Session::wait_for_answer() {
    error_code error;
    if (!answer_) {
        const auto own = plan_.route->answer_time;
        timer_.expires_after(own.count() > 0 ? own : limits_.answer_time);
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
    const bool forgotten = answer_ && answer_->status == 500 && answer_->body.empty();
    if (answer_ && !forgotten) co_return;
    ++exchange_;  // the handler's own answer comes too late now
    Problem problem;
    problem.slug = forgotten ? "internal" : "overloaded";
    problem.detail = forgotten ? "the request failed" : "no answer was ready in time";
    state_->report(plan_.request.trace_id + ": " + problem.detail);
    answer_ = to_response(problem, plan_.request);
}

asio::awaitable<bool> Session::refuse(Problem problem) {
    Response response = to_response(problem, plan_.request);
    const bool again = co_await write_answer(std::move(response));
    body_.close();
    busy_ = false;
    co_return again;
}

void serve(Socket socket, Peer peer, const std::shared_ptr<ServerState>& state) {
    auto session = std::make_shared<Session>(std::move(socket), std::move(peer), state);
    auto* const raw = session.get();
    asio::co_spawn(raw->executor(), raw->run(),
                   [session = std::move(session), state](const std::exception_ptr& failure) {
                       if (!failure) return;
                       state->report("connection ended by an exception");
                       session->abort();
                   });
}

void stop_sessions(const ServerState& state) {
    for (Session* const session : std::vector(state.sessions.begin(), state.sessions.end())) {
        session->stop();
    }
}

void abort_sessions(const ServerState& state) {
    for (Session* const session : std::vector(state.sessions.begin(), state.sessions.end())) {
        session->abort();
    }
}

}  // namespace kiosk::http
