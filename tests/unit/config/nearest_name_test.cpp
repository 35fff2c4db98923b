// tests/unit/config/nearest_name_test.cpp — typing errors lead to the right name.
#include "kiosk/config/nearest_name.hpp"

#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace kiosk::config {
namespace {

constexpr std::array<std::string_view, 4> kKnown{"scanner", "station", "camera", "list"};

struct Typed {
    std::string_view typed;
    std::string_view meant;
};

TEST(NearestName, a_left_out_added_changed_or_swapped_letter_is_near) {
    for (const Typed& row :
         {Typed{"scaner", "scanner"}, Typed{"scannner", "scanner"}, Typed{"scamner", "scanner"},
          Typed{"sacnner", "scanner"}, Typed{"lits", "list"}, Typed{"stations", "station"}}) {
        EXPECT_EQ(nearest_name(row.typed, kKnown), row.meant) << row.typed;
    }
}

TEST(NearestName, something_else_entirely_has_no_near_name) {
    EXPECT_EQ(nearest_name("printer", kKnown), "");
    EXPECT_EQ(nearest_name("", kKnown), "");
}

TEST(NearestName, names_of_65_bytes_are_not_compared) {
    const std::string at_limit(64, 'x');
    const std::string above = at_limit + "x";
    const std::array<std::string_view, 1> known{at_limit};
    EXPECT_EQ(nearest_name(at_limit, known), at_limit);
    EXPECT_EQ(nearest_name(above, known), "");
}

TEST(NearestName, the_hint_lists_all_names_where_none_is_near) {
    EXPECT_EQ(hint("lst", kKnown), "; did you mean \"list\"?");
    EXPECT_EQ(hint("printer", kKnown), "; known: scanner, station, camera, list");
}

}  // namespace
}  // namespace kiosk::config
