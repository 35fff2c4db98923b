// kiosk/hub/pg/connection.hpp — one connection to PostgreSQL, asynchronous from the first byte.
//
// Statements that are handed in together travel together and are one transaction: the pipeline of
// libpq (manual, 34.5). On an executor of one thread, one call at a time.
#pragma once

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/hub/pg/query.hpp"
#include "kiosk/hub/pg/rows.hpp"
#include "kiosk/hub/pg/socket_wait.hpp"

struct pg_conn;  // libpq's PGconn

namespace kiosk::hub::pg {

inline constexpr std::size_t kQueriesMax = 64;  // in one call

struct ConnectionSettings {
    // As libpq takes it: "host=10.0.0.7 dbname=kiosk user=kiosk_hub". An address, not a name: libpq
    // asks the resolver while everything else waits.
    std::string server;
    std::chrono::milliseconds connect_timeout{3000};
    // The server gives up on a statement by itself after so long, if the hub cannot tell it.
    std::chrono::milliseconds statement_timeout{5000};
};

class Connection {
  public:
    // Errc::unavailable: not there, a standby, or too busy; Errc::timed_out; Errc::denied: password
    // or role.
    [[nodiscard]] static asio::awaitable<Result<std::unique_ptr<Connection>>> connect(
        asio::any_io_executor executor, ConnectionSettings settings);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // All or nothing: 1 to kQueriesMax statements in one transaction and one round trip. The first
    // one that fails is the error (sqlstate.hpp). Errc::unavailable and timed_out leave open
    // whether the transaction was committed: what is sent must bear being sent again.
    [[nodiscard]] asio::awaitable<Result<std::vector<Rows>>> run(std::vector<Query> queries,
                                                                 Deadline deadline);

    // Several statements in one text without values, for migrations; one transaction unless the
    // text says otherwise.
    [[nodiscard]] asio::awaitable<Result<>> run_script(std::string sql, Deadline deadline);

    // False after a time-out or a lost line: to be thrown away.
    [[nodiscard]] bool is_usable() const { return usable_; }

  private:
    struct Closer {
        void operator()(pg_conn* connection) const;
    };

    Connection(const asio::any_io_executor& executor, pg_conn* connection);
    [[nodiscard]] asio::awaitable<Result<>> finish_connecting(Deadline deadline);
    [[nodiscard]] asio::awaitable<Result<>> flush(Deadline deadline);
    [[nodiscard]] asio::awaitable<Result<ResultHandle>> next_result(Deadline deadline);
    [[nodiscard]] asio::awaitable<Result<std::vector<Rows>>> collect(
        std::vector<const Statement*> prepares, std::size_t queries, Deadline deadline);
    [[nodiscard]] Result<std::vector<const Statement*>> send(const std::vector<Query>& queries);
    [[nodiscard]] bool send_values(const Query& query);
    [[nodiscard]] Error lost();

    std::unique_ptr<pg_conn, Closer> connection_;
    SocketWait socket_;               // lets go of the socket before libpq closes it
    std::set<std::string> prepared_;  // by name
    bool usable_ = true;
};

}  // namespace kiosk::hub::pg
