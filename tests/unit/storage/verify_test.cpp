// tests/unit/storage/verify_test.cpp — the first bad record by name, and what was not looked at.
#include "kiosk/storage/verify.hpp"

#include <gtest/gtest.h>

#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

using testing::records;

class VerifyTest : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto state = StateDirectory::open(files_, root_);
        ASSERT_TRUE(state.has_value());
        const auto log = DurableLog::open(files_, *state);
        ASSERT_TRUE(log.has_value());
        ASSERT_TRUE((*log)->append(records(1, 100)).has_value());
    }

    VerifyReport verify() {
        auto report = verify_journal(files_, root_);
        KIOSK_CHECK(report.has_value(), "a journal can be verified");
        return std::move(*report);
    }

    void run_sql(const std::string& sql) {
        const auto database = Database::open(paths_.database(), DatabaseUse::owning);
        ASSERT_TRUE(database.has_value());
        ASSERT_TRUE((*database)->execute(sql).has_value());
    }

    testing::TemporaryDirectory temporary_;
    Path root_ = temporary_.path() / "state";
    StatePaths paths_{root_};
    Path segment_ = paths_.journal() / segment_name(1);
    FileSystem files_;
};

TEST_F(VerifyTest, untouched_state_is_intact_and_both_copies_were_compared) {
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 0);
    EXPECT_EQ(report.records, 100U);
    EXPECT_EQ(report.rows_compared, 100U);
    EXPECT_TRUE(report.notes.empty());
}

TEST_F(VerifyTest, no_byte_of_the_state_changes) {
    const auto journal = testing::content_of(segment_);
    const auto rows = testing::content_of(paths_.database());
    EXPECT_EQ(verify().exit_code(), 0);
    EXPECT_EQ(testing::content_of(segment_), journal);
    EXPECT_EQ(testing::content_of(paths_.database()), rows);
}

TEST_F(VerifyTest, changed_record_is_the_first_bad_one) {
    testing::flip_bit(segment_, 5000, 2);
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 1);
    ASSERT_TRUE(report.first_bad.has_value());
    EXPECT_EQ(report.first_bad->segment, segment_name(1));
    EXPECT_EQ(report.first_bad->seq, report.records + 1);
}

TEST_F(VerifyTest, torn_tail_is_reported_and_not_an_error) {
    const auto end =
        walk_journal(files_, paths_.journal(), WalkDepth::verify, testing::ignore_record)
            ->end_offset;
    testing::set_byte(segment_, end - 10, 'x');
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 0);
    EXPECT_TRUE(report.torn_tail.has_value());
    EXPECT_EQ(report.records, 99U);
    EXPECT_EQ(report.notes.size(), 1U);  // the database goes on behind
}

TEST_F(VerifyTest, row_that_differs_from_the_journal_is_named) {
    run_sql("UPDATE events SET payload = x'01' WHERE seq = 50");
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 1);
    EXPECT_EQ(report.rows_bad, "database, row 50: differs from journal record 50");
    EXPECT_FALSE(report.first_bad.has_value());
}

TEST_F(VerifyTest, row_that_is_gone_is_named) {
    run_sql("DELETE FROM events WHERE seq = 50");
    EXPECT_EQ(verify().rows_bad, "database, row 51: differs from journal record 50");
}

TEST_F(VerifyTest, while_a_daemon_runs_the_journal_is_verified_and_the_rows_are_not) {
    const auto state = StateDirectory::open(files_, root_);
    ASSERT_TRUE(state.has_value());
    const auto log = DurableLog::open(files_, *state);
    ASSERT_TRUE((*log)->append(records(101, 110)).has_value());
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 0);
    EXPECT_EQ(report.records, 110U);
    EXPECT_FALSE(report.rows_compared.has_value());
    ASSERT_EQ(report.notes.size(), 1U);
    EXPECT_NE(report.notes[0].find("is used by the process with pid"), std::string::npos);
}

TEST_F(VerifyTest, directory_without_a_journal_is_not_found) {
    EXPECT_EQ(verify_journal(files_, temporary_.path()).error().code, Errc::not_found);
}

}  // namespace
}  // namespace kiosk::storage
