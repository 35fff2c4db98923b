// tests/unit/storage/journal_damage_test.cpp — what bit rot and a hostile hand do to a journal.
#include <algorithm>
#include <cstdint>
#include <cstring>

#include <gtest/gtest.h>

#include "kiosk/storage/journal.hpp"
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

constexpr std::uint64_t kRecords = 200;
constexpr std::size_t kPayload = 40;
constexpr std::size_t kRecordBytes = 96;  // 52 + 40, padded

// A linear congruential sequence (Knuth, MMIX), so that every run tries the same bits.
class Sequence {
  public:
    std::uint64_t below(std::uint64_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state_ >> 33U) % limit;
    }

  private:
    std::uint64_t state_ = 20270310;
};

class JournalDamage : public ::testing::Test {
  protected:
    void SetUp() override {
        auto journal = Journal::create(files_, directory_, kStation, kEpoch);
        ASSERT_TRUE(journal.has_value());
        const PlainRecords all(journal->head(), kRecords, kPayload);
        ASSERT_TRUE(journal->write(all.all()).has_value());
        ASSERT_TRUE(journal->sync().has_value());
        head_ = all.last();
        path_ = directory_ / segment_name(1);
    }

    WalkReport walk() {
        auto walked = walk_journal(files_, directory_, WalkDepth::verify, ignore_record);
        KIOSK_CHECK(walked.has_value(), "a journal can be walked");
        return std::move(*walked);
    }

    static std::size_t offset_of(std::uint64_t seq) {
        return kSegmentHeaderBytes + (seq - 1) * kRecordBytes;
    }

    testing::TemporaryDirectory temporary_;
    Path directory_ = temporary_.path() / "journal";
    testing::FakeFileSystem files_;
    Head head_;
    Path path_;
};

TEST_F(JournalDamage, each_of_1000_flipped_bits_is_detected_and_placed) {
    Sequence sequence;
    for (int trial = 0; trial < 1000; ++trial) {
        const std::uint64_t bit =
            sequence.below((kSegmentHeaderBytes + kRecords * kRecordBytes) * 8);
        const std::size_t offset = bit / 8;
        testing::flip_bit(path_, offset, bit % 8);
        const auto walked = walk();
        testing::flip_bit(path_, offset, bit % 8);
        const std::uint64_t record =
            offset < kSegmentHeaderBytes ? 1 : (offset - kSegmentHeaderBytes) / kRecordBytes + 1;
        if (record == kRecords) {
            // Nothing valid follows the last record, so it cannot be told from a torn write.
            ASSERT_TRUE(walked.torn_tail.has_value()) << "bit " << bit;
            ASSERT_EQ(walked.records, kRecords - 1);
            continue;
        }
        ASSERT_TRUE(walked.damage.has_value()) << "bit " << bit;
        ASSERT_EQ(walked.damage->seq, record) << "bit " << bit;
        ASSERT_EQ(walked.records, record - 1) << "bit " << bit;
    }
    EXPECT_EQ(walk().head, head_);
}

TEST_F(JournalDamage, flipped_bit_in_the_unused_part_is_a_torn_tail_of_one_byte) {
    testing::flip_bit(path_, offset_of(kRecords + 1) + 20, 3);
    const auto walked = walk();
    EXPECT_EQ(walked.head, head_);
    ASSERT_TRUE(walked.torn_tail.has_value());
    EXPECT_EQ(walked.torn_tail->offset, offset_of(kRecords + 1));
    EXPECT_EQ(walked.torn_tail->bytes, 21U);
}

TEST_F(JournalDamage, report_names_file_offset_record_and_cause) {
    testing::flip_bit(path_, offset_of(150) + 20, 0);
    const auto walked = walk();
    ASSERT_TRUE(walked.damage.has_value());
    EXPECT_EQ(describe(*walked.damage), "00000001.kj, offset " + std::to_string(offset_of(150)) +
                                            ", record 150: checksum differs");
}

