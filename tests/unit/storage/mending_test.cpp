// tests/unit/storage/mending_test.cpp — a copy that fails is made whole from the other, while open.
#include "kiosk/storage/mending.hpp"

#include <algorithm>

#include "tests/unit/storage/mended_log.hpp"

namespace kiosk::storage {
namespace {

using core::StorageState;
using core::StoredCopy;
using testing::a_scan;
using testing::records;

class MendingTest : public testing::MendedLog {
  protected:
    // Neither copy takes another record, until the journal can sync again.
    void break_both() {
        files_.syncs_to_fail = kForEver;
        break_database();
    }
};

TEST_F(MendingTest, journal_that_cannot_sync_leaves_one_copy_and_comes_back_whole) {
    ASSERT_TRUE(append(1, 3));
    files_.syncs_to_fail = kForEver;
    ASSERT_TRUE(append(4, 6));
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    EXPECT_EQ(health().code, "STO-SYNC");
    next_second();
    ASSERT_TRUE(append(7, 9));
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    files_.syncs_to_fail = 0;
    next_second();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::journal);
    EXPECT_EQ(repairs_[0].code, "STO-SYNC");
    EXPECT_EQ(repairs_[0].first_seq, 4U);
    EXPECT_EQ(repairs_[0].records, 6U);
    EXPECT_TRUE(repairs_[0].restored.has_value());
    ASSERT_TRUE(append(10, 12));
    expect_whole(12);
}

TEST_F(MendingTest, journal_is_tried_again_a_second_later_and_not_before) {
    ASSERT_TRUE(append(1, 3));
    files_.syncs_to_fail = kForEver;
    ASSERT_TRUE(append(4, 6));
    next_second();
    const int before = files_.syncs;
    EXPECT_FALSE(log().tend(clock_, true));
    EXPECT_EQ(files_.syncs, before);
    next_second();
    EXPECT_GT(files_.syncs, before);
}

TEST_F(MendingTest, database_that_fails_is_set_aside_and_made_anew) {
    ASSERT_TRUE(append(1, 3));
    break_database();
    ASSERT_TRUE(append(4, 6));
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    EXPECT_EQ(log().query({}).error().code, Errc::unavailable);
    ASSERT_TRUE(append(7, 9));
    next_second();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::database);
    EXPECT_EQ(repairs_[0].first_seq, 4U);
    EXPECT_EQ(repairs_[0].records, 9U);
    EXPECT_TRUE(repairs_[0].restored.has_value());
    EXPECT_FALSE(quarantined().empty());
    EXPECT_EQ(log().query({})->size(), 9U);
    ASSERT_TRUE(append(10, 12));
    expect_whole(12);
}

TEST_F(MendingTest, without_rows_a_torn_batch_is_only_its_last_record) {
    ASSERT_TRUE(append(1, 3));
    break_database();
    ASSERT_TRUE(append(4, 4));
    const int before = files_.syncs;
    ASSERT_TRUE(append(5, 9));
    EXPECT_EQ(files_.syncs - before, 5);
    files_.syncs_to_fail = 1;
    ASSERT_TRUE(append(10, 12));
    next_second();
    expect_whole(12);
}

TEST_F(MendingTest, database_without_space_goes_on_in_the_same_file) {
    ASSERT_TRUE(append(1, 3));
    Database* const database = log().database();
    const auto pages = *database->number_of("PRAGMA page_count");
    run_sql("PRAGMA max_page_count=" + std::to_string(pages));
    ASSERT_TRUE(append(4, 203));
    EXPECT_EQ(health().code, "STO-FULL");
    EXPECT_EQ(log().query({})->size(), 3U);
    next_second();
    EXPECT_EQ(health().code, "STO-FULL");
    ASSERT_TRUE(database->execute("PRAGMA max_page_count=1000000").has_value());
    next_second();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].code, "STO-FULL");
    EXPECT_EQ(repairs_[0].first_seq, 4U);
    EXPECT_EQ(repairs_[0].records, 200U);
    EXPECT_TRUE(quarantined().empty());
    expect_whole(203);
}

