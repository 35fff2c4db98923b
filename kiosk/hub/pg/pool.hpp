// kiosk/hub/pg/pool.hpp — a few connections, made when needed, to whichever server may write.
//
// Servers are tried in turn: after a fail-over the promoted standby is the one that lets us write.
// What may pass is tried again with growing pauses until the caller's deadline, so everything that
// is handed in must bear being done twice. On an executor of one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <boost/asio/steady_timer.hpp>

#include "kiosk/hub/pg/connection.hpp"

namespace kiosk::hub::pg {

struct PoolSettings {
    std::vector<std::string> servers;  // at least one; see ConnectionSettings::server
    std::size_t connections = 4;       // at most, 1 to 64
    std::chrono::milliseconds connect_timeout{3000};
    std::chrono::milliseconds statement_timeout{5000};
    std::chrono::milliseconds pause_min{50};    // before the second try; doubles,
    std::chrono::milliseconds pause_max{2000};  // and half of each pause is chance
};

class Pool {
  public:
    Pool(asio::any_io_executor executor, PoolSettings settings);
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // As Connection::run; the answer of the last try when the deadline is near.
    [[nodiscard]] asio::awaitable<Result<std::vector<Rows>>> run(std::vector<Query> queries,
                                                                 Deadline deadline);

    [[nodiscard]] std::size_t open_connections() const { return open_; }
    [[nodiscard]] std::uint64_t tries_failed() const { return tries_failed_; }

  private:
    using Handle = std::unique_ptr<Connection>;

    [[nodiscard]] asio::awaitable<Result<Handle>> borrow(Deadline deadline);
    [[nodiscard]] asio::awaitable<Result<Handle>> open(Deadline deadline);
    void give_back(Handle connection);
    [[nodiscard]] asio::awaitable<Result<std::vector<Rows>>> try_once(std::vector<Query> queries,
                                                                      Deadline deadline);
    [[nodiscard]] std::chrono::milliseconds pause_before(int again);

    asio::any_io_executor executor_;
    PoolSettings settings_;
    std::vector<Handle> idle_;
    std::size_t open_ = 0;         // idle, lent and being made
    std::size_t next_server_ = 0;  // the one that answered last
    std::uint64_t tries_failed_ = 0;
    std::deque<asio::steady_timer*> waiting_;  // in order; cancelled when a connection is free
    std::minstd_rand chance_;
};

}  // namespace kiosk::hub::pg