TEST_F(JournalDamage, record_written_anew_with_a_good_checksum_breaks_the_chain) {
    std::vector<std::byte> forged;
    const std::vector<std::byte> payload(kPayload, std::byte{'z'});
    append_record(forged, 150, payload, Chain{});
    auto content = testing::content_of(path_);
    std::memcpy(content.data() + offset_of(150), forged.data(), forged.size());
    testing::set_content(path_, content);
    const auto walked = walk();
    ASSERT_TRUE(walked.damage.has_value());
    EXPECT_EQ(walked.damage->seq, 150U);
    EXPECT_EQ(walked.damage->what, "hash chain is broken");
}

TEST_F(JournalDamage, two_records_exchanged_are_noticed) {
    auto content = testing::content_of(path_);
    std::swap_ranges(content.begin() + static_cast<long>(offset_of(10)),
                     content.begin() + static_cast<long>(offset_of(11)),
                     content.begin() + static_cast<long>(offset_of(11)));
    testing::set_content(path_, content);
    const auto walked = walk();
    ASSERT_TRUE(walked.damage.has_value());
    EXPECT_EQ(walked.damage->seq, 10U);
}

TEST_F(JournalDamage, record_taken_out_is_noticed) {
    auto content = testing::content_of(path_);
    content.erase(content.begin() + static_cast<long>(offset_of(10)),
                  content.begin() + static_cast<long>(offset_of(11)));
    content.resize(kSegmentBytes);
    testing::set_content(path_, content);
    const auto walked = walk();
    ASSERT_TRUE(walked.damage.has_value());
    EXPECT_EQ(walked.damage->what, "record says it is 11");
}

TEST_F(JournalDamage, older_segment_that_is_gone_is_noticed) {
    auto journal = Journal::resume(files_, directory_, walk());
    ASSERT_TRUE(journal.has_value());
    for (int batch = 0; batch < 5; ++batch) {
        const PlainRecords more(journal->head(), 250, 4096);
        ASSERT_TRUE(journal->write(more.all()).has_value());
        ASSERT_TRUE(journal->sync().has_value());
    }
    std::filesystem::remove(path_);
    const auto walked = walk();
    ASSERT_TRUE(walked.damage.has_value());
    EXPECT_EQ(walked.damage->segment, segment_name(2));
    EXPECT_EQ(walked.records, 0U);
}

TEST_F(JournalDamage, invalid_last_record_of_an_older_segment_is_damage_not_a_torn_tail) {
    auto journal = Journal::resume(files_, directory_, walk());
    ASSERT_TRUE(journal.has_value());
    for (int batch = 0; batch < 5; ++batch) {
        const PlainRecords more(journal->head(), 250, 4096);
        ASSERT_TRUE(journal->write(more.all()).has_value());
        ASSERT_TRUE(journal->sync().has_value());
    }
    const auto content = testing::content_of(path_);
    const auto last = std::find_if(content.rbegin(), content.rend(), [](char c) { return c != 0; });
    testing::flip_bit(path_, static_cast<std::size_t>(content.rend() - last) - 1, 0);
    const auto walked = walk();
    EXPECT_FALSE(walked.torn_tail.has_value());
    ASSERT_TRUE(walked.damage.has_value());
    EXPECT_EQ(walked.damage->segment, segment_name(1));
}

TEST_F(JournalDamage, cut_file_is_damage) {
    std::filesystem::resize_file(path_, kSegmentBytes - 1);
    EXPECT_TRUE(walk().damage.has_value());
}

TEST_F(JournalDamage, salvage_yields_all_records_but_the_damaged_one) {
    testing::flip_bit(path_, offset_of(150) + 20, 0);
    testing::flip_bit(path_, 10, 0);  // and the header
    auto salvage = Salvage::open(files_, directory_);
    ASSERT_TRUE(salvage.has_value());
    std::uint64_t found = 0;
    while (const auto record = salvage->next().value()) {
        EXPECT_NE(record->seq, 150U);
        ++found;
    }
    EXPECT_EQ(found, kRecords - 1);
}

}  // namespace
}  // namespace kiosk::storage
