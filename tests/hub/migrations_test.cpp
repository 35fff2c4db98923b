// tests/hub/migrations_test.cpp — several hubs start at once, versions, and what the role may not.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/hub/hub_fixture.hpp"

namespace kiosk::testing {
namespace {

class MigrationTest : public HubTest {};

// In a process of its own: 0 when the tables were made.
int migrate_in_child(const hub::pg::ConnectionSettings& owner) {
    hub::pg::asio::io_context io{1};
    bool made = false;
    hub::pg::asio::co_spawn(
        io, hub::migrate(io.get_executor(), owner, hub::migrations()),
        [&made](const std::exception_ptr&, Result<> result) { made = result.has_value(); });
    io.run();
    return made ? 0 : 1;
}

TEST_F(MigrationTest, four_processes_make_the_tables_once) {
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) _exit(migrate_in_child(as("kiosk_owner")));
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        EXPECT_EQ(status, 0);
    }
    EXPECT_EQ(sql("SELECT string_agg(version::text, ',' ORDER BY version) FROM kiosk.schema_step"),
              "1,2");
    auto pool = make_pool();
    EXPECT_TRUE(await(hub::check_schema(pool.get(), soon())));
}

TEST_F(MigrationTest, what_is_there_stays) {
    migrate();
    sql("INSERT INTO kiosk.claim VALUES (1, '\\x01', '\\x02')");
    migrate();
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.claim"), "1");
}

TEST_F(MigrationTest, a_newer_database_is_refused_and_not_touched) {
    migrate();
    const auto next = std::to_string(hub::latest_schema_version() + 1);
    sql("INSERT INTO kiosk.schema_step VALUES (" + next + ", 'later')");
    const auto made = await(hub::migrate(io_.get_executor(), as("kiosk_owner"), hub::migrations()));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Errc::unsupported);
    auto pool = make_pool();
    const auto checked = await(hub::check_schema(pool.get(), soon()));
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, Errc::unsupported);
    EXPECT_NE(checked.error().context.find(next), std::string::npos);
}

TEST_F(MigrationTest, a_step_that_fails_leaves_the_one_before) {
    migrate();
    const auto& known = hub::migrations();
    std::vector<hub::Migration> steps(known.begin(), known.end());
    steps.push_back({hub::latest_schema_version() + 1, "half",
                     "CREATE TABLE half (x int); SELECT nothing FROM nowhere;"});
    const auto made = await(hub::migrate(io_.get_executor(), as("kiosk_owner"), steps));
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().context.find("half"), std::string::npos);
    EXPECT_EQ(sql("SELECT count(*) FROM pg_tables WHERE tablename = 'half'"), "0");
    EXPECT_EQ(sql("SELECT max(version) FROM kiosk.schema_step"),
              std::to_string(hub::latest_schema_version()));
}

TEST_F(MigrationTest, the_hubs_role_cannot_change_or_remove_what_happened) {
    migrate();
    auto settings = as("kiosk_hub");
    auto made = await(hub::pg::Connection::connect(io_.get_executor(), settings));
    ASSERT_TRUE(made) << made.error().context;
    for (const std::string& table : std::vector<std::string>{"event", "claim", "fork"}) {
        for (const std::string& act : std::vector<std::string>{
                 "UPDATE " + table + " SET " +
                     (table == "fork" ? "sequence = 1" : "payload = '\\x00'"),
                 "DELETE FROM " + table, "TRUNCATE " + table, "DROP TABLE " + table,
                 "ALTER TABLE " + table + " ADD COLUMN more int"}) {
            const auto done = await((*made)->run_script(act, soon()));
            ASSERT_FALSE(done) << act;
            EXPECT_EQ(done.error().code, Errc::denied) << act;
        }
    }
    EXPECT_EQ(await((*made)->run_script("CREATE TABLE own (x int)", soon())).error().code,
              Errc::denied);
    EXPECT_EQ(await((*made)->run_script("DELETE FROM schema_step", soon())).error().code,
              Errc::denied);
    EXPECT_TRUE(await((*made)->run_script("DELETE FROM dead_letter", soon())));
}

}  // namespace
}  // namespace kiosk::testing
