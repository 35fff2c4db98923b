// tests/unit/storage/lost_records_test.cpp — a torn batch is silent, a loss never is.
#include "kiosk/storage/lost_records.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "kiosk/storage/database_rebuild.hpp"
#include "tests/unit/storage/signing.hpp"
#include "tests/unit/storage/two_copies.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kBatch = kBatchRecordsMax;

TEST(LostRecords, hole_within_one_batch_behind_the_last_row_is_a_torn_batch) {
    const Acknowledged known{.rows = {true, 1000}};
    EXPECT_EQ(judge({1001, 1002, 1000 + kBatch, false}, known), Loss::none);
    EXPECT_EQ(judge({1001, 1002, 1001 + kBatch, false}, known), Loss::certain);
    EXPECT_EQ(judge({1100, 1101, 1001 + kBatch, false}, known), Loss::possible);
    EXPECT_EQ(judge({1000, 1002, 1100, false}, known), Loss::possible);
    EXPECT_EQ(judge({1000, 1002, 1100, false, true}, known), Loss::certain);
}

TEST(LostRecords, database_that_may_lack_records_proves_no_torn_batch) {
    EXPECT_EQ(judge({1001, 1002, 1003, false}, {.rows = {false, 1000}}), Loss::possible);
}

TEST(LostRecords, record_of_a_time_with_one_copy_is_no_torn_batch) {
    EXPECT_EQ(judge({1001, 1002, 1003, true}, {.rows = {true, 1000}}), Loss::possible);
}

TEST(LostRecords, what_was_signed_or_followed_by_a_segment_was_acknowledged) {
    const Hole hole{1001, 1002, 1003, false};
    const KnownRows rows{true, 1000};
    EXPECT_EQ(judge(hole, {.rows = rows, .segment_first = 1001}), Loss::none);
    EXPECT_EQ(judge(hole, {.rows = rows, .segment_first = 1002}), Loss::certain);
    EXPECT_EQ(judge(hole, {.rows = rows, .signed_head = Head{1000, {}}}), Loss::none);
    EXPECT_EQ(judge(hole, {.rows = rows, .signed_head = Head{1001, {}}}), Loss::certain);
}

TEST(LostRecords, refusal_names_what_is_missing_and_what_follows) {
    EXPECT_TRUE(refusal({7, 8, 9, false}).context.starts_with("STO-LOST: record 7 is intact"));
    EXPECT_TRUE(refusal({7, 9, 9, false}).context.starts_with("STO-LOST: records 7 to 8 are"));
    EXPECT_TRUE(refusal({7, 0, 9, false}).context.starts_with("STO-LOST: records 7 to 9 are"));
}

TEST(LostRecords, numbers_of_records_are_said_as_one_says_them) {
    EXPECT_EQ(number_of_records(0), "no record was");
    EXPECT_EQ(number_of_records(1), "1 record was");
    EXPECT_EQ(number_of_records(2), "2 records were");
}

class LastRecords : public testing::TwoCopies {
  protected:
    // The journal alone stores these; then the process ends.
    void append_without_database(std::uint64_t first, std::uint64_t last, bool flagged) {
        const auto log = open();
        ASSERT_TRUE((*log)->database()->execute("PRAGMA query_only=ON").has_value());
        auto more = testing::records(first, last);
        for (auto& record : more) std::get<core::ScanRecord>(record.record).one_copy = flagged;
        ASSERT_TRUE((*log)->append(more).has_value());
    }

    void sign(const Head& head) {
        const auto log = open();
        testing::note_signed_head(files_, state_.paths(), (*log)->identity(), head);
    }

    // A bit of the n-th record from the end.
    void damage_from_end(std::uint64_t n) {
        const auto end = journal_end();
        testing::flip_bit(segment_, end - n * (end / kCount) + end / kCount / 2, 0);
    }

    OpenReport report() {
        const auto log = open();
        EXPECT_TRUE(log.has_value()) << log.error().context;
        return log.has_value() ? (*log)->report() : OpenReport();
    }
};

TEST_F(LastRecords, of_a_time_with_one_copy_are_told_of_when_one_is_damaged) {
    append_without_database(kCount + 1, kCount + 50, true);
    damage_from_end(20);
    const auto told = report();
    ASSERT_FALSE(told.repaired.empty());
    const auto lost = std::ranges::find(told.repaired, "STO-LOST", &core::RepairedRecord::code);
    ASSERT_NE(lost, told.repaired.end());
    EXPECT_EQ(lost->records, kCount + 51 - lost->first_seq);
    EXPECT_GT(lost->first_seq, kCount + 25);
    EXPECT_EQ(quarantined(), 1U);
    EXPECT_EQ(report().records, lost->first_seq - 1);
    EXPECT_TRUE(report().repaired.empty());
}

TEST_F(LastRecords, are_told_of_when_the_database_was_already_out_and_nobody_had_heard_of_it) {
    append_without_database(kCount + 1, kCount + 50, false);
    damage_from_end(20);
    const auto told = report();
    EXPECT_NE(std::ranges::find(told.repaired, "STO-LOST", &core::RepairedRecord::code),
              told.repaired.end());
}

TEST_F(LastRecords, are_told_of_when_the_database_lost_many_rows_too) {
    run_sql("DELETE FROM events WHERE seq > 600");  // as a flipped bit in the log leaves it
    damage_from_end(100);
    const auto told = report();
    const auto lost = std::ranges::find(told.repaired, "STO-LOST", &core::RepairedRecord::code);
    ASSERT_NE(lost, told.repaired.end());
    EXPECT_EQ(lost->first_seq + lost->records, kCount + 1);
    EXPECT_EQ(report().records, lost->first_seq - 1);
}

TEST_F(LastRecords, that_were_signed_are_not_given_up) {
    append_without_database(kCount + 1, kCount + 50, false);
    sign({kCount + 50, {}});
    std::filesystem::remove(state_.paths().database());
    damage_from_end(20);
    for (int start = 1; start <= 3; ++start) {
        const auto log = open();
        ASSERT_FALSE(log.has_value()) << start;
        EXPECT_NE(log.error().context.find("STO-LOST"), std::string::npos) << log.error().context;
    }
}

TEST_F(LastRecords, behind_a_lost_header_prove_nothing_of_those_before_them) {
    const auto segment_first = [this] {
        return first_of_last_segment(files_, state_.paths().journal()).value();
    };
    EXPECT_EQ(segment_first(), 1U);
    testing::flip_bit(segment_, 0, 0);
    testing::flip_bit(segment_, kSegmentHeaderBytes + 20, 0);
    EXPECT_EQ(segment_first(), 0U);
}

TEST_F(LastRecords, that_the_rows_lost_and_were_signed_are_refused_where_the_journal_is_gone) {
    sign({kCount, {}});
    std::filesystem::remove_all(state_.paths().journal());
    run_sql("DELETE FROM events WHERE seq > 996");  // as a flipped bit in the log leaves it
    const auto log = open();
    ASSERT_FALSE(log.has_value());
    EXPECT_TRUE(log.error().context.starts_with("STO-LOST: records 997 to 1000 are in neither"))
        << log.error().context;
}

TEST_F(LastRecords, signed_and_in_quarantine_come_back) {
    Head head;
    {
        const auto log = open();
        head = (*log)->head();
    }
    sign(head);
    ASSERT_TRUE(quarantine_database(files_, state_.paths()).has_value());
    testing::flip_bit(segment_, journal_end() - 10, 0);  // as a torn tail
    expect_whole(kCount, 2);
}

}  // namespace
}  // namespace kiosk::storage
