// tests/unit/app/rebuild_teller_test.cpp — at once, then twice a second, and nothing of a moment.
#include "kiosk/app/rebuild_teller.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/manual_clock.hpp"

namespace kiosk::app {
namespace {

using core::StoredCopy;

class RebuildTellerTest : public ::testing::Test {
  protected:
    bool is_due(StoredCopy copy, std::uint64_t done) { return teller_.is_due({copy, done, 9000}); }

    testing::ManualClock clock_{Timestamp{}};
    RebuildTeller teller_{clock_};
};

TEST_F(RebuildTellerTest, first_word_comes_at_once_and_the_next_after_half_a_second) {
    EXPECT_TRUE(is_due(StoredCopy::journal, 0));
    clock_.advance(kProgressToldEvery - std::chrono::milliseconds(1));
    EXPECT_FALSE(is_due(StoredCopy::journal, 1000));
    clock_.advance(std::chrono::milliseconds(1));
    EXPECT_TRUE(is_due(StoredCopy::journal, 2000));
    EXPECT_FALSE(is_due(StoredCopy::journal, 3000));
}

TEST_F(RebuildTellerTest, other_copy_and_another_rebuild_are_told_at_once) {
    EXPECT_TRUE(is_due(StoredCopy::journal, 4000));
    EXPECT_TRUE(is_due(StoredCopy::database, 4000));
    EXPECT_FALSE(is_due(StoredCopy::database, 5000));
    EXPECT_TRUE(is_due(StoredCopy::database, 1000));
}

TEST_F(RebuildTellerTest, what_took_one_step_is_told_as_repaired_only) {
    EXPECT_FALSE(is_due(StoredCopy::journal, 9000));
}

TEST_F(RebuildTellerTest, sentence_names_the_copy_and_both_numbers) {
    EXPECT_EQ(sentence_of({StoredCopy::journal, 10, 20}),
              "the journal is being mended: 10 of 20 records");
    EXPECT_EQ(sentence_of({StoredCopy::database, 10, 0}),
              "the database is being mended: 10 records");
}

}  // namespace
}  // namespace kiosk::app
