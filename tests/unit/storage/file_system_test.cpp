// tests/unit/storage/file_system_test.cpp — durable replacement and bounded reading of files.
#include "kiosk/storage/file_system.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

std::vector<std::byte> some_bytes(std::size_t count) {
    return std::vector<std::byte>(count, std::byte{0x41});
}

TEST(FileSystem, file_at_the_limit_is_read_and_one_byte_more_is_refused) {
    const testing::TemporaryDirectory temporary;
    FileSystem files;
    const Path path = temporary.path() / "file";
    ASSERT_TRUE(write_file_durably(files, path, some_bytes(100)).has_value());
    EXPECT_EQ(read_file(files, path, 100)->size(), 100U);
    const auto refused = read_file(files, path, 99);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::too_large);
    EXPECT_EQ(refused.error().context, path.string() + " is 100 bytes, limit 99");
}

TEST(FileSystem, pipe_in_the_place_of_a_file_holds_nobody) {
    const testing::TemporaryDirectory temporary;
    FileSystem files;
    const Path path = temporary.path() / "pepper";
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    for (const auto purpose : {OpenFor::reading, OpenFor::writing}) {
        const auto refused = files.open(path, purpose);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, Errc::io_failure);
        EXPECT_EQ(refused.error().context, "open " + path.string() + ": not a regular file");
    }
}

TEST(FileSystem, name_that_the_system_cannot_follow_counts_as_there) {
    const testing::TemporaryDirectory temporary;
    const Path circle = temporary.path() / "circle";
    std::filesystem::create_symlink(circle, circle);
    EXPECT_TRUE(is_there(circle));
    EXPECT_TRUE(is_there(temporary.path()));
    EXPECT_FALSE(is_there(temporary.path() / "missing"));
    EXPECT_FALSE(is_there(temporary.path() / "missing" / "further"));
}

TEST(FileSystem, replacement_whose_sync_fails_leaves_the_old_content) {
    const testing::TemporaryDirectory temporary;
    testing::FakeFileSystem files;
    const Path path = temporary.path() / "file";
    ASSERT_TRUE(write_file_durably(files, path, some_bytes(3)).has_value());
    files.syncs_to_fail = 1;
    EXPECT_FALSE(write_file_durably(files, path, some_bytes(5)).has_value());
    EXPECT_EQ(read_file(files, path, 100)->size(), 3U);
    EXPECT_EQ(files.list(temporary.path())->size(), 1U) << "a full disk needs the space";
    EXPECT_TRUE(write_file_durably(files, path, some_bytes(5)).has_value());
    EXPECT_EQ(read_file(files, path, 100)->size(), 5U);
}

TEST(FileSystem, files_are_readable_by_their_owner_only) {
    const testing::TemporaryDirectory temporary;
    FileSystem files;
    const Path path = temporary.path() / "file";
    ASSERT_TRUE(write_file_durably(files, path, some_bytes(3)).has_value());
    struct stat status{};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(FileSystem, missing_file_is_not_found_and_named) {
    FileSystem files;
    const auto missing = read_file(files, "/nonexistent/file", 10);
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().code, Errc::not_found);
    EXPECT_NE(missing.error().context.find("/nonexistent/file"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::storage
