// tests/unit/storage/database_test.cpp — settings, schema steps, and databases that are not ours.
#include "kiosk/storage/database.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "kiosk/storage/migrations.hpp"
#include "kiosk/storage/transaction.hpp"
#include "tests/unit/storage/no_handles.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

class DatabaseTest : public ::testing::Test {
  protected:
    std::unique_ptr<Database> open() {
        auto database = Database::open(path_, DatabaseUse::owning);
        KIOSK_CHECK(database.has_value(), "a database can be made");
        return std::move(*database);
    }

    // By a plain connection with SQLite's own settings.
    void run_elsewhere(const char* sql) {
        sqlite3* connection = nullptr;
        ASSERT_EQ(sqlite3_open(path_.c_str(), &connection), SQLITE_OK);
        ASSERT_EQ(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(connection);
    }

    testing::TemporaryDirectory temporary_;
    Path path_ = temporary_.path() / "events.sqlite";
};

TEST_F(DatabaseTest, settings_are_those_that_durability_needs) {
    const auto database = open();
    EXPECT_EQ(*database->number_of("PRAGMA synchronous"), 2);  // FULL
    EXPECT_EQ(*database->number_of("PRAGMA mmap_size"), 0);
    EXPECT_EQ(*database->number_of("PRAGMA cell_size_check"), 1);
    EXPECT_EQ(*database->number_of("PRAGMA trusted_schema"), 0);
    EXPECT_EQ(*database->number_of("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(*database->number_of("PRAGMA secure_delete"), 1);
    EXPECT_EQ(*database->number_of("PRAGMA temp_store"), 2);  // MEMORY
    EXPECT_EQ(*database->number_of("PRAGMA journal_size_limit"), 4194304);
    auto mode = database->prepare("PRAGMA journal_mode");
    ASSERT_TRUE(mode->step().has_value());
    EXPECT_EQ(mode->text(0), "wal");
}

TEST_F(DatabaseTest, log_is_moved_only_by_us_and_the_lock_is_never_given_back) {
    const auto database = open();
    EXPECT_EQ(*database->number_of("PRAGMA wal_autocheckpoint"), 0);
    EXPECT_EQ(*database->number_of("PRAGMA page_size"), 4096);
    auto mode = database->prepare("PRAGMA locking_mode");
    ASSERT_TRUE(mode->step().has_value());
    EXPECT_EQ(mode->text(0), "exclusive");
    EXPECT_FALSE(database->execute("PRAGMA writable_schema=ON; DELETE FROM sqlite_schema"));
}

TEST_F(DatabaseTest, what_the_system_refuses_now_is_told_apart_from_damage) {
    {
        const testing::NoHandles none;
        EXPECT_EQ(Database::open(path_, DatabaseUse::owning).error().code, Errc::unavailable);
    }
    const auto database = open();
    EXPECT_EQ(Database::open(path_, DatabaseUse::owning).error().code, Errc::locked);
    ASSERT_TRUE(database->execute("PRAGMA query_only=ON").has_value());
    EXPECT_EQ(database->execute("CREATE TABLE t (a)").error().code, Errc::denied);
    sqlite3_hard_heap_limit64(1);
    const auto starved = database->execute("SELECT zeroblob(100000) || randomblob(100000)");
    sqlite3_hard_heap_limit64(0);
    EXPECT_EQ(starved.error().code, Errc::unavailable);
}

TEST_F(DatabaseTest, stranded_database_is_read_with_its_log_and_without_one) {
    path_ = temporary_.path() / "50% #1?.sqlite";
    for (const bool has_log : {true, false}) {
        auto database = open();
        ASSERT_TRUE(database->execute("INSERT OR REPLACE INTO meta VALUES ('a', x'00')"));
        const Path copy = path_.string() + (has_log ? ".with" : ".without");
        if (!has_log) database.reset();
        std::filesystem::copy(path_, copy);
        if (has_log) std::filesystem::copy(path_.string() + "-wal", copy.string() + "-wal");
        const auto stranded = Database::open(copy, DatabaseUse::stranded);
        ASSERT_TRUE(stranded.has_value()) << stranded.error().context;
        EXPECT_EQ(*(*stranded)->number_of("SELECT count(*) FROM meta"), 1) << has_log;
        EXPECT_TRUE((*stranded)->is_read_only());
        EXPECT_FALSE((*stranded)->execute("DELETE FROM meta").has_value());
    }
}

TEST_F(DatabaseTest, no_shared_memory_file_appears) {
    const auto database = open();
    EXPECT_TRUE(std::filesystem::exists(path_.string() + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(path_.string() + "-shm"));
}

TEST_F(DatabaseTest, second_connection_is_refused) {
    const auto first = open();
    const auto second = Database::open(path_, DatabaseUse::owning);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, Errc::locked);
}

TEST_F(DatabaseTest, new_database_has_the_latest_schema_and_our_mark) {
    const auto database = open();
    EXPECT_EQ(*database->number_of("PRAGMA user_version"), latest_schema_version());
    EXPECT_EQ(*database->number_of("PRAGMA application_id"), kApplicationId);
}

TEST_F(DatabaseTest, steps_are_numbered_without_gaps) {
    std::int64_t expected = 1;
    for (const auto& step : migrations()) EXPECT_EQ(step.version, expected++) << step.name;
    EXPECT_EQ(latest_schema_version(), expected - 1);
}

TEST_F(DatabaseTest, step_that_fails_half_way_leaves_the_schema_before_it) {
    // Its first statements work; then it finds a table that should not be there.
    const std::string ours =
        "CREATE TABLE events (x); PRAGMA application_id=" + std::to_string(kApplicationId);
    run_elsewhere(ours.c_str());
    EXPECT_FALSE(Database::open(path_, DatabaseUse::owning).has_value());
    run_elsewhere("SELECT x FROM events");
    const auto database = Database::open(path_, DatabaseUse::inspecting);
    ASSERT_TRUE(database.has_value());
    EXPECT_EQ(*(*database)->number_of("PRAGMA user_version"), 0);
    EXPECT_EQ(*(*database)->number_of("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(DatabaseTest, later_schema_is_refused_and_no_byte_changes) {
    {
        open();
    }
    const std::string later = "CREATE TABLE later (x); PRAGMA user_version=" +
                              std::to_string(latest_schema_version() + 1);
    run_elsewhere(later.c_str());
    const auto before = testing::content_of(path_);
    const auto refused = Database::open(path_, DatabaseUse::owning);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::unsupported);
    EXPECT_TRUE(refused.error().context.starts_with("STO-NEWER: ")) << refused.error().context;
    EXPECT_NE(refused.error().context.find("schema version 2"), std::string::npos)
        << refused.error().context;
    EXPECT_EQ(testing::content_of(path_), before);
}

TEST_F(DatabaseTest, later_schema_in_the_write_ahead_log_only_is_refused_untouched_too) {
    {
        const auto database = open();
        ASSERT_TRUE(database->execute("CREATE TABLE later (x); PRAGMA user_version=2").has_value());
        std::filesystem::copy(path_, path_.string() + ".copy");
        std::filesystem::copy(path_.string() + "-wal", path_.string() + ".copy-wal");
    }
    path_ = path_.string() + ".copy";
    const auto log = testing::content_of(path_.string() + "-wal");
    ASSERT_FALSE(log.empty());
    EXPECT_EQ(Database::open(path_, DatabaseUse::owning).error().code, Errc::unsupported);
    EXPECT_EQ(testing::content_of(path_.string() + "-wal"), log);
}

TEST_F(DatabaseTest, our_tables_with_the_marks_of_others_are_damage) {
    for (const char* mark : {"PRAGMA user_version=2049", "PRAGMA application_id=99"}) {
        std::filesystem::remove(path_);
        {
            open();
        }
        run_elsewhere(mark);
        EXPECT_EQ(Database::open(path_, DatabaseUse::owning).error().code, Errc::corrupt) << mark;
        EXPECT_EQ(Database::open(path_, DatabaseUse::inspecting).error().code, Errc::corrupt);
    }
}

TEST_F(DatabaseTest, header_that_forbids_writing_is_damage_and_no_refusal) {
    {
        open();
    }
    for (const std::size_t version : {18U, 19U}) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            testing::flip_bit(path_, version, bit);
            EXPECT_EQ(Database::open(path_, DatabaseUse::owning).error().code, Errc::corrupt);
            testing::flip_bit(path_, version, bit);
        }
    }
    EXPECT_TRUE(Database::open(path_, DatabaseUse::owning).has_value());
}

TEST_F(DatabaseTest, database_of_another_program_is_refused_untouched) {
    run_elsewhere("CREATE TABLE theirs (x)");
    const auto before = testing::content_of(path_);
    EXPECT_EQ(Database::open(path_, DatabaseUse::owning).error().code, Errc::unsupported);
    EXPECT_EQ(testing::content_of(path_), before);
}

TEST_F(DatabaseTest, file_that_is_no_database_is_corrupt) {
    testing::set_content(path_, std::vector<char>(8192, 'x'));
    EXPECT_EQ(Database::open(path_, DatabaseUse::owning).error().code, Errc::corrupt);
}

TEST_F(DatabaseTest, transaction_rolls_back_unless_committed) {
    const auto database = open();
    {
        auto transaction = Transaction::begin(*database);
        ASSERT_TRUE(transaction.has_value());
        ASSERT_TRUE(database->execute("INSERT INTO meta VALUES ('a', x'00')").has_value());
    }
    EXPECT_EQ(*database->number_of("SELECT count(*) FROM meta"), 0);
    auto transaction = Transaction::begin(*database);
    ASSERT_TRUE(database->execute("INSERT INTO meta VALUES ('a', x'00')").has_value());
    ASSERT_TRUE(transaction->commit().has_value());
    EXPECT_EQ(*database->number_of("SELECT count(*) FROM meta"), 1);
}

TEST_F(DatabaseTest, checkpoint_with_truncate_empties_the_log) {
    const auto database = open();
    ASSERT_TRUE(database->execute("INSERT INTO meta VALUES ('a', x'00')").has_value());
    EXPECT_GT(database->wal_pages(), 0);
    ASSERT_TRUE(database->checkpoint(/*truncate=*/true).has_value());
    EXPECT_EQ(std::filesystem::file_size(path_.string() + "-wal"), 0U);
}

}  // namespace
}  // namespace kiosk::storage
