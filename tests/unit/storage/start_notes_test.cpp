// tests/unit/storage/start_notes_test.cpp — what a start has to be told by the process before it.
#include "kiosk/storage/start_notes.hpp"

#include "tests/unit/storage/mended_log.hpp"

namespace kiosk::storage {
namespace {

class StartNotes : public testing::MendedLog {
  protected:
    // Neither copy takes another record, until the journal can sync again.
    void break_both() {
        files_.syncs_to_fail = kForEver;
        run_sql("PRAGMA query_only=ON");
    }
};

TEST_F(StartNotes, failed_batch_stays_forgotten_when_the_process_dies_in_red) {
    ASSERT_TRUE(append(1, 3));
    break_both();
    EXPECT_FALSE(append(4, 6));
    files_.syncs_to_fail = 0;
    reopen();  // as after kill -9, on a disk that works again
    EXPECT_EQ(log().last_seq(), 3U);
    EXPECT_EQ(replayed().size(), 3U);
    ASSERT_TRUE(append(4, 6));
    expect_whole(6);
}

TEST_F(StartNotes, record_like_one_that_failed_counts_once_it_is_stored) {
    ASSERT_TRUE(append(1, 3));
    break_both();
    EXPECT_FALSE(append(4, 6));
    files_.syncs_to_fail = 0;
    next_second();
    ASSERT_TRUE(append(4, 6));  // the same bytes
    reopen();
    EXPECT_EQ(log().last_seq(), 6U);
}

TEST_F(StartNotes, name_the_first_record_that_was_not_stored_and_nothing_else) {
    EXPECT_FALSE(read_not_stored(files_, paths()).value().has_value());
    const Head first{4, {1, 2, 3}};
    note_not_stored(files_, paths(), first);
    EXPECT_EQ(read_not_stored(files_, paths()).value(), first);
    testing::flip_bit(paths().not_stored(), 0, 0);
    EXPECT_FALSE(read_not_stored(files_, paths()).value().has_value());
    EXPECT_TRUE(forget_not_stored(files_, paths()).has_value());
    EXPECT_FALSE(std::filesystem::exists(paths().not_stored()));
}

TEST_F(StartNotes, mark_goes_before_the_journal_alone_stores_and_comes_back_with_the_rows) {
    EXPECT_TRUE(is_marked_complete(paths()));
    ASSERT_TRUE(append(1, 3));
    EXPECT_TRUE(is_marked_complete(paths()));
    run_sql("PRAGMA query_only=ON");
    ASSERT_TRUE(append(4, 6));
    EXPECT_FALSE(is_marked_complete(paths()));
    reopen();
    EXPECT_TRUE(is_green()) << health().sentence;
    EXPECT_TRUE(is_marked_complete(paths()));
}

}  // namespace
}  // namespace kiosk::storage
