// tests/unit/storage/line_file_test.cpp — lines that only grow, and what a cut leaves of them.
#include "kiosk/storage/line_file.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace kiosk::storage {
namespace {

class LineFileTest : public ::testing::Test {
  protected:
    LineFileTest() {
        std::string name = (std::filesystem::temp_directory_path() / "lines-XXXXXX").string();
        directory = ::mkdtemp(name.data());
        path = directory / "notes";
    }
    ~LineFileTest() override { std::filesystem::remove_all(directory); }

    void append_raw(std::string_view text) {
        std::ofstream(path, std::ios::app | std::ios::binary) << text;
    }

    FileSystem files;
    Path directory;
    Path path;
};

TEST_F(LineFileTest, lines_come_back_whatever_they_hold) {
    const std::vector<LineTexts> lines{
        {"1", "", "a b\nc"}, {std::string("\0\xff", 2)}, {"", ""}, {"-"}};
    for (const auto& line : lines) {  // opened anew each time, as after a restart
        auto file = LineFile::open(files, path);
        ASSERT_TRUE(file.has_value());
        ASSERT_TRUE(file->append(line).has_value());
    }
    const auto back = read_lines(files, path);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, lines);
}

TEST_F(LineFileTest, a_torn_last_line_does_not_count_and_is_written_over) {
    ASSERT_TRUE(LineFile::open(files, path)->append({"first"}).has_value());
    append_raw("616263");
    EXPECT_EQ(read_lines(files, path)->size(), 1U);
    ASSERT_TRUE(LineFile::open(files, path)->append({"second, and longer"}).has_value());
    const std::vector<LineTexts> expected{{"first"}, {"second, and longer"}};
    EXPECT_EQ(*read_lines(files, path), expected);
}

TEST_F(LineFileTest, nothing_is_there_without_a_file_and_nonsense_is_named) {
    EXPECT_TRUE(read_lines(files, path)->empty());
    append_raw("61\n6\n");
    const auto bad = read_lines(files, path);
    ASSERT_FALSE(bad.has_value());
    EXPECT_EQ(bad.error().code, Errc::corrupt);
    EXPECT_NE(bad.error().context.find("line 2"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::storage
