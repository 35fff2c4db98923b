// tests/unit/storage/no_inodes_test.cpp — no space though bytes are free, and how both are told.
#include <filesystem>

#include "kiosk/storage/trouble.hpp"
#include "tests/unit/storage/mended_log.hpp"

namespace kiosk::storage {
namespace {

class NoInodesTest : public testing::MendedLog {};

TEST_F(NoInodesTest, disk_without_inodes_is_told_of_though_bytes_are_free) {
    files_.has_inodes = false;
    next_second();
    EXPECT_EQ(health().state, core::StorageState::amber_one_copy);
    EXPECT_EQ(health().code, "STO-FULL");
    EXPECT_EQ(health().sentence,
              "The disk is nearly full: the disk takes no more files, though it has space: no"
              " inodes are left. Go on, and make room now.");
    ASSERT_TRUE(append(1, 3));
    std::filesystem::remove(paths().ballast());
    files_.is_full = true;
    files_.syncs_to_fail = 2;  // the spare is used up; the next segment would be a new file
    ASSERT_TRUE(append(4, 6));
    EXPECT_EQ(health().code, "STO-FULL");
    EXPECT_TRUE(health().sentence.contains("no inodes are left")) << health().sentence;
    files_.is_full = false;
    files_.has_inodes = true;
    next_second();
    expect_whole(6);
}

TEST_F(NoInodesTest, first_start_of_all_names_the_code_and_what_is_missing) {
    files_.is_full = true;
    const auto first = [this] {
        return StateDirectory::open(files_, temporary_.path() / "first").error();
    };
    EXPECT_EQ(first().code, Errc::no_space);
    EXPECT_TRUE(first().context.starts_with("STO-FULL: the disk is full: ")) << first().context;
    files_.has_inodes = false;
    EXPECT_TRUE(first().context.starts_with("STO-FULL: the disk takes no more files"))
        << first().context;
}

TEST_F(NoInodesTest, words_are_put_before_errors_of_the_disk_only_and_once) {
    const auto coded = [this](Errc code, const std::string& context) {
        return with_code(files_, paths().root, {code, context}).context;
    };
    EXPECT_EQ(coded(Errc::no_space, "write a"), "STO-FULL: the disk is full: write a");
    EXPECT_EQ(coded(Errc::io_failure, "sync a"), "STO-SYNC: the disk failed to write: sync a");
    EXPECT_EQ(coded(Errc::locked, "a is used"), "a is used");
    EXPECT_EQ(coded(Errc::no_space, "STO-LOST: b"), "STO-LOST: b");
}

}  // namespace
}  // namespace kiosk::storage
