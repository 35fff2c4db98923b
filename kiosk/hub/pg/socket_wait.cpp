// kiosk/hub/pg/socket_wait.cpp — a timer is awaited; the socket's readiness ends it early.
#include "kiosk/hub/pg/socket_wait.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

namespace kiosk::hub::pg {
namespace {

using boost::system::error_code;
using Descriptor = asio::posix::stream_descriptor;

}  // namespace

struct SocketWait::State {
    explicit State(const asio::any_io_executor& executor) : descriptor(executor), timer(executor) {}

    Descriptor descriptor;
    asio::steady_timer timer;
    std::uint64_t turn = 0;  // of the wait; completions of earlier ones mean nothing
    bool ready = false;
};

namespace {

template <class State>
void watch(const std::shared_ptr<State>& state, Descriptor::wait_type type) {
    state->descriptor.async_wait(type, [state, turn = state->turn](const error_code& error) {
        if (error == asio::error::operation_aborted || turn != state->turn) return;
        state->ready = true;
        state->timer.cancel();
    });
}

}  // namespace

SocketWait::SocketWait(const asio::any_io_executor& executor)
    : state_(std::make_shared<State>(executor)) {}

SocketWait::~SocketWait() {
    let_go();
}

void SocketWait::attach(int socket) {
    let_go();
    error_code ignored;  // a bad socket is reported by the next call of libpq
    state_->descriptor.assign(socket, ignored);
}

void SocketWait::let_go() {
    ++state_->turn;
    if (state_->descriptor.is_open()) state_->descriptor.release();
}

asio::awaitable<Result<>> SocketWait::wait(Readiness readiness, Deadline deadline) {
    const auto state = state_;
    ++state->turn;
    state->ready = false;
    state->timer.expires_at(deadline);
    if (readiness != Readiness::to_write) watch(state, Descriptor::wait_read);
    if (readiness != Readiness::to_read) watch(state, Descriptor::wait_write);
    error_code ended;
    co_await state->timer.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    error_code ignored;
    state->descriptor.cancel(ignored);
    if (!state->ready) co_return fail(Errc::timed_out, "PostgreSQL did not answer in time");
    co_return Result<>();
}

}  // namespace kiosk::hub::pg
