// tests/unit/storage/checkpoint_test.cpp — the text of a checkpoint, and the file that keeps them.
#include "kiosk/storage/checkpoint.hpp"

#include <gtest/gtest.h>

#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/signing.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

constexpr KeySeed kSeed{9, 8, 7};

Checkpoint a_checkpoint(std::uint64_t seq = 20'852'163) {
    Checkpoint checkpoint;
    checkpoint.station.bytes = {0xab, 0, 1};
    checkpoint.epoch = 0x0102030405060708;
    checkpoint.head.seq = seq;
    checkpoint.head.chain.fill(0xff);
    return checkpoint;
}

std::string a_note(std::uint64_t seq) {
    return sign_checkpoint(a_checkpoint(seq), testing::signer_of(kSeed));
}

TEST(Checkpoint, text_is_origin_size_and_hash) {
    EXPECT_EQ(to_text(a_checkpoint()),
              "kiosk/ab000100000000000000000000000000/0102030405060708\n"
              "20852163\n"
              "//////////////////////////////////////////8=\n");
}

TEST(Checkpoint, comes_back_as_it_was) {
    for (const std::uint64_t seq : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}}) {
        const auto read = read_checkpoint(to_text(a_checkpoint(seq)));
        ASSERT_TRUE(read.has_value());
        EXPECT_EQ(*read, a_checkpoint(seq));
    }
}

TEST(Checkpoint, what_would_not_have_been_written_is_refused) {
    const std::string good = to_text(a_checkpoint());
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    for (const std::string& bad :
         {with("kiosk/ab", "kiosk/AB"), with("kiosk/", ""), with("/01020304", "/0120304"),
          with("\n20852163", "\n020852163"), with("\n20852163", "\n+20852163"),
          with("\n20852163", "\n"), with("20852163", "18446744073709551616"), with("8=", "9="),
          with("//8=", "/8=="), good + "more\n", good.substr(0, good.size() - 1)}) {
        EXPECT_FALSE(read_checkpoint(bad).has_value()) << bad;
    }
}

TEST(CheckpointList, notes_one_after_the_other_are_read) {
    const auto list = read_checkpoints("\n" + a_note(1) + "\n" + a_note(2) + "\n\n" + a_note(3));
    EXPECT_FALSE(list.problem.has_value());
    ASSERT_EQ(list.checkpoints.size(), 3U);
    EXPECT_EQ(list.checkpoints[2].checkpoint.head.seq, 3U);
}

TEST(CheckpointList, empty_text_has_none) {
    EXPECT_TRUE(read_checkpoints("").checkpoints.empty());
    EXPECT_FALSE(read_checkpoints("\n\n").problem.has_value());
}

TEST(CheckpointList, every_cut_is_torn_and_keeps_what_was_whole) {
    const std::string text = a_note(1) + "\n" + a_note(2) + "\n";
    const std::size_t whole = a_note(1).size();
    for (std::size_t length = whole + 2; length < text.size() - 1; ++length) {
        const auto list = read_checkpoints(text.substr(0, length));
        EXPECT_EQ(list.checkpoints.size(), 1U) << length;
        EXPECT_TRUE(list.is_torn) << length;
        EXPECT_EQ(list.good_bytes, whole + 1) << length;
    }
}

TEST(CheckpointList, bad_note_before_good_ones_is_not_torn) {
    std::string first = a_note(1);
    first[0] = 'K';
    const auto list = read_checkpoints(first + "\n" + a_note(2));
    EXPECT_TRUE(list.problem.has_value());
    EXPECT_FALSE(list.is_torn);
}

TEST(CheckpointList, last_note_without_the_empty_line_before_its_signature_is_not_torn) {
    for (const std::size_t back : {1U, 2U}) {
        std::string last = a_note(2);
        last[last.find("\xE2\x80\x94") - back] = '*';
        const auto list = read_checkpoints(a_note(1) + "\n" + last + "\n");
        EXPECT_TRUE(list.problem.has_value());
        EXPECT_FALSE(list.is_torn) << back;
    }
}

