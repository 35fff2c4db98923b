// kiosk/hub/pg/connection.cpp — libpq without blocking: Asio waits, libpq reads and writes.
#include "kiosk/hub/pg/connection.hpp"

#include <array>
#include <utility>

#include <libpq-fe.h>

#include "kiosk/base/check.hpp"
#include "kiosk/hub/pg/sqlstate.hpp"

namespace kiosk::hub::pg {
namespace {

// libpq's texts end with a line break and may have several lines.
std::string one_line(std::string_view text) {
    std::string line(text.substr(0, text.find_last_not_of(" \n") + 1));
    for (char& c : line) {
        if (c == '\n') c = ' ';
    }
    return line;
}

Error error_of(const pg_result* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const std::string letters = state == nullptr ? "" : state;
    const std::string said =
        message == nullptr ? one_line(PQresultErrorMessage(result)) : std::string(message);
    return {errc_of(letters), "PostgreSQL " + letters + ": " + said};
}

// A server that says why it does not let us in says it in English prose only: libpq keeps no
// SQLSTATE of a failed start. The password is the one thing that waiting does not mend.
Error connect_error(pg_conn* connection) {
    const std::string said = one_line(PQerrorMessage(connection));
    const bool denied = said.contains("authentication failed") ||
                        said.contains("no pg_hba.conf entry") || said.contains("role \"");
    return {denied ? Errc::denied : Errc::unavailable, "PostgreSQL: " + said};
}

void say_nothing(void* /*argument*/, const pg_result* /*notice*/) {}

bool is_sound(const pg_result* result) {
    const auto status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

pg_conn* start(const ConnectionSettings& settings) {
    // A server that vanished is noticed in seconds, not in the two hours of TCP's own patience; and
    // what it was at when the hub vanished ends, too.
    const std::string timeout = std::to_string(settings.statement_timeout.count());
    const std::string options =
        "-c search_path=kiosk -c client_min_messages=error"
        " -c synchronous_commit=on -c statement_timeout=" +
        timeout + " -c idle_in_transaction_session_timeout=" + timeout;
    const std::array names{"dbname",
                           "application_name",
                           "client_encoding",
                           "options",
                           "target_session_attrs",
                           "keepalives_idle",
                           "keepalives_interval",
                           "keepalives_count",
                           "tcp_user_timeout",
                           static_cast<const char*>(nullptr)};
    const std::array values{settings.server.c_str(),
                            "kiosk-hub",
                            "UTF8",
                            options.c_str(),
                            "read-write",
                            "5",
                            "2",
                            "3",
                            timeout.c_str(),
                            static_cast<const char*>(nullptr)};
    return PQconnectStartParams(names.data(), values.data(), /*expand_dbname=*/1);
}

}  // namespace

void Connection::Closer::operator()(pg_conn* connection) const {
    PQfinish(connection);
}

Connection::Connection(const asio::any_io_executor& executor, pg_conn* connection)
    : connection_(connection), socket_(executor) {}

Connection::~Connection() = default;

Error Connection::lost() {
    usable_ = false;
    return {Errc::unavailable, "PostgreSQL: " + one_line(PQerrorMessage(connection_.get()))};
}

asio::awaitable<Result<std::unique_ptr<Connection>>> Connection::connect(
    asio::any_io_executor executor, ConnectionSettings settings) {
    const Deadline deadline = std::chrono::steady_clock::now() + settings.connect_timeout;
    std::unique_ptr<Connection> made(new Connection(executor, start(settings)));
    if (made->connection_ == nullptr) {
        co_return fail(Errc::no_space, "PostgreSQL: no memory for a connection");
    }
    auto finished = co_await made->finish_connecting(deadline);
    if (!finished) co_return fail(std::move(finished).error());
    co_return std::move(made);
}

asio::awaitable<Result<>> Connection::finish_connecting(Deadline deadline) {
    pg_conn* connection = connection_.get();
    if (PQstatus(connection) == CONNECTION_BAD) co_return fail(connect_error(connection));
    auto step = PGRES_POLLING_WRITING;  // manual, 34.1: as if PQconnectPoll had said so
    while (step != PGRES_POLLING_OK) {
        const auto readiness =
            step == PGRES_POLLING_READING ? Readiness::to_read : Readiness::to_write;
        socket_.attach(PQsocket(connection));
        auto waited = co_await socket_.wait(readiness, deadline);
        socket_.let_go();  // PQconnectPoll may go on with another socket
        if (!waited) co_return fail(std::move(waited).error().in("connect"));
        step = PQconnectPoll(connection);
        if (step == PGRES_POLLING_FAILED) co_return fail(connect_error(connection));
    }
    PQsetNoticeReceiver(connection, say_nothing, nullptr);
    if (PQsetnonblocking(connection, 1) != 0 || PQenterPipelineMode(connection) != 1) {
        co_return fail(lost());
    }
    socket_.attach(PQsocket(connection));
    co_return Result<>();
}

asio::awaitable<Result<>> Connection::flush(Deadline deadline) {
    while (true) {
        const int left = PQflush(connection_.get());
        if (left == 0) co_return Result<>();
        if (left < 0) co_return fail(lost());
        // The server may wait until its answers are read before it reads on.
        auto waited = co_await socket_.wait(Readiness::either, deadline);
        if (!waited) {
            usable_ = false;
            co_return fail(std::move(waited).error());
        }
        if (PQconsumeInput(connection_.get()) != 1) co_return fail(lost());
    }
}

// Null: what was sent has no further result.
asio::awaitable<Result<ResultHandle>> Connection::next_result(Deadline deadline) {
    while (PQisBusy(connection_.get()) == 1) {
        auto waited = co_await socket_.wait(Readiness::to_read, deadline);
        if (!waited) {
            usable_ = false;
            co_return fail(std::move(waited).error());
        }
        if (PQconsumeInput(connection_.get()) != 1) co_return fail(lost());
    }
    ResultHandle result(PQgetResult(connection_.get()));
    // What the server says as it goes (57P01) is worth more than that the line is gone.
    if (PQstatus(connection_.get()) == CONNECTION_BAD) {
        usable_ = false;
        if (result == nullptr || is_sound(result.get())) co_return fail(lost());
    }
    co_return std::move(result);
}

bool Connection::send_values(const Query& query) {
    std::vector<const char*> values;
    for (const auto& value : query.values()) values.push_back(value.c_str());
    return PQsendQueryPrepared(connection_.get(), query.statement().name,
                               static_cast<int>(values.size()), values.data(), nullptr, nullptr,
                               /*resultFormat=*/0) == 1;
}

// Queues everything; what had to be prepared first comes back.
Result<std::vector<const Statement*>> Connection::send(const std::vector<Query>& queries) {
    std::vector<const Statement*> prepares;
    for (const auto& query : queries) {
        const Statement& statement = query.statement();
        bool known = prepared_.contains(statement.name);
        for (const Statement* one : prepares) known = known || one == &statement;
        if (!known) {
            prepares.push_back(&statement);
            if (PQsendPrepare(connection_.get(), statement.name, statement.sql, 0, nullptr) != 1) {
                return fail(lost());
            }
        }
    }
    for (const auto& query : queries) {
        if (!send_values(query)) return fail(lost());
    }
    if (PQpipelineSync(connection_.get()) != 1) return fail(lost());
    return prepares;
}

// Reads up to the sync, also behind a failure, so that the connection is in step again.
asio::awaitable<Result<std::vector<Rows>>> Connection::collect(
    std::vector<const Statement*> prepares, std::size_t queries, Deadline deadline) {
    std::vector<Rows> rows;
    std::optional<Error> problem;
    const std::size_t expected = prepares.size() + queries;
    std::size_t done = 0;  // commands answered in full
    while (true) {
        auto next = co_await next_result(deadline);
        if (!next) co_return fail(std::move(next).error());
        ResultHandle result = *std::move(next);
        if (result == nullptr) {
            // The server ended the line while it committed: there is no sync to come.
            if (++done > expected) usable_ = false;
            if (!usable_) co_return fail(problem ? *std::move(problem) : lost());
            continue;
        }
        if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) break;
        if (is_sound(result.get())) {
            if (done < prepares.size()) prepared_.insert(prepares[done]->name);
        } else if (!problem && PQresultStatus(result.get()) != PGRES_PIPELINE_ABORTED) {
            problem = error_of(result.get());
            if (!usable_) co_return fail(*std::move(problem));
        }
        if (done >= prepares.size()) rows.emplace_back(std::move(result));
    }
    if (problem) co_return fail(*std::move(problem));
    co_return std::move(rows);
}

asio::awaitable<Result<std::vector<Rows>>> Connection::run(std::vector<Query> queries,
                                                           Deadline deadline) {
    KIOSK_CHECK(!queries.empty() && queries.size() <= kQueriesMax, "a call has 1 to 64 queries");
    KIOSK_CHECK(usable_, "a lost connection is thrown away");
    auto sent = send(queries);
    if (!sent) co_return fail(std::move(sent).error());
    auto flushed = co_await flush(deadline);
    if (!flushed) co_return fail(std::move(flushed).error());
    co_return co_await collect(*std::move(sent), queries.size(), deadline);
}

asio::awaitable<Result<>> Connection::run_script(std::string sql, Deadline deadline) {
    pg_conn* connection = connection_.get();
    if (PQexitPipelineMode(connection) != 1 || PQsendQuery(connection, sql.c_str()) != 1) {
        co_return fail(lost());
    }
    auto flushed = co_await flush(deadline);
    if (!flushed) co_return fail(std::move(flushed).error());
    std::optional<Error> problem;
    while (true) {
        auto next = co_await next_result(deadline);
        if (!next) co_return fail(std::move(next).error());
        const ResultHandle result = *std::move(next);
        if (result == nullptr) break;
        if (!is_sound(result.get()) && !problem) problem = error_of(result.get());
        if (problem && !usable_) co_return fail(*std::move(problem));
    }
    if (PQenterPipelineMode(connection) != 1) co_return fail(lost());
    if (problem) co_return fail(*std::move(problem));
    co_return Result<>();
}

}  // namespace kiosk::hub::pg
