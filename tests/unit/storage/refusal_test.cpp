// tests/unit/storage/refusal_test.cpp — what the system refuses now says nothing of the bytes that
// are stored; what a query reads does.
#include "kiosk/storage/trouble.hpp"
#include "tests/unit/storage/mended_log.hpp"

namespace kiosk::storage {
namespace {

using core::StorageState;
using core::StoredCopy;

class RefusalTest : public testing::MendedLog {};

TEST_F(RefusalTest, database_that_may_not_be_written_goes_on_in_the_same_file) {
    ASSERT_TRUE(append(1, 3));
    run_sql("PRAGMA query_only=ON");
    ASSERT_TRUE(append(4, 6));
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    EXPECT_EQ(health().code, "STO-RO");
    EXPECT_EQ(log().query({})->size(), 3U);
    next_second();
    next_second();
    EXPECT_TRUE(is_green()) << health().sentence;
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].first_seq, 4U);
    EXPECT_EQ(repairs_[0].records, 3U);
    EXPECT_TRUE(quarantined().empty());
    expect_whole(6);
}

TEST_F(RefusalTest, query_that_meets_damage_starts_the_mending) {
    ASSERT_TRUE(append(1, 3));
    EXPECT_EQ(log().query({.limit = 0}).error().code, Errc::invalid_input);
    EXPECT_TRUE(is_green());
    run_sql("UPDATE events SET payload = x'00' WHERE seq = 2");
    EXPECT_EQ(log().query({}).error().code, Errc::unavailable);
    EXPECT_EQ(health().state, StorageState::amber_one_copy);
    EXPECT_EQ(health().code, "STO-ROT");
    next_second();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::database);
    EXPECT_EQ(log().query({})->size(), 3U);
    expect_whole(3);
}

// Neither copy has a record then, and the chain of none is the journal's to know.
TEST_F(RefusalTest, very_first_batch_may_fail_in_both_copies_and_nothing_is_lost) {
    files_.syncs_to_fail = kForEver;
    break_database();
    EXPECT_FALSE(append(1, 1));
    EXPECT_EQ(health().state, core::StorageState::red);
    files_.syncs_to_fail = 0;
    clock_.advance(std::chrono::seconds(1));
    for (int slices = 0; slices < 10 && log().tend(clock_, true); ++slices) {
    }
    EXPECT_TRUE(is_green()) << health().code << health().sentence;
    ASSERT_TRUE(append(1, 3));
    expect_whole(3);
}

}  // namespace
}  // namespace kiosk::storage