TEST(CheckpointList, bad_note_at_the_end_is_not_torn_where_its_last_line_is_there) {
    std::string last = a_note(2);
    last[last.size() - 3] = '!';
    const auto list = read_checkpoints(a_note(1) + "\n" + last + "\n");
    EXPECT_TRUE(list.problem.has_value());
    EXPECT_FALSE(list.is_torn);
}

class CheckpointFileTest : public ::testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(StateDirectory::open(files_, root_).has_value()); }

    CheckpointFile open() {
        auto file = CheckpointFile::open(files_, paths_);
        KIOSK_CHECK(file.has_value(), "the checkpoint file opens");
        return std::move(*file);
    }
    [[nodiscard]] std::size_t stored() {
        const auto list = read_checkpoints(read_checkpoint_file(files_, paths_).value());
        EXPECT_FALSE(list.problem.has_value());
        return list.checkpoints.size();
    }
    [[nodiscard]] std::size_t quarantined() { return files_.list(paths_.quarantine())->size(); }

    testing::TemporaryDirectory temporary_;
    Path root_ = temporary_.path() / "state";
    StatePaths paths_{root_};
    testing::FakeFileSystem files_;
};

TEST_F(CheckpointFileTest, appended_checkpoint_is_there_after_reopening) {
    ASSERT_TRUE(open().append(a_checkpoint(7), a_note(7)).has_value());
    EXPECT_EQ(open().newest(), a_checkpoint(7));
    ASSERT_TRUE(open().append(a_checkpoint(9), a_note(9)).has_value());
    EXPECT_EQ(open().newest(), a_checkpoint(9));
    EXPECT_EQ(stored(), 2U);
}

TEST_F(CheckpointFileTest, append_is_synced_before_it_returns) {
    auto file = open();
    files_.syncs = 0;
    ASSERT_TRUE(file.append(a_checkpoint(7), a_note(7)).has_value());
    EXPECT_EQ(files_.syncs, 1);
}

TEST_F(CheckpointFileTest, torn_end_is_dropped_and_the_rest_is_kept) {
    ASSERT_TRUE(open().append(a_checkpoint(7), a_note(7)).has_value());
    auto content = testing::content_of(paths_.checkpoints());
    const std::string cut = a_note(8).substr(0, 60);
    content.insert(content.end(), cut.begin(), cut.end());
    testing::set_content(paths_.checkpoints(), content);
    ASSERT_TRUE(open().append(a_checkpoint(9), a_note(9)).has_value());
    EXPECT_EQ(stored(), 2U);
    EXPECT_EQ(quarantined(), 0U);
}

TEST_F(CheckpointFileTest, damaged_file_goes_to_quarantine) {
    {
        auto file = open();
        ASSERT_TRUE(file.append(a_checkpoint(7), a_note(7)).has_value());
        ASSERT_TRUE(file.append(a_checkpoint(8), a_note(8)).has_value());
    }
    testing::flip_bit(paths_.checkpoints(), 3, 1);
    EXPECT_FALSE(open().newest().has_value());
    EXPECT_EQ(quarantined(), 1U);
}

TEST_F(CheckpointFileTest, after_a_failed_write_the_next_append_works_and_nothing_is_torn) {
    auto file = open();
    ASSERT_TRUE(file.append(a_checkpoint(7), a_note(7)).has_value());
    files_.writes_to_fail = 1;
    EXPECT_FALSE(file.append(a_checkpoint(8), a_note(8)).has_value());
    EXPECT_EQ(file.newest(), a_checkpoint(7));
    ASSERT_TRUE(file.append(a_checkpoint(9), a_note(9)).has_value());
    EXPECT_EQ(stored(), 2U);
}

