// tests/hub/hub_fixture.hpp — a database with the hub's tables, and coroutines run to their end.
#pragma once

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "kiosk/hub/migrations.hpp"
#include "kiosk/hub/pg/pool.hpp"
#include "tests/hub/postgres_server.hpp"

namespace kiosk::testing {

// Patience of tests: long, since machines are slow; no test waits for it to pass.
inline hub::pg::Deadline soon() {
    return std::chrono::steady_clock::now() + std::chrono::seconds(120);
}

class HubTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!PostgresServer::programs().empty()) server_ = std::make_unique<PostgresServer>();
    }
    static void TearDownTestSuite() { server_.reset(); }

    void SetUp() override {
        if (server_ == nullptr) GTEST_SKIP() << "PostgreSQL 15 or later is not installed";
        database_ = server_->make_database();
    }

    // Runs one coroutine, and whatever it started, until it has ended.
    template <class T>
    T await(hub::pg::asio::awaitable<T> work) {
        std::optional<T> result;
        hub::pg::asio::co_spawn(io_, std::move(work),
                                [&result](const std::exception_ptr& failure, T value) {
                                    if (failure) std::rethrow_exception(failure);
                                    result.emplace(std::move(value));
                                });
        while (!result) {
            io_.restart();
            io_.run_one();
        }
        return *std::move(result);
    }

    [[nodiscard]] hub::pg::ConnectionSettings as(const std::string& role) const {
        return {.server = server_->address(role, database_),
                .connect_timeout = std::chrono::seconds(60),
                .statement_timeout = std::chrono::seconds(60)};
    }
    void migrate() {
        const auto made =
            await(hub::migrate(io_.get_executor(), as("kiosk_owner"), hub::migrations()));
        ASSERT_TRUE(made) << made.error().context;
    }
    [[nodiscard]] std::unique_ptr<hub::pg::Pool> make_pool(std::size_t connections = 2) {
        hub::pg::PoolSettings settings{.servers = {as("kiosk_hub").server},
                                       .connections = connections,
                                       .connect_timeout = std::chrono::seconds(60),
                                       .statement_timeout = std::chrono::seconds(60)};
        return std::make_unique<hub::pg::Pool>(io_.get_executor(), std::move(settings));
    }
    std::string sql(const std::string& text) const { return server_->sql(text, database_); }

    static inline std::unique_ptr<PostgresServer> server_;
    std::string database_;
    hub::pg::asio::io_context io_{1};
};

}  // namespace kiosk::testing