TEST_F(MendingTest, database_that_had_no_space_for_the_very_first_batch_goes_on_too) {
    Database* const database = log().database();
    const auto pages = *database->number_of("PRAGMA page_count");
    run_sql("PRAGMA max_page_count=" + std::to_string(pages));
    ASSERT_TRUE(append(1, 200));
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    ASSERT_TRUE(database->execute("PRAGMA max_page_count=1000000").has_value());
    next_second();
    EXPECT_TRUE(quarantined().empty());
    expect_whole(200);
}

TEST_F(MendingTest, batch_that_neither_copy_took_is_forgotten_for_ever) {
    ASSERT_TRUE(append(1, 3));
    break_both();
    EXPECT_FALSE(append(4, 6));
    EXPECT_EQ(log().last_seq(), 3U);
    EXPECT_EQ(health().state, StorageState::red);
    EXPECT_FALSE(append(4, 6));
    files_.syncs_to_fail = 0;
    next_second();
    EXPECT_TRUE(is_green());
    // Other records take the numbers of those that failed.
    std::vector<core::SequencedRecord> others;
    for (std::uint64_t seq = 4; seq <= 5; ++seq) {
        others.push_back({seq, a_scan(seq, core::Reason::ok, "south")});
    }
    ASSERT_TRUE(log().append(others).has_value());
    for (int start = 0; start < 2; ++start) {
        const auto all = replayed();
        ASSERT_EQ(all.size(), 5U);
        EXPECT_EQ(std::get<core::ScanRecord>(all[3].record).station, "south");
        EXPECT_EQ(*log().database()->number_of("SELECT count(*) FROM events"), 5);
        EXPECT_EQ(*log().database()->number_of("SELECT count(*) FROM events"
                                               " WHERE station = 'south'"),
                  2);
        reopen();
        EXPECT_TRUE(log().report().repairs.empty());
    }
}

TEST_F(MendingTest, failed_batch_stays_forgotten_right_after_the_journal_is_mended) {
    ASSERT_TRUE(append(1, 3));
    break_both();
    EXPECT_FALSE(append(4, 6));
    files_.syncs_to_fail = 0;
    clock_.advance(std::chrono::seconds(1));
    static_cast<void>(log().tend(clock_, false));  // the journal only
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    reopen();  // as after kill -9
    EXPECT_EQ(log().last_seq(), 3U);
    expect_whole(3);
}

TEST_F(MendingTest, failed_batch_that_the_database_committed_all_the_same_is_forgotten_too) {
    ASSERT_TRUE(append(1, 3));
    const Head head = log().head();
    break_both();
    EXPECT_FALSE(append(4, 4));
    {
        const auto database = Database::open(paths().database(), DatabaseUse::owning);
        auto rows = EventTable::open(**database);
        const auto payload = core::encode(a_scan(4));
        const StoredRecord row{4, payload, next_chain(head.chain, 4, payload)};
        ASSERT_TRUE(rows->insert(row, a_scan(4)).has_value());
    }
    files_.syncs_to_fail = 0;
    clock_.advance(std::chrono::seconds(1));
    static_cast<void>(log().tend(clock_, false));  // the journal only
    reopen();                                      // as after kill -9
    EXPECT_EQ(log().last_seq(), 3U);
    expect_whole(3);
}

