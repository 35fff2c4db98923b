// tests/unit/sheets/sheet_file_test.cpp — limits and errors; what is in it: integration/exports.py.
#include "kiosk/sheets/sheet_file.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace kiosk::sheets {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> kTitles{"seq", "name"};

class SheetFileTest : public testing::Test {
  protected:
    void SetUp() override {
        if (!is_available()) GTEST_SKIP() << "this build makes no workbooks (KIOSK_XLSX=OFF)";
        std::string name = (fs::temp_directory_path() / "kiosk-sheets-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        directory = name;
    }
    void TearDown() override {
        if (!directory.empty()) fs::remove_all(directory);
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
    }

    fs::path directory;
};

TEST_F(SheetFileTest, a_finished_one_is_a_zip_and_leaves_nothing_beside_it) {
    auto sheet = SheetFile::create(directory / "a.xlsx", kTitles, {{"table", "checkins"}});
    ASSERT_TRUE(sheet.has_value());
    const std::array<Cell, 2> row{1.0, std::string("=1+1")};
    ASSERT_TRUE(sheet->add(row).has_value());
    ASSERT_TRUE(sheet->finish().has_value());
    std::ifstream file(directory / "a.xlsx", std::ios::binary);
    std::array<char, 2> begin{};
    file.read(begin.data(), begin.size());
    EXPECT_EQ(std::string_view(begin.data(), 2), "PK");
    EXPECT_EQ(files(), 1U);
}

TEST_F(SheetFileTest, a_given_up_one_leaves_no_temporary_file) {
    {
        auto sheet = SheetFile::create(directory / "a.xlsx", kTitles, {});
        ASSERT_TRUE(sheet.has_value());
        const std::array<Cell, 2> row{1.0, true};
        ASSERT_TRUE(sheet->add(row).has_value());
    }
    EXPECT_LE(files(), 1U) << "the file itself is the maker's to remove";
}

TEST_F(SheetFileTest, takes_so_many_rows_and_not_one_more) {
    auto sheet = SheetFile::create(directory / "a.xlsx", kTitles, {});
    ASSERT_TRUE(sheet.has_value());
    const std::array<Cell, 1> row{1.0};
    for (std::uint32_t i = 0; i < kRowsMax; ++i) ASSERT_TRUE(sheet->add(row).has_value()) << i;
    const auto more = sheet->add(row);
    ASSERT_FALSE(more.has_value());
    EXPECT_EQ(more.error().code, Errc::too_large);
    EXPECT_NE(more.error().context.find("100000"), std::string::npos);
    EXPECT_TRUE(sheet->finish().has_value());
}

TEST_F(SheetFileTest, a_text_at_and_above_the_limit_of_a_cell_is_taken) {
    auto sheet = SheetFile::create(directory / "a.xlsx", kTitles, {});
    ASSERT_TRUE(sheet.has_value());
    const std::array<Cell, 2> row{std::string(kCharactersMax, 'x'),
                                  std::string(kCharactersMax + 1, 'x')};
    EXPECT_TRUE(sheet->add(row).has_value());
    std::string accents;
    for (std::size_t i = 0; i <= kCharactersMax; ++i) accents += "é";
    const std::array<Cell, 1> cut{accents};
    EXPECT_TRUE(sheet->add(cut).has_value());
    EXPECT_TRUE(sheet->finish().has_value());
}

TEST_F(SheetFileTest, a_place_that_is_none_is_told_at_the_latest_in_the_end) {
    auto sheet = SheetFile::create(directory / "none" / "a.xlsx", kTitles, {});
    EXPECT_FALSE(sheet.has_value() && sheet->finish().has_value());
}

}  // namespace
}  // namespace kiosk::sheets
