// kiosk/hub/pg/pool.cpp — lending, opening elsewhere, trying again.
#include "kiosk/hub/pg/pool.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/hub/pg/sqlstate.hpp"

namespace kiosk::hub::pg {

Pool::Pool(asio::any_io_executor executor, PoolSettings settings)
    : executor_(executor), settings_(std::move(settings)), chance_(std::random_device()()) {
    KIOSK_CHECK(!settings_.servers.empty(), "a pool knows a server");
    KIOSK_CHECK(settings_.connections >= 1 && settings_.connections <= 64,
                "a pool has 1 to 64 connections");
}

asio::awaitable<Result<std::vector<Rows>>> Pool::run(std::vector<Query> queries,
                                                     Deadline deadline) {
    asio::steady_timer pause(executor_);
    for (int again = 1;; ++again) {
        auto rows = co_await try_once(queries, deadline);
        if (rows || !may_pass(rows.error().code)) co_return std::move(rows);
        ++tries_failed_;
        const Deadline next = std::chrono::steady_clock::now() + pause_before(again);
        if (next >= deadline) co_return std::move(rows);
        pause.expires_at(next);
        boost::system::error_code ignored;
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

asio::awaitable<Result<std::vector<Rows>>> Pool::try_once(std::vector<Query> queries,
                                                          Deadline deadline) {
    auto lent = co_await borrow(deadline);
    if (!lent) co_return fail(std::move(lent).error());
    Handle connection = *std::move(lent);
    auto rows = co_await connection->run(std::move(queries), deadline);
    if (!rows && rows.error().code == Errc::unavailable) {
        // Gone, or demoted to a standby: then so are those that nobody uses just now.
        connection.reset();
        open_ -= idle_.size();
        idle_.clear();
    }
    give_back(std::move(connection));
    co_return std::move(rows);
}

asio::awaitable<Result<Pool::Handle>> Pool::borrow(Deadline deadline) {
    while (true) {
        if (!idle_.empty()) {
            Handle connection = std::move(idle_.back());
            idle_.pop_back();
            co_return std::move(connection);
        }
        if (open_ < settings_.connections) co_return co_await open(deadline);
        if (std::chrono::steady_clock::now() >= deadline) {
            co_return fail(Errc::timed_out, "all " + std::to_string(settings_.connections) +
                                                " connections to PostgreSQL are in use");
        }
        asio::steady_timer freed(executor_, deadline);
        waiting_.push_back(&freed);
        boost::system::error_code ignored;
        co_await freed.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        std::erase(waiting_, &freed);
    }
}

// One round over the servers, beginning with the one that answered last.
asio::awaitable<Result<Pool::Handle>> Pool::open(Deadline deadline) {
    ++open_;
    Error problem{Errc::timed_out, "no time left to connect to PostgreSQL"};
    for (std::size_t tried = 0; tried < settings_.servers.size(); ++tried) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) break;
        const std::size_t server = (next_server_ + tried) % settings_.servers.size();
        ConnectionSettings settings{.server = settings_.servers[server],
                                    .connect_timeout = std::min(left, settings_.connect_timeout),
                                    .statement_timeout = settings_.statement_timeout};
        auto made = co_await Connection::connect(executor_, std::move(settings));
        if (made) {
            next_server_ = server;
            co_return *std::move(made);
        }
        problem = std::move(made).error();
    }
    give_back(nullptr);
    co_return fail(std::move(problem));
}

void Pool::give_back(Handle connection) {
    if (connection != nullptr && connection->is_usable()) {
        idle_.push_back(std::move(connection));
    } else {
        --open_;
    }
    if (waiting_.empty()) return;
    waiting_.front()->cancel();
    waiting_.pop_front();
}

// Half fixed, half chance: hubs that lost the same server do not come back in step.
std::chrono::milliseconds Pool::pause_before(int again) {
    const auto doubled = settings_.pause_min * (1LL << std::min(again - 1, 16));
    const auto pause = std::min<std::chrono::milliseconds>(doubled, settings_.pause_max);
    std::uniform_int_distribution<std::int64_t> half(pause.count() / 2, pause.count());
    return std::chrono::milliseconds(half(chance_));
}

}  // namespace kiosk::hub::pg
