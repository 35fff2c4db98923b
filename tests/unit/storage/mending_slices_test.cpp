// tests/unit/storage/mending_slices_test.cpp — a long rebuild lets appends through and tells how
// far.
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "kiosk/storage/mending.hpp"
#include "tests/unit/storage/mended_log.hpp"

namespace kiosk::storage {
namespace {

using core::StoredCopy;

class MendingSlicesTest : public testing::MendedLog {};

TEST_F(MendingSlicesTest, appends_go_on_between_the_slices_of_a_rebuild) {
    constexpr std::uint64_t kMany = 12'000;
    for (std::uint64_t seq = 1; seq <= kMany; seq += 200) ASSERT_TRUE(append(seq, seq + 199));
    break_database();
    std::uint64_t last = kMany + 1;
    ASSERT_TRUE(append(last, last));
    int slices = 0;
    while (log().tend(clock_, false)) {
        ASSERT_TRUE(append(last + 1, last + 1));
        ++last;
        ++slices;
    }
    EXPECT_GE(slices, 3);
    ASSERT_TRUE(append(last + 1, last + 1));
    expect_whole(last + 1);
}

TEST_F(MendingSlicesTest, sentence_says_in_tens_how_much_is_made_anew) {
    for (std::uint64_t seq = 1; seq <= 9000; seq += 200) ASSERT_TRUE(append(seq, seq + 199));
    break_database();
    ASSERT_TRUE(append(9001, 9001));
    EXPECT_FALSE(health().sentence.contains('%')) << health().sentence;
    std::set<std::string> said;
    while (log().tend(clock_, false)) said.insert(health().sentence);
    ASSERT_GE(said.size(), 2U);
    for (const std::string& sentence : said) {
        EXPECT_TRUE(sentence.contains("0 % are made anew)")) << sentence;
    }
}

// The journal was out of use for long, and its sound files take what they lack.
TEST_F(MendingSlicesTest, sentence_says_how_much_of_what_the_journal_lacked_is_copied) {
    std::vector<RebuildProgress> told;
    settings_.progress = [&told](const RebuildProgress& progress) { told.push_back(progress); };
    reopen();
    for (std::uint64_t seq = 1; seq <= 6000; seq += 200) ASSERT_TRUE(append(seq, seq + 199));
    std::filesystem::remove(paths().ballast());
    files_.is_full = true;
    files_.free_bytes = 0;
    files_.syncs_to_fail = 2;  // the spare, too
    for (std::uint64_t seq = 6001; seq <= 18'000; seq += 200) ASSERT_TRUE(append(seq, seq + 199));
    files_.is_full = false;
    files_.free_bytes = 1ULL << 40U;
    told.clear();
    clock_.advance(std::chrono::seconds(1));
    std::set<std::string> said;
    while (log().tend(clock_, false)) said.insert(health().sentence);
    ASSERT_GE(said.size(), 2U);
    for (const std::string& sentence : said) {
        EXPECT_TRUE(sentence.contains("0 % of what it lacked are copied)")) << sentence;
    }
    ASSERT_GE(told.size(), 3U);
    EXPECT_EQ(told.front().copy, StoredCopy::journal);
    EXPECT_LT(told.front().done, told.back().done);
    EXPECT_EQ(told.back().total, 18'000U);
}

TEST_F(MendingSlicesTest, sentence_says_how_much_of_the_journal_is_made_anew) {
    for (std::uint64_t seq = 1; seq <= 9000; seq += 200) ASSERT_TRUE(append(seq, seq + 199));
    std::filesystem::remove(segment(1));
    clock_.advance(std::chrono::seconds(1));
    std::set<std::string> said;
    while (log().tend(clock_, false)) said.insert(health().sentence);
    EXPECT_TRUE(
        said.contains("Check-ins are stored once, not twice (a file was removed or"
                      " replaced, 40 % are made anew). Go on; the second copy is being"
                      " made anew."))
        << ::testing::PrintToString(said);
}

class ProgressAtStartTest : public testing::MendedLog {
  protected:
    void fill() {
        for (std::uint64_t seq = 1; seq <= kMany; seq += 200) ASSERT_TRUE(append(seq, seq + 199));
        log_.reset();
    }

    // What is told while the log is opened; `copy` at first with none or few of its records.
    void expect_told(StoredCopy copy) {
        settings_.progress = [this](const RebuildProgress& progress) { told_.push_back(progress); };
        reopen();
        ASSERT_GE(told_.size(), 4U);
        EXPECT_LE(told_.front().done, 1000U);
        EXPECT_GE(told_.back().done, kMany / 1000 * 1000);
        for (const RebuildProgress& progress : told_) {
            EXPECT_EQ(progress.copy, copy);
            EXPECT_GE(progress.total, progress.done);
        }
    }

    static constexpr std::uint64_t kMany = 5000;
    std::vector<RebuildProgress> told_;
};

TEST_F(ProgressAtStartTest, journal_that_is_made_from_the_rows_is_told_of_with_the_total) {
    fill();
    std::filesystem::remove_all(paths().journal());
    expect_told(StoredCopy::journal);
    EXPECT_EQ(told_.front().total, kMany);
}

TEST_F(ProgressAtStartTest, journal_that_takes_many_rows_at_its_end_is_told_of) {
    ASSERT_TRUE(append(1, 1));
    const auto content = testing::content_of(segment(1));
    for (std::uint64_t seq = 2; seq <= kMany; seq += 200) ASSERT_TRUE(append(seq, seq + 199));
    log_.reset();
    testing::set_content(segment(1), content);
    expect_told(StoredCopy::journal);
    EXPECT_GE(told_.front().total, kMany);
}

TEST_F(ProgressAtStartTest, database_that_is_made_from_the_journal_is_told_of) {
    fill();
    for (const char* name : {"events.sqlite", "events.sqlite-wal"}) {
        std::filesystem::remove(paths().root / name);
    }
    expect_told(StoredCopy::database);
    EXPECT_EQ(told_.front().total, kMany);
}

TEST_F(ProgressAtStartTest, ordinary_start_tells_nothing) {
    fill();
    settings_.progress = [this](const RebuildProgress& progress) { told_.push_back(progress); };
    reopen();
    EXPECT_TRUE(told_.empty());
}

TEST_F(MendingSlicesTest, progress_of_a_rebuild_is_told) {
    std::vector<RebuildProgress> told;
    settings_.progress = [&told](const RebuildProgress& progress) { told.push_back(progress); };
    reopen();
    for (std::uint64_t seq = 1; seq <= 9000; seq += 200) ASSERT_TRUE(append(seq, seq + 199));
    break_database();
    ASSERT_TRUE(append(9001, 9001));
    next_second();
    ASSERT_GE(told.size(), 3U);
    EXPECT_EQ(told.front().copy, StoredCopy::database);
    EXPECT_LT(told.front().done, told.back().done);
    EXPECT_EQ(told.back().done, 9001U);
    EXPECT_EQ(told.back().total, 9001U);
}

}  // namespace
}  // namespace kiosk::storage
