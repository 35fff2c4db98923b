// tests/unit/app/rehearsal_book_test.cpp — what was tried before doors outlives the daemon.
#include "kiosk/app/rehearsal_book.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/temperature.hpp"

namespace kiosk::app {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class Folder : public testing::Test {
  protected:
    Folder() {
        std::string name = (fs::temp_directory_path() / "kiosk-book-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
        folder = name;
    }
    ~Folder() override { fs::remove_all(folder); }

    void zone(int number, const std::string& content) const {
        const auto at = folder / ("thermal_zone" + std::to_string(number));
        fs::create_directories(at);
        std::ofstream(at / "temp") << content;
    }

    fs::path folder;
};

using RehearsalBookTest = Folder;
using TemperatureTest = Folder;

TEST_F(RehearsalBookTest, keeps_the_newest_first_and_over_a_restart) {
    {
        RehearsalBook book(folder / "book");
        EXPECT_THAT(book.newest_first(), IsEmpty());
        ASSERT_TRUE(book.keep("one").has_value());
        ASSERT_TRUE(book.keep("two").has_value());
        EXPECT_THAT(book.newest_first(), ElementsAre("two", "one"));
    }
    EXPECT_THAT(RehearsalBook(folder / "book").newest_first(), ElementsAre("two", "one"));
}

TEST_F(RehearsalBookTest, the_oldest_of_too_many_goes) {
    RehearsalBook book(folder / "book");
    for (std::size_t i = 0; i <= kRehearsalsMax; ++i) {
        ASSERT_TRUE(book.keep(std::to_string(i)).has_value());
    }
    const auto kept = book.newest_first();
    EXPECT_EQ(kept.size(), kRehearsalsMax);
    EXPECT_EQ(kept.front(), std::to_string(kRehearsalsMax));
    EXPECT_EQ(kept.back(), "1");
    EXPECT_EQ(RehearsalBook(folder / "book").newest_first(), kept);
}

TEST_F(RehearsalBookTest, a_line_has_a_limit) {
    RehearsalBook book(folder / "book");
    EXPECT_TRUE(book.keep(std::string(kRehearsalBytesMax, 'x')).has_value());
    const auto longer = book.keep(std::string(kRehearsalBytesMax + 1, 'x'));
    ASSERT_FALSE(longer.has_value());
    EXPECT_EQ(longer.error().code, Errc::too_large);
    EXPECT_EQ(book.newest_first().size(), 1U);
}

TEST_F(RehearsalBookTest, what_cannot_be_written_is_not_kept) {
    RehearsalBook book(folder / "none" / "book");
    EXPECT_EQ(book.keep("one").error().code, Errc::io_failure);
    EXPECT_THAT(book.newest_first(), IsEmpty());
}

TEST_F(TemperatureTest, is_that_of_the_hottest_part) {
    EXPECT_EQ(read_temperature(folder), std::nullopt);
    zone(0, "41500\n");
    zone(1, "63000\n");
    zone(2, "55000\n");
    EXPECT_EQ(read_temperature(folder), 63.0);
}

TEST_F(TemperatureTest, what_no_sensor_says_is_passed_over) {
    zone(0, "not a number");
    EXPECT_EQ(read_temperature(folder), std::nullopt);
    zone(1, "-273000");
    zone(2, "999000");
    EXPECT_EQ(read_temperature(folder), std::nullopt);
    zone(3, "-5000");
    EXPECT_EQ(read_temperature(folder), -5.0);
}

}  // namespace
}  // namespace kiosk::app
