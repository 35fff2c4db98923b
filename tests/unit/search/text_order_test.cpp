// tests/unit/search/text_order_test.cpp — order codes and addresses by their beginnings.
#include "kiosk/search/text_order.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/search/search_people.hpp"

namespace kiosk::search {
namespace {

std::vector<std::string> orders(std::span<const std::uint32_t> tickets,
                                const core::Roster& roster) {
    std::vector<std::string> found;
    for (const auto ticket : tickets) {
        found.emplace_back(roster.holder(core::TicketIndex{ticket}).order);
    }
    return found;
}

using Orders = std::vector<std::string>;

const core::Roster& roster() {
    static const core::Roster one = testing::roster_of({{"A", "", "K7M-9P"},
                                                        {"B", "", "AB 12"},
                                                        {"C", "", ""},
                                                        {"D", "", "ab123"},
                                                        {"E", "", "CONFERENCE-2027-00012"},
                                                        {"F", "", "conference-2027-00011"},
                                                        {"G", "", "conference 2027 0001"},
                                                        {"H", "", "- -"},
                                                        {"I", "", "Ünï"},
                                                        {"J", "", "k7m9p"}});
    return one;
}

TEST(TextOrder, finds_beginnings_whatever_the_case_and_the_dashes) {
    const TextOrder order(roster(), &core::Holder::order);
    const auto beginning = [&](std::string_view text) {
        return orders(order.beginning_with(roster(), text), roster());
    };
    EXPECT_EQ(beginning("ab12"), (Orders{"AB 12", "ab123"}));
    EXPECT_EQ(beginning("k7m9"), (Orders{"K7M-9P", "k7m9p"}));
    EXPECT_EQ(beginning("k7m9p1"), (Orders{}));
    EXPECT_EQ(beginning("zz"), (Orders{}));
    EXPECT_EQ(beginning("conference20270001"),
              (Orders{"conference 2027 0001", "conference-2027-00011", "CONFERENCE-2027-00012"}));
    EXPECT_EQ(beginning("conference202700011"), (Orders{"conference-2027-00011"}));
    EXPECT_EQ(beginning("Ünï"), (Orders{"Ünï"}));
    EXPECT_EQ(beginning("").size(), 8U);  // all that have an order
}

TEST(TextOrder, tells_whole_texts_from_beginnings) {
    const TextOrder order(roster(), &core::Holder::order);
    const auto equal = [&](std::string_view text) {
        return orders(order.equal_to(roster(), text), roster());
    };
    EXPECT_EQ(equal("ab12"), (Orders{"AB 12"}));
    EXPECT_EQ(equal("conference20270001"), (Orders{"conference 2027 0001"}));
    EXPECT_EQ(equal("k7m9"), (Orders{}));
    EXPECT_EQ(equal(""), (Orders{}));
}

TEST(BareText, has_neither_case_nor_blanks_nor_dashes) {
    EXPECT_EQ(bare_text(" K7m-9P "), "k7m9p");
    EXPECT_EQ(bare_text(" - "), "");
}

}  // namespace
}  // namespace kiosk::search
