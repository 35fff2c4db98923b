// tests/unit/storage/full_disk_test.cpp — no space, a read-only disk, and the way back.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ranges>

#include <sys/stat.h>

#include "kiosk/storage/ballast.hpp"
#include "tests/unit/storage/mended_log.hpp"

namespace kiosk::storage {
namespace {

using core::StorageState;

class FullDiskTest : public testing::MendedLog {
  protected:
    bool has_ballast() const { return std::filesystem::exists(paths().ballast()); }

    // The spare is used up, and the next segment would need space.
    void need_a_new_segment() { files_.syncs_to_fail = 2; }
};

TEST_F(FullDiskTest, ballast_has_64_mib_and_is_really_allocated) {
    ASSERT_TRUE(has_ballast());
    EXPECT_EQ(std::filesystem::file_size(paths().ballast()), kBallastBytes);
    struct stat status{};
    ASSERT_EQ(::stat(paths().ballast().c_str(), &status), 0);
    EXPECT_GE(static_cast<std::uint64_t>(status.st_blocks) * 512, kBallastBytes);
}

TEST_F(FullDiskTest, ballast_is_made_from_512_mib_on) {
    Ballast ballast(files_, paths().root / "other");
    ASSERT_TRUE(ballast.keep(kBallastFreeMin - 1).has_value());
    EXPECT_FALSE(std::filesystem::exists(paths().root / "other"));
    ASSERT_TRUE(ballast.keep(kBallastFreeMin).has_value());
    EXPECT_TRUE(ballast.release());
    EXPECT_FALSE(ballast.release());
}

TEST_F(FullDiskTest, ballast_is_given_up_for_a_batch_that_finds_no_space) {
    ASSERT_TRUE(append(1, 3));
    files_.is_full = true;
    need_a_new_segment();
    ASSERT_TRUE(append(4, 6));
    EXPECT_FALSE(has_ballast());
    EXPECT_TRUE(is_green());
    files_.free_bytes = 100ULL << 20U;
    next_second();
    EXPECT_FALSE(has_ballast());
    files_.free_bytes = 1ULL << 40U;
    next_second();
    EXPECT_TRUE(has_ballast());
    expect_whole(6);
}

TEST_F(FullDiskTest, without_space_for_a_segment_the_database_stores_alone_until_there_is_some) {
    ASSERT_TRUE(append(1, 3));
    std::filesystem::remove(paths().ballast());
    files_.is_full = true;
    files_.free_bytes = 0;
    need_a_new_segment();
    ASSERT_TRUE(append(4, 6));
    next_second();
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    EXPECT_EQ(health().code, "STO-FULL");
    ASSERT_TRUE(append(7, 9));
    files_.is_full = false;
    files_.free_bytes = 1ULL << 40U;
    next_second();
    expect_whole(9);
}

TEST_F(FullDiskTest, free_space_is_told_at_each_limit) {
    const auto seen = [this](std::uint64_t bytes) {
        files_.free_bytes = bytes;
        next_second();
        return health();
    };
    EXPECT_EQ(seen(core::kFreeBytesLow).code, "");
    EXPECT_EQ(seen(core::kFreeBytesLow - 1).code, "STO-FULL");
    EXPECT_EQ(seen(core::kFreeBytesAmber).state, StorageState::green);
    EXPECT_EQ(seen(core::kFreeBytesAmber - 1).state, StorageState::amber_one_copy);
}

TEST_F(FullDiskTest, log_opens_and_stores_on_a_full_disk) {
    ASSERT_TRUE(append(1, 3));
    std::filesystem::remove(paths().ballast());
    files_.is_full = true;
    files_.free_bytes = 0;
    reopen();
    EXPECT_EQ(replayed().size(), 3U);
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    EXPECT_EQ(health().code, "STO-FULL");
    ASSERT_TRUE(append(4, 6));
    files_.is_full = false;
    files_.free_bytes = 1ULL << 40U;
    next_second();
    expect_whole(6);
}

TEST_F(FullDiskTest, log_opens_on_a_full_disk_behind_a_torn_tail) {
    ASSERT_TRUE(append(1, 3));
    log_.reset();
    std::filesystem::remove(paths().ballast());
    std::filesystem::remove(paths().journal() / kSpareName);
    testing::set_byte(segment(1), kSegmentBytes - 8, 'x');
    files_.is_full = true;
    reopen();
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    EXPECT_EQ(replayed().size(), 3U);
    ASSERT_TRUE(append(4, 6));
    files_.is_full = false;
    next_second();
    expect_whole(6);
}

TEST_F(FullDiskTest, log_opens_on_a_read_only_disk_behind_a_torn_record) {
    ASSERT_TRUE(append(1, 4));
    run_sql("DELETE FROM events WHERE seq = 4");
    log_.reset();
    const auto bytes = testing::content_of(segment(1));
    const auto last = std::ranges::find_if(bytes | std::views::reverse, [](char c) { return c; });
    const auto offset = static_cast<std::size_t>(last.base() - bytes.begin() - 1);
    testing::set_byte(segment(1), offset, static_cast<char>(bytes[offset] ^ 1));
    files_.is_read_only = true;
    reopen();
    EXPECT_EQ(replayed().size(), 3U);
    files_.is_read_only = false;
    next_second();
    ASSERT_TRUE(append(4, 6));
    expect_whole(6);
}

TEST_F(FullDiskTest, log_opens_on_a_read_only_disk_behind_a_rebuild_that_lacks_its_name) {
    ASSERT_TRUE(append(1, 3));
    log_.reset();
    std::filesystem::copy(paths().journal(), paths().root / "journal.rebuilt");
    testing::flip_bit(segment(1), kSegmentHeaderBytes + 20, 1);
    files_.is_read_only = true;
    reopen();
    EXPECT_EQ(health().state, StorageState::red);
    EXPECT_EQ(health().code, "STO-RO");
    EXPECT_EQ(replayed().size(), 3U);
    files_.is_read_only = false;
    next_second();
    EXPECT_TRUE(is_green()) << health().sentence;
    EXPECT_EQ(quarantined().size(), 1U);
    ASSERT_TRUE(append(4, 6));
    expect_whole(6);
}

// The damaged journal may be all that there is of a record, unless the rows are known to be
// complete.
TEST_F(FullDiskTest, damaged_journal_waits_for_space_where_the_rows_have_everything) {
    ASSERT_TRUE(append(1, 3));
    const core::SequencedRecord restored{4, core::RestoredRecord{.epoch = 42}};
    ASSERT_TRUE(log().append(std::span(&restored, 1)).has_value());
    log_.reset();
    std::filesystem::remove(paths().ballast());
    testing::flip_bit(segment(1), kSegmentHeaderBytes + 20, 1);
    files_.is_full = true;
    reopen();
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    EXPECT_EQ(health().code, "STO-FULL");
    EXPECT_EQ(replayed().size(), 4U);
    EXPECT_EQ(log().epoch(), 42U);
    ASSERT_TRUE(append(5, 6));
    EXPECT_TRUE(quarantined().empty());
    files_.is_full = false;
    next_second();
    EXPECT_TRUE(is_green()) << health().sentence;
    EXPECT_EQ(quarantined().size(), 1U);
    reopen();
    EXPECT_EQ(replayed().size(), 6U);
    EXPECT_TRUE(log().report().repairs.empty());
}

TEST_F(FullDiskTest, damaged_journal_is_not_passed_over_where_the_rows_may_lack_something) {
    ASSERT_TRUE(append(1, 6));
    log_.reset();
    std::filesystem::remove(paths().ballast());
    std::filesystem::remove(paths().database_complete());
    testing::flip_bit(segment(1), kSegmentHeaderBytes + 20, 1);
    files_.is_full = true;
    const auto refused = DurableLog::open(files_, state_, settings_);
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().context.find("journal: 00000001.kj"), std::string::npos)
        << refused.error().context;
    files_.is_full = false;
    reopen();
    expect_whole(6);
}

TEST_F(FullDiskTest, file_in_the_place_of_the_journal_is_set_aside) {
    ASSERT_TRUE(append(1, 3));
    log_.reset();
    std::filesystem::remove_all(paths().journal());
    std::ofstream(paths().journal()) << "a note";
    reopen();
    EXPECT_EQ(quarantined().size(), 1U);
    EXPECT_EQ(replayed().size(), 3U);
    reopen();
    ASSERT_TRUE(append(4, 6));
    expect_whole(6);
}

TEST_F(FullDiskTest, epoch_is_that_of_the_rows_where_the_journal_is_gone) {
    ASSERT_TRUE(append(1, 3));
    const core::SequencedRecord restored{4, core::RestoredRecord{.epoch = 42}};
    ASSERT_TRUE(log().append(std::span(&restored, 1)).has_value());
    log_.reset();
    std::filesystem::remove_all(paths().journal());
    std::filesystem::remove(paths().ballast());
    files_.is_full = true;
    reopen();
    EXPECT_EQ(replayed().size(), 4U);
    EXPECT_EQ(log().epoch(), 42U);
}

TEST_F(FullDiskTest, disk_that_turns_read_only_is_red_within_a_second_and_green_after) {
    ASSERT_TRUE(append(1, 3));
    files_.is_read_only = true;
    next_second();
    EXPECT_EQ(health().state, StorageState::red);
    EXPECT_EQ(health().code, "STO-RO");
    EXPECT_FALSE(append(4, 6));
    next_second();
    EXPECT_EQ(health().state, StorageState::red);
    files_.is_read_only = false;
    next_second();
    EXPECT_TRUE(is_green()) << health().sentence;
    ASSERT_TRUE(append(4, 6));
    expect_whole(6);
}

TEST_F(FullDiskTest, log_opens_on_a_read_only_disk_and_reads_both_copies) {
    ASSERT_TRUE(append(1, 3));
    files_.is_read_only = true;
    reopen();
    EXPECT_EQ(health().state, StorageState::red);
    EXPECT_EQ(health().code, "STO-RO");
    EXPECT_EQ(replayed().size(), 3U);
    EXPECT_EQ(log().query({})->size(), 3U);
    EXPECT_FALSE(append(4, 6));
    files_.is_read_only = false;
    next_second();
    EXPECT_TRUE(is_green()) << health().sentence;
    EXPECT_TRUE(quarantined().empty());
    ASSERT_TRUE(append(4, 6));
    expect_whole(6);
}

TEST_F(FullDiskTest, what_only_the_database_has_is_replayed_on_a_read_only_disk) {
    ASSERT_TRUE(append(1, 3));
    const auto end =
        walk_journal(files_, paths().journal(), WalkDepth::verify, testing::ignore_record)
            ->end_offset;
    files_.syncs_to_fail = kForEver;
    ASSERT_TRUE(append(4, 6));
    files_.syncs_to_fail = 0;
    log_.reset();
    // A power cut: what was not synced is gone.
    for (const auto number : segments()) {
        if (number > 1) std::filesystem::remove(segment(number));
    }
    auto content = testing::content_of(segment(1));
    std::fill(content.begin() + static_cast<std::ptrdiff_t>(end), content.end(), 0);
    testing::set_content(segment(1), content);
    files_.is_read_only = true;
    reopen();
    EXPECT_EQ(replayed().size(), 6U);
    files_.is_read_only = false;
    next_second();
    expect_whole(6);
}

}  // namespace
}  // namespace kiosk::storage
