// tests/unit/storage/migrations_test.cpp — a process killed within a migration leaves old or new.
#include "kiosk/storage/migrations.hpp"

#include <array>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

constexpr int kRows = 300;
constexpr rlim_t kStep = 1000;  // bytes; smaller than a page, and never its divisor

// Two later schemas, as an upgrade would bring them; each has several statements.
const std::vector<Migration>& future_steps() {
    static const std::vector<Migration> steps = [] {
        const auto known = migrations();
        std::vector<Migration> all(known.begin(), known.end());
        const std::int64_t next = all.back().version + 1;
        all.push_back({next, "9001_gate",
                       "ALTER TABLE events ADD COLUMN gate TEXT;"
                       "UPDATE events SET gate = 'gate ' || seq;"
                       "CREATE INDEX events_by_gate ON events (gate);"});
        all.push_back({next + 1, "9002_copy",
                       "CREATE TABLE copy (seq INTEGER PRIMARY KEY, gate TEXT) STRICT;"
                       "INSERT INTO copy SELECT seq, gate FROM events;"
                       "DROP INDEX events_by_gate;"});
        return all;
    }();
    return steps;
}

class MigrationTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::filesystem::create_directory(base_);
        const auto database = Database::open(base_ / "events.sqlite", DatabaseUse::owning);
        ASSERT_TRUE(database.has_value());
        for (int seq = 1; seq <= kRows; ++seq) {
            ASSERT_TRUE((*database)
                            ->execute("INSERT INTO events (seq, payload, chain, kind, at_ms)"
                                      " VALUES (" +
                                      std::to_string(seq) +
                                      ", randomblob(40), zeroblob(32), 'start', 1)")
                            .has_value());
        }
    }

    // Lays the base down again and migrates it in a process of its own, which ends as by kill -9
    // when it writes behind `limit` bytes of any file. True where it came to its end.
    bool migrate_in_child(rlim_t limit) const {
        std::filesystem::remove_all(state_);
        std::filesystem::copy(base_, state_);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto database = Database::open(path(), DatabaseUse::owning);
            if (!database.has_value()) ::_exit(2);
            const rlimit no_core{0, 0};
            const rlimit size{limit, limit};
            ::setrlimit(RLIMIT_CORE, &no_core);
            ::setrlimit(RLIMIT_FSIZE, &size);
            ::_exit(migrate(**database, future_steps()).has_value() ? 0 : 3);
        }
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        const bool was_killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ;
        EXPECT_TRUE(was_killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << status;
        return !was_killed;
    }

    Path path() const { return state_ / "events.sqlite"; }

    testing::TemporaryDirectory temporary_;
    Path base_ = temporary_.path() / "base";
    Path state_ = temporary_.path() / "state";
};

TEST_F(MigrationTest, killed_at_any_write_is_completed_by_the_next_start_and_loses_no_row) {
    std::array<int, 3> found{};
    const std::int64_t first = latest_schema_version();
    rlim_t limit = kStep;
    while (!migrate_in_child(limit)) {
        const auto database = Database::open(path(), DatabaseUse::building);
        ASSERT_TRUE(database.has_value()) << limit;
        const auto version = *(*database)->number_of("PRAGMA user_version");
        ASSERT_GE(version, first) << limit;
        ASSERT_LE(version, first + 2) << limit;
        ++found.at(static_cast<std::size_t>(version - first));
        EXPECT_EQ(*(*database)->number_of("SELECT count(*) FROM events"), kRows) << limit;
        const auto has_gate = *(*database)->number_of(
            "SELECT count(*) FROM pragma_table_info('events')"
            " WHERE name = 'gate'");
        EXPECT_EQ(has_gate == 1, version > first) << "between two schemas: " << limit;
        ASSERT_TRUE(migrate(**database, future_steps()).has_value()) << limit;
        EXPECT_EQ(*(*database)->number_of("PRAGMA user_version"), first + 2) << limit;
        EXPECT_EQ(*(*database)->number_of("SELECT count(*) FROM events JOIN copy USING (seq, gate)"
                                          " WHERE gate = 'gate ' || seq AND length(payload) = 40"),
                  kRows)
            << limit;
        limit += kStep;
    }
    EXPECT_GT(found[0], 3) << "killed in the first step";
    EXPECT_GT(found[1], 3) << "killed in the second step";
}

TEST_F(MigrationTest, step_that_fails_leaves_the_schema_before_it) {
    auto steps = future_steps();
    steps.back().sql = "CREATE TABLE copy (seq INTEGER PRIMARY KEY); SELECT no_such_thing;";
    const auto database = Database::open(base_ / "events.sqlite", DatabaseUse::owning);
    const auto done = migrate(**database, steps);
    ASSERT_FALSE(done.has_value());
    EXPECT_NE(done.error().context.find("9002_copy"), std::string::npos) << done.error().context;
    EXPECT_EQ(*(*database)->number_of("PRAGMA user_version"), latest_schema_version() + 1);
    EXPECT_EQ(*(*database)->number_of("SELECT count(*) FROM sqlite_schema WHERE name = 'copy'"), 0);
}

}  // namespace
}  // namespace kiosk::storage
