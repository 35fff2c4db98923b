// tests/unit/wire/day_words_test.cpp — days as a volunteer reads them aloud.
#include "kiosk/wire/day_words.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "kiosk/words/built_in.hpp"

namespace kiosk::wire {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;

const words::Pack& kEnglish = words::pack_of("en");
const words::Pack& kFrench = words::pack_of("fr");

// Of November 2026, counted on into December.
std::vector<local_days> november(std::initializer_list<int> days) {
    std::vector<local_days> all;
    for (const int day : days) {
        all.push_back(local_days{2026y / 11 / 1} + std::chrono::days(day - 1));
    }
    return all;
}

TEST(DayWords, one_day_has_its_weekday_and_month) {
    EXPECT_EQ(day_words(november({17}), kEnglish), "Tue 17 Nov");
    EXPECT_EQ(day_words(november({17}), kFrench), "le mar. 17 nov.");
}

TEST(DayWords, all_days_are_named_and_the_month_once) {
    EXPECT_EQ(day_words(november({17, 18}), kEnglish), "Tue 17 and Wed 18 Nov");
    EXPECT_EQ(day_words(november({17, 18}), kFrench), "le mar. 17 et le mer. 18 nov.");
    EXPECT_EQ(day_words(november({15, 17, 18}), kEnglish), "Sun 15, Tue 17 and Wed 18 Nov");
}

TEST(DayWords, three_days_in_a_row_are_told_by_their_ends) {
    EXPECT_EQ(day_words(november({16, 17, 18, 19, 20}), kEnglish), "Mon 16 to Fri 20 Nov");
    EXPECT_EQ(day_words(november({16, 17, 18, 20}), kFrench),
              "du lun. 16 au mer. 18 et le ven. 20 nov.");
}

TEST(DayWords, a_change_of_month_is_told) {
    EXPECT_EQ(day_words(november({30, 31}), kEnglish), "Mon 30 Nov and Tue 1 Dec");
    EXPECT_EQ(day_words(november({29, 30, 31}), kFrench), "du dim. 29 nov. au mar. 1 déc.");
}

TEST(DayWords, more_than_a_line_holds_ends_in_an_ellipsis) {
    EXPECT_EQ(day_words(november({1, 3, 5, 7}), kEnglish), "Sun 1, Tue 3, Thu 5 and Sat 7 Nov");
    EXPECT_EQ(day_words(november({1, 3, 5, 7, 9}), kEnglish), "Sun 1, Tue 3, Thu 5, Sat 7 Nov …");
}

TEST(DayWords, no_day_has_no_words) {
    EXPECT_EQ(day_words({}, kEnglish), "");
}

}  // namespace
}  // namespace kiosk::wire
