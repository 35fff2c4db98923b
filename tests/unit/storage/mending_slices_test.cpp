// tests/unit/storage/mending_slices_test.cpp — a long rebuild lets appends through and tells how
// far.
#include <set>

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
