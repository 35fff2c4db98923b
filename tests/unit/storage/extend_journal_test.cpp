// tests/unit/storage/extend_journal_test.cpp — a journal that lost its end takes it from the rows,
// but only what continues the chain.
#include "kiosk/storage/reconcile.hpp"
#include "tests/unit/storage/mended_log.hpp"
#include "tests/unit/storage/plain_sql.hpp"

namespace kiosk::storage {
namespace {

class ExtendJournalTest : public testing::MendedLog {
  protected:
    // The journal forgets records 91 to 100; the rows have them.
    void lose_end() {
        ASSERT_TRUE(append(1, 90));
        const auto content = testing::content_of(segment(1));
        ASSERT_TRUE(append(91, 100));
        log_.reset();
        testing::set_content(segment(1), content);
    }
};

TEST_F(ExtendJournalTest, rows_that_continue_the_chain_are_taken) {
    lose_end();
    reopen();
    EXPECT_EQ(log().last_seq(), 100U);
    ASSERT_EQ(log().report().repaired.size(), 1U);
    EXPECT_EQ(log().report().repaired[0].first_seq, 91U);
    EXPECT_EQ(log().report().repaired[0].records, 10U);
}

TEST_F(ExtendJournalTest, row_that_does_not_continue_the_chain_is_never_taken) {
    lose_end();
    testing::run_plain_sql(paths().database(),
                           "UPDATE events SET chain = zeroblob(32) WHERE seq = 95");
    const auto log = DurableLog::open(files_, state_);
    if (log.has_value()) {
        EXPECT_LT((*log)->last_seq(), 95U);
    } else {
        EXPECT_EQ(log.error().code, Errc::corrupt);
        EXPECT_TRUE(log.error().context.contains("95")) << log.error().context;
    }
}

}  // namespace
}  // namespace kiosk::storage
