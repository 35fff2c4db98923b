// tests/hub/connection_test.cpp — statements in one transaction, and every way a line can be lost.
#include "kiosk/hub/pg/connection.hpp"

#include <string>

#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

#include "tests/hub/hub_fixture.hpp"

namespace kiosk::testing {
namespace {

using hub::pg::Connection;
using hub::pg::Query;
using hub::pg::Rows;
using hub::pg::Statement;

constexpr Statement kOne{"one", "SELECT 1"};
constexpr Statement kMake{"make", "CREATE TABLE public.seen (number bigint PRIMARY KEY)"};
constexpr Statement kAdd{"add", "INSERT INTO public.seen VALUES ($1)"};
constexpr Statement kCount{"count", "SELECT count(*) FROM public.seen"};
constexpr Statement kEcho{"echo", "SELECT $1::text, $2::bytea, $3::bigint, $4::text[], NULL"};
constexpr Statement kEnd{"end", "SELECT pg_terminate_backend(pg_backend_pid())"};
constexpr Statement kWait{"wait", "SELECT pg_sleep(600)"};
constexpr Statement kColumns{
    "columns", "SELECT a, b, c FROM unnest($1::bigint[], $2::text[], $3::bytea[]) AS t (a, b, c)"};

std::vector<Query> just(Query query) {
    return std::vector<Query>(1, std::move(query));
}

class ConnectionTest : public HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        if (IsSkipped()) return;
        connection_ = connect();
    }
    std::unique_ptr<Connection> connect() {
        auto made = await(Connection::connect(io_.get_executor(), as("kiosk_owner")));
        if (!made) throw std::runtime_error(made.error().context);
        return *std::move(made);
    }
    Result<std::vector<Rows>> run(std::vector<Query> queries) {
        return await(connection_->run(std::move(queries), soon()));
    }
    void make_table() {
        sql("GRANT CREATE ON SCHEMA public TO kiosk_owner");
        ASSERT_TRUE(run(just(Query(kMake))));
    }

    std::unique_ptr<Connection> connection_;
};

TEST_F(ConnectionTest, values_come_back_as_they_went) {
    Query query(kEcho);
    const std::vector<std::uint8_t> bytes{0, 1, 255, '\\', '\''};
    query.text("a'b\"c\\d").bytes(bytes).number(INT64_MIN);
    query.texts(std::vector<std::string>{"x\"y", "a\\b", "", "NULL", "{,}"});
    const auto rows = run(just(std::move(query)));
    ASSERT_TRUE(rows) << rows.error().context;
    EXPECT_EQ(rows->front().text(0, 0), "a'b\"c\\d");
    EXPECT_EQ(*rows->front().bytes(0, 1), bytes);
    EXPECT_EQ(*rows->front().number(0, 2), INT64_MIN);
    EXPECT_EQ(rows->front().text(0, 3), R"({"x\"y","a\\b","","NULL","{,}"})");
    EXPECT_TRUE(rows->front().is_null(0, 4));
}

TEST_F(ConnectionTest, columns_arrive_with_their_gaps) {
    Query query(kColumns);
    query.numbers(std::vector<std::optional<std::int64_t>>{1, std::nullopt});
    query.texts(std::vector<std::string>{"{one}", "two"});
    query.byte_strings(std::vector<std::optional<std::vector<std::uint8_t>>>{
        std::vector<std::uint8_t>{0xAB}, std::nullopt});
    const auto rows = run(just(std::move(query)));
    ASSERT_TRUE(rows) << rows.error().context;
    ASSERT_EQ(rows->front().size(), 2U);
    EXPECT_EQ(rows->front().text(0, 1), "{one}");
    EXPECT_EQ(rows->front().bytes(0, 2)->front(), 0xAB);
    EXPECT_TRUE(rows->front().is_null(1, 0));
    EXPECT_TRUE(rows->front().is_null(1, 2));
}

TEST_F(ConnectionTest, a_column_of_another_shape_is_named) {
    const auto rows = run(just(std::move(Query(kEcho).text("x").bytes({}).number(1).texts({}))));
    ASSERT_TRUE(rows) << rows.error().context;
    EXPECT_EQ(rows->front().number(0, 0).error().code, Errc::corrupt);
    EXPECT_EQ(rows->front().bytes(0, 0).error().code, Errc::corrupt);
    EXPECT_TRUE(rows->front().bytes(0, 1)->empty());
}

TEST_F(ConnectionTest, what_is_handed_in_together_is_stored_together_or_not_at_all) {
    make_table();
    std::vector<Query> queries;
    for (const std::int64_t number : {1, 2, 2, 3}) queries.push_back(Query(kAdd).number(number));
    const auto twice = run(queries);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, Errc::conflict);
    EXPECT_NE(twice.error().context.find("23505"), std::string::npos);
    EXPECT_EQ(*run(just(Query(kCount)))->front().number(0, 0), 0);
    queries.erase(queries.begin() + 1);
    ASSERT_TRUE(run(queries));  // in step again, and prepared once
    EXPECT_EQ(*run(just(Query(kCount)))->front().number(0, 0), 3);
}