TEST_F(CheckpointFileTest, file_that_is_deleted_cut_or_replaced_is_written_anew_with_all_it_had) {
    auto file = open();
    ASSERT_TRUE(file.append(a_checkpoint(7), a_note(7)).has_value());
    std::filesystem::remove(paths_.checkpoints());
    ASSERT_TRUE(file.append(a_checkpoint(8), a_note(8)).has_value());
    EXPECT_EQ(stored(), 2U);
    EXPECT_EQ(quarantined(), 0U);
    std::filesystem::resize_file(paths_.checkpoints(), 9);
    ASSERT_TRUE(file.append(a_checkpoint(9), a_note(9)).has_value());
    EXPECT_EQ(stored(), 3U);
    EXPECT_EQ(quarantined(), 1U);
    std::filesystem::remove(paths_.checkpoints());
    std::filesystem::create_directory(paths_.checkpoints());
    ASSERT_TRUE(file.append(a_checkpoint(10), a_note(10)).has_value());
    EXPECT_EQ(stored(), 4U);
    EXPECT_EQ(quarantined(), 2U);
}

TEST_F(CheckpointFileTest, file_without_any_note_or_a_directory_goes_to_quarantine) {
    testing::set_content(paths_.checkpoints(), {'h', 'o', '\n'});
    ASSERT_TRUE(open().append(a_checkpoint(7), a_note(7)).has_value());
    EXPECT_EQ(quarantined(), 1U);
    std::filesystem::remove(paths_.checkpoints());
    std::filesystem::create_directory(paths_.checkpoints());
    ASSERT_TRUE(open().append(a_checkpoint(8), a_note(8)).has_value());
    EXPECT_EQ(stored(), 1U);
    EXPECT_EQ(quarantined(), 2U);
}

TEST_F(CheckpointFileTest, full_file_loses_its_older_half) {
    const std::size_t entry = a_note(1000).size() + 1;
    auto file = open();
    std::string text;
    while (text.size() + entry <= kCheckpointFileMax) text += a_note(1000) + "\n";
    testing::set_content(paths_.checkpoints(), {text.begin(), text.end()});
    file = open();
    ASSERT_TRUE(file.append(a_checkpoint(2000), a_note(2000)).has_value());
    EXPECT_EQ(open().newest(), a_checkpoint(2000));
    EXPECT_LT(stored(), text.size() / entry * 6 / 10);
    EXPECT_GT(stored(), text.size() / entry * 4 / 10);
}

TEST_F(CheckpointFileTest, key_is_made_once_and_readable_by_its_owner_only) {
    const auto made = open_checkpoint_key(files_, paths_);
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(open_checkpoint_key(files_, paths_).value(), *made);
    EXPECT_EQ(read_checkpoint_key(files_, paths_).value(), *made);
    const auto mode = std::filesystem::status(paths_.checkpoint_key()).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(CheckpointFileTest, one_flipped_bit_in_the_key_is_refused_and_nothing_is_thrown_away) {
    const auto made = open_checkpoint_key(files_, paths_);
    ASSERT_TRUE(made.has_value());
    testing::flip_bit(paths_.checkpoint_key(), 5, 3);
    EXPECT_EQ(open_checkpoint_key(files_, paths_).error().code, Errc::conflict);
    EXPECT_EQ(quarantined(), 0U);
    testing::flip_bit(paths_.checkpoint_key(), 5, 3);
    EXPECT_EQ(open_checkpoint_key(files_, paths_).value(), *made);
}

TEST_F(CheckpointFileTest, checkpoints_of_a_lost_key_go_to_quarantine) {
    ASSERT_TRUE(open_checkpoint_key(files_, paths_).has_value());
    ASSERT_TRUE(open().append(a_checkpoint(7), a_note(7)).has_value());
    std::filesystem::remove(paths_.checkpoint_key());
    ASSERT_TRUE(open_checkpoint_key(files_, paths_).has_value());
    EXPECT_EQ(quarantined(), 1U);
    EXPECT_FALSE(open().newest().has_value());
}

}  // namespace
}  // namespace kiosk::storage
