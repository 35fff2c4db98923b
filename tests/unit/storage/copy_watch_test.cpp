// tests/unit/storage/copy_watch_test.cpp — files that vanish under the daemon are missed and made.
#include "kiosk/storage/copy_watch.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include "tests/unit/storage/mended_log.hpp"
#include "tests/unit/storage/no_handles.hpp"

namespace kiosk::storage {
namespace {

using core::StoredCopy;

class CopyWatchTest : public testing::MendedLog {
  protected:
    CopyWatchTest() {
        settings_.upkeep.scrub_pause = std::chrono::hours(1000);  // it would find some of it, too
        reopen();
    }

    static std::string bytes_of(const Path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    static void write_over(const Path& path, const std::string& bytes) {
        std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
};

TEST_F(CopyWatchTest, journal_segment_that_is_removed_cut_or_replaced_is_noticed_and_restored) {
    std::uint64_t last = 0;
    for (const std::string what : {"removed", "cut", "replaced", "directory"}) {
        ASSERT_TRUE(append(last + 1, last + 10));
        last += 10;
        const auto number = segments().back();
        if (what == "removed") std::filesystem::remove(segment(number));
        if (what == "cut") std::filesystem::resize_file(segment(number), 500);
        if (what == "directory") {
            std::filesystem::rename(paths().journal(), paths().root / "journal.away");
        }
        if (what == "replaced") {
            std::filesystem::copy(segment(number), paths().root / "other");
            std::filesystem::rename(paths().root / "other", segment(number));
        }
        repairs_.clear();
        next_second();
        ASSERT_EQ(repairs_.size(), 1U) << what;
        EXPECT_EQ(repairs_[0].copy, StoredCopy::journal) << what;
        EXPECT_EQ(repairs_[0].code, "STO-GONE") << what;
        expect_whole(last);
    }
}

// Name, inode and size stay what they are.
TEST_F(CopyWatchTest, journal_segment_that_is_written_over_in_place_is_noticed_and_restored) {
    std::uint64_t last = 0;
    for (const std::string what : {"older copy", "noise in the middle", "noise in front", "noise",
                                   "noise behind", "another journal"}) {
        ASSERT_TRUE(append(last + 1, last + 10));
        last += 10;
        next_second();
        const auto number = segments().back();
        auto bytes = bytes_of(segment(number));
        ASSERT_TRUE(append(last + 1, last + 10));
        last += 10;
        const std::string noise(200, '\x5a');
        if (what == "noise in the middle")
            bytes = bytes_of(segment(number)).replace(900, 8, 8, 'x');
        if (what == "noise in front") bytes = bytes_of(segment(number)).replace(0, 200, noise);
        if (what == "noise") bytes.assign(40'000, '\x5a');
        if (what == "noise behind") bytes = bytes_of(segment(number)).replace(500'000, 200, noise);
        if (what == "another journal") bytes = bytes_of(segment(number)).replace(30, 1, "x");
        write_over(segment(number), bytes);
        repairs_.clear();
        next_second();
        ASSERT_EQ(repairs_.size(), 1U) << what;
        EXPECT_EQ(repairs_[0].copy, StoredCopy::journal) << what;
        EXPECT_EQ(repairs_[0].code, what == "older copy" ? "STO-GONE" : "STO-ROT") << what;
        expect_whole(last);
    }
}

TEST_F(CopyWatchTest, every_byte_of_a_full_segment_is_read_in_four_seconds) {
    constexpr std::uint64_t kLast = 15'000;  // 3.5 MiB
    for (std::uint64_t seq = 1; seq < kLast; seq += 250) ASSERT_TRUE(append(seq, seq + 249));
    ASSERT_EQ(segments().size(), 1U);
    for (const std::size_t at : {100U, 1'500'000U, 2'900'000U, 3'100'000U}) {
        for (int second = 0; second < 7; ++second) next_second();  // wherever it is by then
        ASSERT_TRUE(repairs_.empty());
        const auto number = segments().back();
        auto bytes = bytes_of(segment(number));
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        write_over(segment(number), bytes);
        for (int second = 0; second < 4; ++second) next_second();
        ASSERT_EQ(repairs_.size(), 1U) << at;
        repairs_.clear();
    }
}

TEST_F(CopyWatchTest, records_that_come_between_two_looks_are_no_damage) {
    std::uint64_t last = 0;
    for (int second = 0; second < 100; ++second) {
        ASSERT_TRUE(append(last + 1, last + 250));
        last += 250;
        next_second(second % 2 == 0);
    }
    EXPECT_GT(segments().size(), 1U);
    EXPECT_TRUE(repairs_.empty());
    expect_whole(last);
}

TEST_F(CopyWatchTest, names_that_cannot_be_looked_up_now_are_not_gone) {
    ASSERT_TRUE(append(1, 10));
    next_second();
    {
        const testing::NoHandles none;
        next_second();
        EXPECT_TRUE(is_green()) << health().code << " " << health().sentence;
    }
    next_second();
    EXPECT_TRUE(repairs_.empty());
    EXPECT_TRUE(quarantined().empty());
    expect_whole(10);
}

TEST_F(CopyWatchTest, older_segment_that_is_removed_is_noticed_and_restored) {
    ASSERT_TRUE(append(1, 10));
    files_.syncs_to_fail = 1;  // the next segment begins
    ASSERT_TRUE(append(11, 20));
    next_second();
    repairs_.clear();
    std::filesystem::remove(segment(1));
    next_second();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].first_seq, 1U);
    EXPECT_EQ(repairs_[0].records, 10U);
    expect_whole(20);
}

TEST_F(CopyWatchTest, database_that_is_removed_cut_or_replaced_is_noticed_and_restored) {
    std::uint64_t last = 0;
    const std::string name = paths().database().string();
    for (const std::string what : {"removed", "cut", "replaced", "log removed", "log cut"}) {
        ASSERT_TRUE(append(last + 1, last + 10));
        last += 10;
        ASSERT_TRUE(what != "cut" || log().tidy_at_rest().has_value());
        next_second();
        if (what == "removed") std::filesystem::remove(name);
        if (what == "cut") std::filesystem::resize_file(name, 4096);
        if (what == "log removed") std::filesystem::remove(name + "-wal");
        if (what == "log cut") std::filesystem::resize_file(name + "-wal", 100);
        if (what == "replaced") {
            std::filesystem::copy(name, name + ".other");
            std::filesystem::rename(name + ".other", name);
        }
        repairs_.clear();
        next_second();
        ASSERT_EQ(repairs_.size(), 1U) << what;
        EXPECT_EQ(repairs_[0].copy, StoredCopy::database) << what;
        EXPECT_EQ(repairs_[0].code, "STO-GONE") << what;
        expect_whole(last);
    }
}

TEST_F(CopyWatchTest, copy_that_is_mended_at_once_is_told_of_for_ten_seconds) {
    ASSERT_TRUE(append(1, 3));
    EXPECT_EQ(health().code, "");
    std::filesystem::remove(paths().database());
    for (int second = 0; second < 10; ++second) {
        next_second();
        EXPECT_TRUE(is_green()) << second;
        EXPECT_EQ(health().code, "STO-GONE") << second;
        EXPECT_EQ(health().sentence,
                  "Every check-in is stored twice again: one copy was made anew (a file was removed"
                  " or replaced). Nothing is to be done.");
    }
    next_second();
    EXPECT_EQ(health().code, "");
}

TEST_F(CopyWatchTest, quarantine_that_was_removed_is_made_again_when_it_is_needed) {
    ASSERT_TRUE(append(1, 3));
    std::filesystem::remove_all(paths().quarantine());
    std::filesystem::remove(paths().database());
    next_second();
    EXPECT_TRUE(is_green()) << health().sentence;
    std::filesystem::remove_all(paths().quarantine());
    std::filesystem::remove(segment(1));
    next_second();
    EXPECT_TRUE(is_green()) << health().sentence;
    expect_whole(3);
}

}  // namespace
}  // namespace kiosk::storage