TEST_F(ConnectionTest, a_connection_ended_by_the_server_says_why_and_is_thrown_away) {
    const auto ended = run(just(Query(kEnd)));
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, Errc::unavailable);
    EXPECT_FALSE(connection_->is_usable());
}

TEST_F(ConnectionTest, a_transaction_that_is_cut_leaves_nothing) {
    make_table();
    std::vector<Query> queries;
    queries.push_back(Query(kAdd).number(7));
    queries.push_back(Query(kEnd));
    EXPECT_FALSE(run(std::move(queries)));
    EXPECT_EQ(sql("SELECT count(*) FROM seen"), "0");
}

TEST_F(ConnectionTest, a_deadline_ends_the_waiting) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
    const auto late = await(connection_->run(just(Query(kWait)), deadline));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Errc::timed_out);
    EXPECT_FALSE(connection_->is_usable());
}

TEST_F(ConnectionTest, the_server_gives_up_by_itself) {
    auto settings = as("kiosk_owner");
    settings.statement_timeout = std::chrono::milliseconds(50);
    auto made = await(Connection::connect(io_.get_executor(), settings));
    ASSERT_TRUE(made) << made.error().context;
    const auto late = await((*made)->run(just(Query(kWait)), soon()));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Errc::timed_out);
    EXPECT_TRUE((*made)->is_usable());
}

TEST_F(ConnectionTest, many_large_answers_do_not_block_what_is_still_being_sent) {
    static constexpr Statement kBack{"back", "SELECT $1::text"};
    std::vector<Query> queries;
    for (std::size_t i = 0; i < hub::pg::kQueriesMax; ++i) {
        queries.push_back(Query(kBack).text(std::string(512 * 1024, 'x')));
    }
    const auto rows = run(std::move(queries));
    ASSERT_TRUE(rows) << rows.error().context;
    EXPECT_EQ(rows->size(), hub::pg::kQueriesMax);
    EXPECT_EQ(rows->back().text(0, 0).size(), 512U * 1024U);
}

TEST_F(ConnectionTest, nobody_there_is_unavailable) {
    hub::pg::ConnectionSettings settings{.server = "host=" + server_->folder().string() +
                                                   " port=1 dbname=x user=y"};
    const auto made = await(Connection::connect(io_.get_executor(), settings));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Errc::unavailable);
}

TEST_F(ConnectionTest, a_role_that_does_not_exist_is_denied) {
    const auto made = await(Connection::connect(io_.get_executor(), as("kiosk_nobody")));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Errc::denied);
}

class PoolTest : public HubTest {};

TEST_F(PoolTest, a_server_that_restarts_costs_a_wait_and_no_answer) {
    auto pool = make_pool(2);
    ASSERT_TRUE(await(pool->run(just(Query(kOne)), soon())));
    server_->stop_at_once();
    server_->launch();
    const auto rows = await(pool->run(just(Query(kOne)), soon()));
    ASSERT_TRUE(rows) << rows.error().context;
    EXPECT_GE(pool->tries_failed(), 1U);
}

TEST_F(PoolTest, a_server_that_stays_away_is_said_at_the_deadline) {
    auto pool = make_pool(1);
    ASSERT_TRUE(await(pool->run(just(Query(kOne)), soon())));
    server_->stop_at_once();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
    const auto rows = await(pool->run(just(Query(kOne)), deadline));
    server_->start();
    ASSERT_FALSE(rows);
    EXPECT_TRUE(rows.error().code == Errc::unavailable || rows.error().code == Errc::timed_out);
    EXPECT_TRUE(await(pool->run(just(Query(kOne)), soon())));
}

hub::pg::asio::awaitable<void> ask(hub::pg::Pool* pool, int* answered) {
    auto rows = co_await pool->run(just(Query(kOne)), soon());
    if (rows) ++*answered;
}

TEST_F(PoolTest, more_callers_than_connections_wait_their_turn) {
    auto pool = make_pool(2);
    int answered = 0;
    for (int i = 0; i < 50; ++i) {
        hub::pg::asio::co_spawn(io_, ask(pool.get(), &answered), hub::pg::asio::detached);
    }
    while (answered < 50) {
        io_.restart();
        io_.run_one();
    }
    EXPECT_LE(pool->open_connections(), 2U);
}

TEST_F(PoolTest, a_final_error_is_not_tried_again) {
    static constexpr Statement kWrong{"wrong", "SELECT nothing FROM nowhere"};
    auto pool = make_pool(1);
    const auto rows = await(pool->run(just(Query(kWrong)), soon()));
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, Errc::invalid_input);
    EXPECT_EQ(pool->tries_failed(), 0U);
}

}  // namespace
}  // namespace kiosk::testing
