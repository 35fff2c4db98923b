// kiosk/hub/migrations.cpp — one lock, then one transaction a step.
#include "kiosk/hub/migrations.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace kiosk::hub {
namespace {

constexpr std::chrono::seconds kStepTime{60};
constexpr std::int64_t kLockNumber = 0x6B696F736B68;  // "kioskh"

// Of the session: it ends with the connection, however that ends.
constexpr pg::Statement kLock{"schema_lock", "SELECT pg_advisory_lock($1)"};
constexpr pg::Statement kVersion{"schema_version",
                                 "SELECT coalesce(max(version), 0) FROM kiosk.schema_step"};
constexpr std::string_view kBegin =
    "CREATE SCHEMA IF NOT EXISTS kiosk;"
    "CREATE TABLE IF NOT EXISTS kiosk.schema_step ("
    " version bigint PRIMARY KEY, name text NOT NULL, made_at timestamptz NOT NULL DEFAULT now());";

pg::Deadline in(std::chrono::seconds time) {
    return std::chrono::steady_clock::now() + time;
}

Result<std::int64_t> version_in(const Result<std::vector<pg::Rows>>& rows) {
    if (!rows) return fail(rows.error());
    return rows->front().number(0, 0);
}

std::unexpected<Error> version_refused(std::int64_t found, std::int64_t known) {
    return fail(Errc::unsupported, "the hub's tables have version " + std::to_string(found) +
                                       ", this program knows " + std::to_string(known));
}

// One text without BEGIN: PostgreSQL takes it as one transaction (manual, 55.2.2.1).
std::string script_of(const Migration& step) {
    return std::string(step.sql) + "\nINSERT INTO schema_step (version, name) VALUES (" +
           std::to_string(step.version) + ", '" + std::string(step.name) + "');";
}

}  // namespace

std::int64_t latest_schema_version() {
    return migrations().back().version;
}

pg::asio::awaitable<Result<>> migrate(pg::asio::any_io_executor executor,
                                      pg::ConnectionSettings owner,
                                      std::span<const Migration> steps) {
    owner.statement_timeout = kStepTime;
    auto made = co_await pg::Connection::connect(executor, std::move(owner));
    if (!made) co_return fail(std::move(made).error());
    const auto connection = *std::move(made);
    std::vector<pg::Query> lock;
    lock.push_back(pg::Query(kLock).number(kLockNumber));
    auto locked = co_await connection->run(std::move(lock), in(kStepTime));
    if (!locked) co_return fail(std::move(locked).error().in("wait for other hubs"));
    auto begun = co_await connection->run_script(std::string(kBegin), in(kStepTime));
    if (!begun) co_return fail(std::move(begun).error().in("make the schema kiosk"));
    std::vector<pg::Query> ask(1, pg::Query(kVersion));
    auto rows = co_await connection->run(std::move(ask), in(kStepTime));
    const auto present = version_in(rows);
    if (!present) co_return fail(present.error());
    if (*present > steps.back().version) {
        co_return version_refused(*present, steps.back().version);
    }
    for (const auto& step : steps) {
        if (step.version <= *present) continue;
        auto ran = co_await connection->run_script(script_of(step), in(kStepTime));
        if (!ran) co_return fail(std::move(ran).error().in("migration " + std::string(step.name)));
    }
    co_return Result<>();
}

pg::asio::awaitable<Result<>> check_schema(pg::Pool* pool, pg::Deadline deadline) {
    std::vector<pg::Query> ask(1, pg::Query(kVersion));
    auto rows = co_await pool->run(std::move(ask), deadline);
    const auto present = version_in(rows);
    if (!present) co_return fail(present.error());
    if (*present != latest_schema_version()) {
        co_return version_refused(*present, latest_schema_version());
    }
    co_return Result<>();
}

}  // namespace kiosk::hub
