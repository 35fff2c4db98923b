// kiosk/hub/migrations.hpp — the numbered steps that make the hub's tables; up only.
//
// Each step is one transaction with its row in schema_step, under a lock that all hubs share: any
// number of them may start at once. The text of the steps stands in migrations/*.sql. The owner of
// the database runs them; the hub itself is another role, which may not.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/hub/pg/connection.hpp"
#include "kiosk/hub/pg/pool.hpp"

namespace kiosk::hub {

struct Migration {
    std::int64_t version = 0;  // 1, 2, ...
    std::string_view name;     // "0001_log"
    std::string_view sql;
};

[[nodiscard]] std::span<const Migration> migrations();

[[nodiscard]] std::int64_t latest_schema_version();

// Makes what is missing, as the owner. Errc::unsupported: the tables are of a newer program, and
// nothing was touched. Whoever waits for another hub's steps waits up to the statement timeout.
[[nodiscard]] pg::asio::awaitable<Result<>> migrate(pg::asio::any_io_executor executor,
                                                    pg::ConnectionSettings owner,
                                                    std::span<const Migration> steps);

// What the hub asks before it works. Errc::unsupported: older or newer tables than this program's.
[[nodiscard]] pg::asio::awaitable<Result<>> check_schema(pg::Pool* pool, pg::Deadline deadline);

}  // namespace kiosk::hub
