// kiosk/hub/pg/socket_wait.hpp — waits for a socket that somebody else owns, until a deadline.
//
// libpq owns its socket and says what it waits for; Asio does the waiting. One waiter at a time, on
// an executor of one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "kiosk/base/result.hpp"

namespace kiosk::hub::pg {

namespace asio = boost::asio;
using Deadline = std::chrono::steady_clock::time_point;

enum class Readiness : std::uint8_t { to_read, to_write, either };

class SocketWait {
  public:
    explicit SocketWait(const asio::any_io_executor& executor);
    ~SocketWait();  // lets go of the socket without closing it
    SocketWait(const SocketWait&) = delete;
    SocketWait& operator=(const SocketWait&) = delete;

    // Registers this socket instead of the one before. To be called again when libpq has opened
    // another one, which may have the same number.
    void attach(int socket);
    void let_go();

    // Errc::timed_out when the deadline passes first. Ready also where the socket has failed: the
    // next read or write says how.
    [[nodiscard]] asio::awaitable<Result<>> wait(Readiness readiness, Deadline deadline);

  private:
    struct State;
    std::shared_ptr<State> state_;  // late completions of cancelled waits look at it
};

}  // namespace kiosk::hub::pg
