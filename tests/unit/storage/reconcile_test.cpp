// tests/unit/storage/reconcile_test.cpp — one intact copy is enough, and nothing is thrown away.
#include "kiosk/storage/reconcile.hpp"

#include <array>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "kiosk/storage/journal_rebuild.hpp"
#include "tests/unit/storage/two_copies.hpp"

namespace kiosk::storage {
namespace {

class ReconcileTest : public testing::TwoCopies {};

TEST_F(ReconcileTest, rows_that_the_database_lacks_come_from_the_journal) {
    run_sql("DELETE FROM events WHERE seq > 600");
    expect_whole(kCount, 1);
    EXPECT_EQ(quarantined(), 0U);
}

TEST_F(ReconcileTest, one_batch_missing_in_the_database_is_a_normal_crash) {
    run_sql("DELETE FROM events WHERE seq > 900");
    expect_whole(kCount, 0);
}

TEST_F(ReconcileTest, database_that_is_gone_is_made_from_the_journal) {
    std::filesystem::remove(state_.paths().database());
    expect_whole(kCount, 1);
}

TEST_F(ReconcileTest, database_that_is_garbage_is_set_aside_and_made_anew) {
    testing::set_content(state_.paths().database(), std::vector<char>(65536, 'x'));
    expect_whole(kCount, 2);
    EXPECT_EQ(testing::content_of(state_.paths().quarantine() / "0001-events.sqlite"),
              std::vector<char>(65536, 'x'));
}

// A write version that SQLite does not know makes the file read-only, another mark makes it another
// program's, a later schema one to be left alone: unless the tables are ours.
TEST_F(ReconcileTest, bit_of_the_database_header_that_makes_sqlite_refuse_it_is_damage) {
    constexpr std::array<std::pair<std::size_t, unsigned>, 9> kBits{
        {{18, 0}, {18, 1}, {18, 2}, {19, 0}, {60, 7}, {62, 3}, {63, 0}, {68, 0}, {71, 7}}};
    std::uint64_t count = kCount;
    for (const auto& [offset, bit] : kBits) {
        testing::flip_bit(state_.paths().database(), offset, bit);
        expect_whole(count, 2);
        ASSERT_FALSE(HasFailure()) << "bit " << bit << " of byte " << offset;
        count += 2;
    }
    EXPECT_EQ(quarantined(), kBits.size());
}

TEST_F(ReconcileTest, segment_of_a_later_program_is_refused_and_left_as_it_is) {
    constexpr std::size_t kVersionAt = 74;
    constexpr std::size_t kChecksumAt = 76;
    run_sql("DELETE FROM events WHERE seq > 600");  // would be added, if the journal were read
    auto segment = testing::content_of(segment_);
    segment[kVersionAt] = 2;
    const auto checksum = crc32c(std::as_bytes(std::span(segment).first(kChecksumAt)));
    std::memcpy(segment.data() + kChecksumAt, &checksum, sizeof(checksum));
    testing::set_content(segment_, segment);
    const auto before = testing::content_of(state_.paths().database());
    const auto refused = open();
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::unsupported);
    EXPECT_TRUE(refused.error().context.starts_with("STO-NEWER: ")) << refused.error().context;
    EXPECT_NE(refused.error().context.find("00000001.kj: segment has format version 2"),
              std::string::npos)
        << refused.error().context;
    EXPECT_EQ(testing::content_of(segment_), segment);
    EXPECT_EQ(testing::content_of(state_.paths().database()), before);
    EXPECT_EQ(quarantined(), 0U);
}

TEST_F(ReconcileTest, database_that_another_program_holds_is_named_and_not_replaced) {
    {
        sqlite3* other = nullptr;
        ASSERT_EQ(sqlite3_open(state_.paths().database().c_str(), &other), SQLITE_OK);
        const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closer(other, sqlite3_close);
        const char* hold = "BEGIN; SELECT count(*) FROM events";
        ASSERT_EQ(sqlite3_exec(other, hold, nullptr, nullptr, nullptr), SQLITE_OK);
        const auto refused = open();
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, Errc::locked);
        EXPECT_NE(refused.error().context.find("STO-BUSY: another program has " +
                                               state_.paths().database().string()),
                  std::string::npos)
            << refused.error().context;
    }
    expect_whole(kCount, 0);
}

TEST_F(ReconcileTest, row_missing_in_the_middle_of_the_database_is_noticed) {
    run_sql("DELETE FROM events WHERE seq = 500");
    expect_whole(kCount, 2);
    EXPECT_EQ(quarantined(), 1U);
}

TEST_F(ReconcileTest, database_of_another_history_is_set_aside) {
    run_sql("UPDATE events SET chain = zeroblob(32) WHERE seq = 1000");
    expect_whole(kCount, 2);
    EXPECT_EQ(quarantined(), 1U);
}

TEST_F(ReconcileTest, journal_that_is_gone_is_made_from_the_database) {
    std::filesystem::remove_all(state_.paths().journal());
    expect_whole(kCount, 1);
}

TEST_F(ReconcileTest, journal_whose_tail_was_torn_is_continued_from_the_database) {
    testing::flip_bit(segment_, journal_end() - 12, 3);
    const auto torn = testing::content_of(segment_);
    expect_whole(kCount, 1);
    EXPECT_EQ(testing::content_of(segment_), torn);  // never repaired in place
}

