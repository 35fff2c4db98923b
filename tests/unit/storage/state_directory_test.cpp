// tests/unit/storage/state_directory_test.cpp — one owner, keys made once, nothing world-readable.
#include "kiosk/storage/state_directory.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

class StateDirectoryTest : public ::testing::Test {
  protected:
    Result<StateDirectory> open() { return StateDirectory::open(files_, root_); }

    testing::TemporaryDirectory temporary_;
    Path root_ = temporary_.path() / "state";
    StatePaths paths_{root_};
    FileSystem files_;
};

TEST_F(StateDirectoryTest, second_owner_is_refused_and_told_the_pid_of_the_first) {
    const auto first = open();
    ASSERT_TRUE(first.has_value()) << first.error().context;
    const auto second = open();
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, Errc::locked);
    EXPECT_NE(second.error().context.find("with pid " + std::to_string(::getpid())),
              std::string::npos)
        << second.error().context;
}

TEST_F(StateDirectoryTest, second_owner_is_refused_where_the_lock_file_is_gone_or_says_nonsense) {
    const auto first = open();
    ASSERT_TRUE(first.has_value());
    const std::string named = "with pid " + std::to_string(::getpid());
    testing::set_content(paths_.lock(), {'1', '\n'});
    EXPECT_TRUE(open().error().context.ends_with(named)) << open().error().context;
    std::filesystem::remove(paths_.lock());
    EXPECT_TRUE(open().error().context.ends_with(named)) << open().error().context;
    EXPECT_EQ(open().error().code, Errc::locked);
    EXPECT_FALSE(std::filesystem::exists(paths_.lock()));
}

TEST_F(StateDirectoryTest, lock_is_free_again_after_the_owner_is_gone) {
    {
        ASSERT_TRUE(open().has_value());
    }
    EXPECT_TRUE(open().has_value());
}

TEST_F(StateDirectoryTest, one_flipped_bit_in_station_id_or_pepper_is_refused_with_the_cure) {
    ASSERT_TRUE(open().has_value());
    for (const Path& path : {paths_.station_id(), paths_.pepper()}) {
        testing::flip_bit(path, 5, 3);
        const auto refused = open();
        ASSERT_FALSE(refused.has_value()) << path;
        EXPECT_EQ(refused.error().code, Errc::conflict);
        EXPECT_TRUE(refused.error().context.contains("of the newest backup over it"))
            << refused.error().context;
        testing::flip_bit(path, 5, 3);
        EXPECT_TRUE(open().has_value());
    }
}

TEST_F(StateDirectoryTest, check_that_is_missing_or_damaged_itself_is_written_anew) {
    ASSERT_TRUE(open().has_value());
    const Path check = paths_.pepper().string() + ".check";
    const auto before = *read_file(files_, check, 100);
    std::filesystem::remove(check);
    ASSERT_TRUE(open().has_value());
    EXPECT_EQ(*read_file(files_, check, 100), before);
    for (const std::size_t byte : {0U, 15U, 19U}) {
        testing::flip_bit(check, byte, 1);
        ASSERT_TRUE(open().has_value()) << byte;
        EXPECT_EQ(*read_file(files_, check, 100), before) << byte;
    }
}

TEST_F(StateDirectoryTest, station_that_begins_anew_takes_no_check_of_the_one_before) {
    ASSERT_TRUE(open().has_value());
    std::filesystem::remove(paths_.pepper());
    std::filesystem::remove(paths_.station_id());
    EXPECT_TRUE(open().has_value());
    EXPECT_TRUE(open().has_value());
}

TEST_F(StateDirectoryTest, station_id_and_pepper_are_made_once_and_differ_between_stations) {
    StationId id;
    Pepper pepper{};
    {
        const auto first = open();
        ASSERT_TRUE(first.has_value());
        id = first->station_id();
        pepper = first->pepper();
    }
    {
        const auto again = open();
        ASSERT_TRUE(again.has_value());
        EXPECT_EQ(again->station_id(), id);
        EXPECT_EQ(again->pepper(), pepper);
    }
    const auto other = StateDirectory::open(files_, temporary_.path() / "other");
    ASSERT_TRUE(other.has_value());
    EXPECT_NE(other->station_id(), id);
    EXPECT_NE(other->pepper(), pepper);
}

