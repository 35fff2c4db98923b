// tests/unit/storage/journal_test.cpp — append, reopen, roll over, torn tails, failed syncs.
#include "kiosk/storage/journal.hpp"

#include <gtest/gtest.h>

#include "kiosk/storage/journal_segment.hpp"
#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

using testing::ignore_record;
using testing::kEpoch;
using testing::kStation;
using testing::PlainRecords;

class JournalTest : public ::testing::Test {
  protected:
    Journal create() {
        auto journal = Journal::create(files_, directory_, kStation, kEpoch);
        KIOSK_CHECK(journal.has_value(), "a journal can be made");
        return std::move(*journal);
    }

    WalkReport walk() {
        auto walked = walk_journal(files_, directory_, WalkDepth::verify, ignore_record);
        KIOSK_CHECK(walked.has_value(), "a journal can be walked");
        return std::move(*walked);
    }

    Head append(Journal& journal, std::uint64_t count, std::size_t payload_bytes = 40) {
        const PlainRecords more(journal.head(), count, payload_bytes);
        EXPECT_TRUE(journal.write(more.all()).has_value());
        EXPECT_TRUE(journal.sync().has_value());
        return more.last();
    }

    Path segment(std::uint64_t number) const { return directory_ / segment_name(number); }

    testing::TemporaryDirectory temporary_;
    Path directory_ = temporary_.path() / "journal";
    testing::FakeFileSystem files_;
};

TEST_F(JournalTest, what_was_appended_is_there_after_reopening) {
    Head head;
    {
        auto journal = create();
        head = append(journal, 3);
    }
    auto walked = walk();
    EXPECT_EQ(walked.records, 3U);
    EXPECT_EQ(walked.head, head);
    EXPECT_FALSE(walked.torn_tail || walked.damage);
    auto again = Journal::resume(files_, directory_, walked);
    ASSERT_TRUE(again.has_value());
    const Head more = append(*again, 2);
    EXPECT_EQ(more.seq, 5U);
    EXPECT_EQ(walk().head, more);
    EXPECT_EQ(walk().segments, 1U);
}

TEST_F(JournalTest, last_segment_is_written_to_a_new_file_before_it_counts) {
    {
        auto journal = create();
        const PlainRecords more(journal.head(), 3);
        ASSERT_TRUE(journal.write(more.all()).has_value());
        files_.syncs_to_fail = 1;
        ASSERT_FALSE(journal.sync().has_value());
    }
    const auto before = *files_.facts(segment(1));
    const auto content = testing::content_of(segment(1));
    files_.syncs = 0;
    auto again = Journal::resume(files_, directory_, walk());
    ASSERT_TRUE(again.has_value());
    EXPECT_NE(files_.facts(segment(1))->inode, before.inode);
    EXPECT_EQ(testing::content_of(segment(1)), content);
    EXPECT_GT(files_.syncs, 0);
    EXPECT_EQ(append(*again, 2).seq, 5U);
    EXPECT_EQ(walk().head.seq, 5U);
}

TEST_F(JournalTest, mending_begins_with_what_the_start_could_not_write_anew) {
    create();
    const auto before = *files_.facts(segment(1));
    auto suspended = Journal::suspended(files_, directory_, walk());
    ASSERT_TRUE(suspended.begin_anew().has_value());
    EXPECT_NE(files_.facts(segment(1))->inode, before.inode);
    EXPECT_EQ(walk().segments, 2U);
}

TEST_F(JournalTest, segments_have_4_mib_and_a_spare_is_ready) {
    auto journal = create();
    ASSERT_TRUE(journal.prepare().has_value());
    EXPECT_EQ(std::filesystem::file_size(segment(1)), kSegmentBytes);
    EXPECT_EQ(std::filesystem::file_size(directory_ / kSpareName), kSegmentBytes);
}

TEST_F(JournalTest, full_segment_rolls_over_and_the_chain_goes_on) {
    auto journal = create();
    Head head;
    for (int batch = 0; batch < 10; ++batch) head = append(journal, 250, 4096);
    const auto walked = walk();
    EXPECT_EQ(walked.segments, 3U);
    EXPECT_EQ(walked.records, 2500U);
    EXPECT_EQ(walked.head, head);
    EXPECT_FALSE(walked.torn_tail || walked.damage);
}