TEST_F(ReconcileTest, damaged_record_in_the_journal_comes_from_the_database) {
    testing::flip_bit(segment_, journal_end() / 2, 4);
    const auto damaged = testing::content_of(segment_);
    expect_whole(kCount, 1);
    EXPECT_EQ(testing::content_of(state_.paths().quarantine() / "0001-journal" / segment_name(1)),
              damaged);
}

TEST_F(ReconcileTest, damaged_header_of_the_only_segment_is_mended) {
    testing::flip_bit(segment_, 30, 0);
    expect_whole(kCount, 1);
}

TEST_F(ReconcileTest, damaged_journal_and_short_database_complete_each_other) {
    run_sql("DELETE FROM events WHERE seq > 700");
    testing::flip_bit(segment_, journal_end() / 2, 4);
    expect_whole(kCount, 2);  // the journal mended, then the database brought up to date
}

TEST_F(ReconcileTest, record_damaged_in_both_copies_stops_the_start_and_changes_nothing) {
    testing::flip_bit(segment_, journal_end() / 2, 4);
    const auto walked =
        walk_journal(files_, state_.paths().journal(), WalkDepth::verify, testing::ignore_record);
    run_sql("UPDATE events SET payload = x'00' WHERE seq = " + std::to_string(walked->damage->seq));
    const auto before = testing::content_of(segment_);
    const auto log = open();
    ASSERT_FALSE(log.has_value());
    EXPECT_EQ(log.error().code, Errc::corrupt);
    EXPECT_NE(log.error().context.find("record " + std::to_string(walked->damage->seq) +
                                       " is intact neither in the journal nor in the database"),
              std::string::npos)
        << log.error().context;
    EXPECT_EQ(testing::content_of(segment_), before);
    EXPECT_EQ(quarantined(), 0U);
}

TEST_F(ReconcileTest, batch_torn_in_its_first_block_is_cut_though_later_blocks_are_valid) {
    const auto end = journal_end();
    {
        const auto log = open();
        append_to(**log, kCount + 1, kCount + 100);
    }
    // The state of the disk after a power cut during that batch: no row, first block not written.
    run_sql("DELETE FROM events WHERE seq > 1000");
    for (std::size_t offset = end; offset < end + 512; ++offset) {
        testing::set_byte(segment_, offset, 0);
    }
    {
        const auto log = open();
        ASSERT_TRUE(log.has_value()) << log.error().context;
        EXPECT_TRUE((*log)->report().torn_tail.has_value());
        EXPECT_TRUE((*log)->report().repairs.empty());
    }
    expect_whole(kCount, 0);
    EXPECT_EQ(quarantined(), 0U);
}

TEST_F(ReconcileTest, rebuild_that_was_interrupted_before_the_swap_is_finished) {
    const auto paths = state_.paths();
    std::filesystem::copy(paths.journal(), paths.root / "journal.rebuilt");
    testing::flip_bit(segment_, 5000, 0);
    expect_whole(kCount, 0);
    EXPECT_TRUE(std::filesystem::exists(paths.quarantine() / "0001-journal"));
}

TEST_F(ReconcileTest, unfinished_rebuild_is_dropped) {
    const auto paths = state_.paths();
    std::filesystem::create_directory(paths.root / "journal.rebuilding");
    testing::set_content(paths.root / "journal.rebuilding" / segment_name(1), {'x'});
    expect_whole(kCount, 0);
    EXPECT_FALSE(std::filesystem::exists(paths.root / "journal.rebuilding"));
}

TEST_F(ReconcileTest, copies_of_different_stations_are_refused) {
    testing::set_content(state_.paths().station_id(), std::vector<char>(16, 'x'));
    std::filesystem::remove(state_.paths().station_id().string() + ".check");
    StateDirectory other = [this] {
        {
            const StateDirectory closed = std::move(state_);
        }
        return *StateDirectory::open(files_, temporary_.path() / "state");
    }();
    const auto log = DurableLog::open(files_, other);
    ASSERT_FALSE(log.has_value());
    EXPECT_EQ(log.error().code, Errc::conflict);
    EXPECT_TRUE(log.error().context.starts_with("STO-MIXED: ")) << log.error().context;
    EXPECT_NE(log.error().context.find("station-id is of station 78787878"), std::string::npos);
}

TEST_F(ReconcileTest, station_that_lost_both_copies_does_not_begin_anew_in_silence) {
    const auto lose = [this] {
        for (const auto* name : {"events.sqlite", "events.sqlite-wal", "journal"}) {
            std::filesystem::remove_all(state_.paths().root / name);
        }
    };
    lose();
    for (int start = 1; start <= 3; ++start) {
        const auto refused = open();
        ASSERT_FALSE(refused.has_value()) << start;
        EXPECT_TRUE(refused.error().context.starts_with(
            "STO-LOST: journal and database are both gone, but the file 'database-complete'"))
            << refused.error().context;
        EXPECT_FALSE(std::filesystem::exists(state_.paths().journal())) << start;
    }
    std::filesystem::remove(state_.paths().database_complete());
    EXPECT_TRUE(open().has_value()) << "nothing tells of a history";
    lose();
    testing::set_content(state_.paths().checkpoints(), {'x'});
    const auto refused = open();
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().context.find("'checkpoints'"), std::string::npos);
    {
        const auto accepted = DurableLog::open(files_, state_, {.on_loss = OnLoss::accept});
        ASSERT_TRUE(accepted.has_value());
        EXPECT_EQ((*accepted)->facts().notice_code, "STO-LOST");
    }
    EXPECT_TRUE(open().has_value());
}

}  // namespace
}  // namespace kiosk::storage