TEST_F(StateDirectoryTest, directory_has_mode_0700_even_if_it_was_made_with_another) {
    std::filesystem::create_directory(root_);
    ASSERT_EQ(::chmod(root_.c_str(), 0755), 0);
    const auto state = open();
    ASSERT_TRUE(state.has_value());
    struct stat status{};
    ASSERT_EQ(::stat(root_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
    ASSERT_EQ(::stat(paths_.pepper().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(StateDirectoryTest, pepper_that_is_gone_beside_a_roster_is_never_made_anew) {
    {
        ASSERT_TRUE(open().has_value());
    }
    testing::set_content(paths_.roster() / "current", {'1'});
    std::filesystem::remove(paths_.pepper());
    const auto state = open();
    ASSERT_FALSE(state.has_value());
    EXPECT_EQ(state.error().code, Errc::corrupt);
    EXPECT_FALSE(std::filesystem::exists(paths_.pepper()));
}

TEST_F(StateDirectoryTest, station_id_that_is_gone_beside_a_journal_is_never_made_anew) {
    {
        ASSERT_TRUE(open().has_value());
    }
    std::filesystem::create_directory(paths_.journal());
    testing::set_content(paths_.journal() / "00000001.kj", {'1'});
    std::filesystem::remove(paths_.station_id());
    EXPECT_EQ(open().error().code, Errc::corrupt);
}

TEST_F(StateDirectoryTest, pepper_of_the_wrong_length_is_refused_with_both_lengths) {
    {
        ASSERT_TRUE(open().has_value());
    }
    testing::set_content(paths_.pepper(), std::vector<char>(31));
    EXPECT_EQ(open().error().context, paths_.pepper().string() + " has 31 bytes, expected 32");
    testing::set_content(paths_.pepper(), std::vector<char>(33));
    EXPECT_EQ(open().error().code, Errc::too_large);
}

TEST_F(StateDirectoryTest, quarantine_never_overwrites) {
    const auto state = open();
    ASSERT_TRUE(state.has_value());
    for (const char content : {'a', 'b'}) {
        testing::set_content(root_ / "victim", {content});
        ASSERT_TRUE(move_to_quarantine(files_, paths_, root_ / "victim").has_value());
    }
    EXPECT_EQ(testing::content_of(paths_.quarantine() / "0001-victim"), std::vector<char>{'a'});
    EXPECT_EQ(testing::content_of(paths_.quarantine() / "0002-victim"), std::vector<char>{'b'});
}

TEST_F(StateDirectoryTest, quarantine_is_made_again_and_keeps_what_took_its_place) {
    const auto state = open();
    ASSERT_TRUE(state.has_value());
    std::filesystem::remove(paths_.quarantine());
    testing::set_content(paths_.quarantine(), {'f'});
    // As after a crash between two such events.
    std::filesystem::create_directory(root_ / "quarantine.new");
    testing::set_content(root_ / "quarantine.new" / "0001-quarantine", {'e'});
    testing::set_content(root_ / "victim", {'a'});
    ASSERT_TRUE(move_to_quarantine(files_, paths_, root_ / "victim").has_value());
    EXPECT_EQ(testing::content_of(paths_.quarantine() / "0001-quarantine"), std::vector<char>{'e'});
    EXPECT_EQ(testing::content_of(paths_.quarantine() / "0002-quarantine"), std::vector<char>{'f'});
    EXPECT_EQ(testing::content_of(paths_.quarantine() / "0003-victim"), std::vector<char>{'a'});
    EXPECT_FALSE(std::filesystem::exists(root_ / "quarantine.new"));
}

}  // namespace
}  // namespace kiosk::storage
