// kiosk/http/session_answer.cpp — writes answers and streams, and ends a connection politely.
#include <algorithm>
#include <string>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/write.hpp>

#include "kiosk/http/body_parts.hpp"
#include "kiosk/http/connection.hpp"
#include "kiosk/http/message_head.hpp"

namespace kiosk::http {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kLingerMax = 1024 * 1024;  // bytes thrown away so that an answer arrives

}  // namespace

Session::Message Session::message_of(Response response) const {
    Message message(static_cast<http::status>(response.status), 11);
    for (const Header& header : all_headers(state_->settings.common_headers, response)) {
        message.set(header.name, header.value);
    }
    // Without the whole request read, the next one cannot be found.
    const bool whole = parser_ && parser_->is_done();
    message.keep_alive(whole && parser_->keep_alive() && !state_->stopping && !events_ &&
                       !response.parts);
    const bool bodyless = response.status == 304;  // RFC 9110 section 15.4.5
    if (response.parts && plan_.request.method != Method::head) message.chunked(true);
    if (!events_ && !response.parts && !bodyless) message.content_length(response.body.size());
    if (plan_.request.method != Method::head) message.body() = std::move(response.body);
    return message;
}

// Writes an answer, or a stream to its end; true when the connection may go on.
asio::awaitable<bool> Session::write_answer(Response response) {
    events_ = response.events;
    const auto parts = plan_.request.method == Method::head ? nullptr : response.parts;
    Message message = message_of(std::move(response));
    error_code error;
    if (parts) {
        co_await write_parts(std::move(message), parts);
        co_return false;
    }
    stream_.expires_after(limits_.write_time);
    co_await http::async_write(stream_, message, asio::redirect_error(asio::use_awaitable, error));
    if (events_ && !error) co_await stream_events();
    const bool again = !events_ && !error && message.keep_alive();
    events_.reset();
    co_return again;
}

// The answer to a question that was given up finds the part of another: so each has its number.
void Session::ask_for_part(BodyParts& parts) {
    part_.reset();
    parts.next([weak = weak_from_this(), exchange = ++exchange_](Result<std::string> part) {
        const auto session = weak.lock();
        if (!session || session->exchange_ != exchange) return;
        session->part_ = std::move(part);
        session->timer_.cancel();
    });
}

// RFC 9112 section 7.1: without its last chunk a body is known to be cut.
asio::awaitable<void> Session::write_parts(Message message, std::shared_ptr<BodyParts> parts) {
    error_code error;
    http::response_serializer<http::string_body> head(message);
    stream_.expires_after(limits_.write_time);
    co_await http::async_write_header(stream_, head,
                                      asio::redirect_error(asio::use_awaitable, error));
    while (!error && !state_->stopping) {
        ask_for_part(*parts);
        if (!part_) {
            timer_.expires_after(limits_.answer_time);
            co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
            error = {};
        }
        if (!part_ || !*part_) co_return;
        const std::string text = **std::move(part_);
        const auto last = http::make_chunk_last();
        const auto chunk = http::make_chunk(asio::buffer(text));
        stream_.expires_after(limits_.write_time);
        if (text.empty()) {
            co_await asio::async_write(stream_, last,
                                       asio::redirect_error(asio::use_awaitable, error));
            co_return;
        }
        co_await asio::async_write(stream_, chunk,
                                   asio::redirect_error(asio::use_awaitable, error));
    }
}

void Session::watch_stream() {
    events_->on_change([weak = weak_from_this()] {
        const auto session = weak.lock();
        if (!session || !session->events_) return;
        // A slow reader is stuck in a write: only closing ends that.
        if (session->events_->was_too_slow()) session->stream_.close();
        session->timer_.cancel();
    });
    // A stream's client has nothing more to say: readable means that it is gone.
    stream_.socket().async_wait(Socket::wait_read,
                                [events = std::weak_ptr(events_)](const error_code& error) {
                                    const auto open = events.lock();
                                    if (open && !error) open->end();
                                });
}

asio::awaitable<void> Session::stream_events() {
    watch_stream();
    while (!events_->ended() && !state_->stopping) {
        error_code error;
        std::string text = events_->take();
        if (text.empty()) {
            timer_.expires_after(limits_.ping_time);
            co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
            if (error) continue;  // woken: something came, or it ended
            text = ": ping\n\n";
        }
        stream_.expires_after(limits_.write_time);
        co_await asio::async_write(stream_, asio::buffer(text),
                                   asio::redirect_error(asio::use_awaitable, error));
        if (error) break;
    }
    events_->end();
}

// Closing with unread input would reset the connection and destroy the answer on its way
// (RFC 9112 section 9.6): send the end, then read a little more.
asio::awaitable<void> Session::linger() {
    error_code error;
    stream_.socket().shutdown(Socket::shutdown_send, error);
    stream_.expires_after(limits_.linger_time);
    std::size_t left = kLingerMax;
    while (!error && left > 0) {
        const auto room = asio::buffer(chunk_);
        const std::size_t size = co_await stream_.async_read_some(
            room, asio::redirect_error(asio::use_awaitable, error));
        left -= std::min(left, size);
    }
}

}  // namespace kiosk::http