TEST_F(JournalTest, torn_tail_at_every_byte_of_the_last_record_keeps_all_before) {
    auto journal = create();
    const Head kept = append(journal, 2);
    const auto begin = walk().end_offset;
    append(journal, 1);
    const auto end = walk().end_offset;
    const auto whole = testing::content_of(segment(1));
    const std::size_t unpadded = begin + kRecordFrameBytes + 40;
    for (std::size_t cut = begin; cut < unpadded; ++cut) {
        auto torn = whole;
        std::fill(torn.begin() + static_cast<long>(cut), torn.begin() + static_cast<long>(end), 0);
        const bool last_byte_was_zero = torn == whole;
        if (last_byte_was_zero) continue;
        testing::set_content(segment(1), torn);
        const auto walked = walk();
        ASSERT_FALSE(walked.damage) << cut;
        ASSERT_EQ(walked.head, kept) << cut;
        ASSERT_EQ(walked.torn_tail.has_value(), cut > begin) << cut;
    }
}

TEST_F(JournalTest, after_a_torn_tail_a_new_segment_begins_and_the_torn_bytes_stay) {
    auto journal = create();
    append(journal, 2);
    append(journal, 1);
    const auto end = walk().end_offset;
    testing::flip_bit(segment(1), end - 10, 3);
    const auto torn = testing::content_of(segment(1));
    auto again = Journal::resume(files_, directory_, walk());
    ASSERT_TRUE(again.has_value());
    const Head head = append(*again, 2);
    const auto walked = walk();
    EXPECT_EQ(head.seq, 4U);
    EXPECT_EQ(walked.head, head);
    EXPECT_EQ(walked.segments, 2U);
    EXPECT_FALSE(walked.torn_tail || walked.damage);
    EXPECT_EQ(testing::content_of(segment(1)), torn);
}

TEST_F(JournalTest, failed_sync_is_survived_in_a_new_segment_for_each_n) {
    for (int n = 1; n <= kRewriteAttempts; ++n) {
        auto journal = create();
        const Head safe = append(journal, 2);
        const PlainRecords more(safe, 3);
        files_.syncs_to_fail = n;
        ASSERT_TRUE(journal.write(more.all()).has_value());
        ASSERT_FALSE(journal.sync().has_value());
        ASSERT_TRUE(journal.rewrite().has_value()) << n;
        EXPECT_EQ(walk().head, more.last()) << n;
        EXPECT_FALSE(walk().damage) << n;
        std::filesystem::remove_all(directory_);
    }
}

TEST_F(JournalTest, poisoned_file_is_never_written_again) {
    auto journal = create();
    append(journal, 2);
    const PlainRecords more(journal.head(), 1);
    files_.syncs_to_fail = 1;
    ASSERT_TRUE(journal.write(more.all()).has_value());
    ASSERT_FALSE(journal.sync().has_value());
    const auto poisoned = testing::content_of(segment(1));
    ASSERT_TRUE(journal.rewrite().has_value());
    append(journal, 5);
    EXPECT_EQ(testing::content_of(segment(1)), poisoned);
}

TEST_F(JournalTest, sync_that_always_fails_is_an_error_in_the_end) {
    auto journal = create();
    append(journal, 2);
    const PlainRecords more(journal.head(), 1);
    files_.syncs_to_fail = 1000;
    ASSERT_TRUE(journal.write(more.all()).has_value());
    EXPECT_FALSE(journal.sync().has_value());
    const auto rewritten = journal.rewrite();
    ASSERT_FALSE(rewritten.has_value());
    EXPECT_EQ(rewritten.error().code, Errc::io_failure);
}

TEST_F(JournalTest, half_written_batch_is_finished_in_a_new_segment) {
    auto journal = create();
    append(journal, 2);
    const PlainRecords more(journal.head(), 4);
    files_.writes_to_fail = 1;
    ASSERT_FALSE(journal.write(more.all()).has_value());
    ASSERT_TRUE(journal.rewrite().has_value());
    EXPECT_EQ(walk().head, more.last());
    EXPECT_FALSE(walk().damage || walk().torn_tail);
}

TEST_F(JournalTest, spare_that_was_written_to_is_made_anew) {
    auto journal = create();
    ASSERT_TRUE(journal.prepare().has_value());
    testing::set_byte(directory_ / kSpareName, kSegmentBytes - 100, 'x');
    Head head;
    for (int batch = 0; batch < 5; ++batch) head = append(journal, 250, 4096);
    EXPECT_EQ(walk().head, head);
    EXPECT_FALSE(walk().damage || walk().torn_tail);
}

}  // namespace
}  // namespace kiosk::storage