TEST_F(MendingTest, failed_batch_does_not_come_back_when_the_journal_is_rebuilt_later) {
    ASSERT_TRUE(append(1, 3));
    break_both();
    EXPECT_FALSE(append(4, 6));
    files_.syncs_to_fail = 0;
    next_second();
    std::vector<core::SequencedRecord> others;
    for (std::uint64_t seq = 4; seq <= 8; ++seq) {
        others.push_back({seq, a_scan(seq, core::Reason::ok, "south")});
    }
    ASSERT_TRUE(log().append(others).has_value());
    log_.reset();
    // The first segment still holds the failed batch, whole and chained; damage the last one.
    const auto last = segments().back();
    testing::flip_bit(segment(last), kSegmentHeaderBytes + 20, 1);
    reopen();
    EXPECT_EQ(log().report().repairs.size(), 1U);
    auto all = replayed();
    ASSERT_EQ(all.size(), 8U);
    EXPECT_EQ(std::get<core::ScanRecord>(all[3].record).station, "south");
    EXPECT_EQ(std::get<core::ScanRecord>(all[7].record).station, "south");
}

TEST_F(MendingTest, failed_batch_does_not_come_back_when_the_cutting_header_is_damaged) {
    ASSERT_TRUE(append(1, 3));
    break_both();
    EXPECT_FALSE(append(4, 6));
    files_.syncs_to_fail = 0;
    next_second();
    const core::SequencedRecord other{4, a_scan(4, core::Reason::ok, "south")};
    ASSERT_TRUE(log().append(std::span(&other, 1)).has_value());
    log_.reset();
    for (const auto number : segments()) {
        if (number > 1) testing::flip_bit(segment(number), 30, 0);
    }
    reopen();
    const auto all = replayed();
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(std::get<core::ScanRecord>(all[3].record).station, "south");
}

TEST_F(MendingTest, failed_batch_does_not_come_back_when_the_cutting_sector_is_lost) {
    ASSERT_TRUE(append(1, 3));
    break_both();
    EXPECT_FALSE(append(4, 6));
    files_.syncs_to_fail = 0;
    next_second();
    std::vector<core::SequencedRecord> others;
    for (std::uint64_t seq = 4; seq <= 9; ++seq) {
        others.push_back({seq, a_scan(seq, core::Reason::ok, "south")});
    }
    ASSERT_TRUE(log().append(others).has_value());
    log_.reset();
    for (const auto number : segments()) {
        if (number == 1) continue;
        auto content = testing::content_of(segment(number));
        std::fill_n(content.begin(), 512, 'x');
        testing::set_content(segment(number), content);
    }
    reopen();
    const auto all = replayed();
    ASSERT_EQ(all.size(), 9U);
    for (std::size_t i = 3; i < 9; ++i) {
        EXPECT_EQ(std::get<core::ScanRecord>(all[i].record).station, "south") << i;
    }
}

TEST_F(MendingTest, records_that_only_the_failed_database_has_are_saved_from_it) {
    ASSERT_TRUE(append(1, 3));
    files_.syncs_to_fail = kForEver;
    ASSERT_TRUE(append(4, 6));  // in the database only
    break_database();
    EXPECT_FALSE(append(7, 9));
    EXPECT_EQ(log().last_seq(), 6U);
    next_second();
    EXPECT_EQ(health().state, StorageState::red);
    files_.syncs_to_fail = 0;
    next_second();
    EXPECT_EQ(log().last_seq(), 6U);
    ASSERT_TRUE(append(7, 9));
    ASSERT_EQ(repairs_.size(), 2U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::journal);
    EXPECT_EQ(repairs_[0].records, 3U);
    EXPECT_EQ(repairs_[1].copy, StoredCopy::database);
    expect_whole(9);
}

TEST_F(MendingTest, rewritten_segment_is_told_of_but_not_when_it_held_such_a_report) {
    ASSERT_TRUE(append(1, 3));
    files_.syncs_to_fail = 1;
    ASSERT_TRUE(append(4, 6));
    const auto told = log().take_repairs();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].code, "STO-SYNC");
    EXPECT_EQ(told[0].first_seq, 4U);
    EXPECT_EQ(told[0].records, 3U);
    files_.syncs_to_fail = 1;
    const core::SequencedRecord report{7, told[0]};
    ASSERT_TRUE(log().append(std::span(&report, 1)).has_value());
    EXPECT_TRUE(log().take_repairs().empty());
}

}  // namespace
}  // namespace kiosk::storage
