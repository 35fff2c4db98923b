// tests/unit/storage/gather_test.cpp — a record that any copy still has is not lost.
#include <filesystem>

#include <gtest/gtest.h>

#include "kiosk/storage/database_rebuild.hpp"
#include "tests/unit/storage/two_copies.hpp"

namespace kiosk::storage {
namespace {

class GatherTest : public testing::TwoCopies {
  protected:
    // Turns a bit in the journal, behind so many hundredths of all its bytes.
    void damage_journal_at(std::uint64_t percent) {
        testing::flip_bit(segment_, journal_end() * percent / 100, 4);
    }

    // As a daemon does that finds its database failing.
    void put_database_in_quarantine() {
        std::filesystem::rename(state_.paths().database(),
                                state_.paths().quarantine() / "0001-events.sqlite");
    }

    // Fills everything behind record `seq` of the only segment with zeroes.
    void cut_journal_behind(std::uint64_t seq) {
        std::uint64_t end = kSegmentHeaderBytes;
        static_cast<void>(walk_journal(files_, state_.paths().journal(), WalkDepth::verify,
                                       [&](const RecordView& record) {
                                           if (record.seq <= seq) end += record.size;
                                           return Result<>();
                                       }));
        auto content = testing::content_of(segment_);
        std::fill(content.begin() + static_cast<std::ptrdiff_t>(end), content.end(), '\0');
        testing::set_content(segment_, content);
    }
};

TEST_F(GatherTest, one_record_damaged_in_the_journal_and_another_missing_among_the_rows) {
    damage_journal_at(25);
    run_sql("DELETE FROM events WHERE seq = 700");
    expect_whole(kCount, 3);  // the journal mended, the database set aside, its rows inserted
}

TEST_F(GatherTest, one_record_damaged_in_the_journal_and_the_last_row_of_the_database) {
    damage_journal_at(25);
    run_sql("UPDATE events SET chain = zeroblob(32) WHERE seq = 1000");
    expect_whole(kCount, 3);
}

TEST_F(GatherTest, one_record_damaged_in_the_journal_and_a_page_of_the_database) {
    damage_journal_at(25);
    // The page that holds one of the last rows is no page any more (SQLite file format, 1.6).
    const auto bytes = testing::content_of(state_.paths().database());
    constexpr std::size_t kPage = 4096;
    for (std::size_t page = bytes.size() / kPage - 1; page > 0; --page) {
        constexpr char kLeafOfTable = 0x0D;
        if (bytes[page * kPage] != kLeafOfTable) continue;
        testing::set_byte(state_.paths().database(), page * kPage, 'x');
        break;
    }
    expect_whole(kCount, 3);
    EXPECT_EQ(quarantined(), 2U);
}

TEST_F(GatherTest, rows_behind_the_journals_end_are_saved_from_a_damaged_database) {
    cut_journal_behind(950);
    run_sql("DELETE FROM events WHERE seq = 500");
    expect_whole(kCount, 3);
}

TEST_F(GatherTest, damaged_database_gives_what_it_has_when_the_journal_is_gone) {
    std::filesystem::remove_all(state_.paths().journal());
    run_sql("UPDATE events SET chain = zeroblob(32) WHERE seq = 1000");
    run_sql("DELETE FROM events WHERE seq = 999");
    const auto log = open();
    ASSERT_TRUE(log.has_value()) << log.error().context;
    EXPECT_EQ((*log)->last_seq(), 998U);
}

TEST_F(GatherTest, database_in_quarantine_fills_a_hole_of_the_journal) {
    damage_journal_at(50);
    put_database_in_quarantine();
    expect_whole(kCount, 2);  // the journal was mended, and all rows inserted
}

TEST_F(GatherTest, log_of_a_database_stays_with_it_in_quarantine) {
    {
        const auto log = open();
        ASSERT_TRUE((*log)->append(testing::records(kCount + 1, kCount + 50)).has_value());
        const auto& paths = state_.paths();
        std::filesystem::create_directory(paths.root / "copy");
        for (const auto* name : {"events.sqlite", "events.sqlite-wal"}) {
            std::filesystem::copy(paths.root / name, paths.root / "copy" / name);
        }
    }
    for (const auto* name : {"events.sqlite", "events.sqlite-wal"}) {
        std::filesystem::rename(state_.paths().root / "copy" / name, state_.paths().root / name);
    }
    ASSERT_TRUE(quarantine_database(files_, state_.paths()).has_value());
    damage_journal_at(98);  // a record whose row is in the log only
    expect_whole(kCount + 50, 2);
}

TEST_F(GatherTest, what_only_the_quarantine_has_behind_the_end_does_not_come_back) {
    cut_journal_behind(900);
    put_database_in_quarantine();
    const auto log = open();
    ASSERT_TRUE(log.has_value()) << log.error().context;
    EXPECT_EQ((*log)->last_seq(), 900U);
}

TEST_F(GatherTest, nothing_is_set_aside_before_it_is_known_that_every_record_survives) {
    damage_journal_at(50);
    const auto walked =
        walk_journal(files_, state_.paths().journal(), WalkDepth::verify, testing::ignore_record);
    run_sql("DELETE FROM events WHERE seq = " + std::to_string(walked->damage->seq));
    const auto log = open();
    ASSERT_FALSE(log.has_value());
    EXPECT_NE(log.error().context.find("STO-LOST: record " + std::to_string(walked->damage->seq)),
              std::string::npos)
        << log.error().context;
    EXPECT_EQ(quarantined(), 0U);
}

}  // namespace
}  // namespace kiosk::storage
