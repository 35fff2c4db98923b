// tests/unit/access/choose_ticket_test.cpp — several tickets, one code.
#include "kiosk/core/access/choose_ticket.hpp"

#include <gtest/gtest.h>

#include "kiosk/base/time.hpp"

namespace kiosk::core {
namespace {

constexpr UtcTime kNoon = UtcTime(std::chrono::hours(480'012));

TicketFacts a_ticket(std::int64_t product, std::optional<UtcTime> from = {},
                     std::optional<UtcTime> until = {}) {
    return {.product = {product}, .valid_from = from, .valid_until = until};
}

UtcTime after_noon(int hours) {
    return kNoon + std::chrono::hours(hours);
}

TEST(ChooseTicket, the_one_that_the_list_covers) {
    const CheckInList lunch{.all_products = false, .limit_products = {{2}}};
    const std::vector<TicketFacts> tickets{a_ticket(1), a_ticket(2)};
    const auto choice = choose_ticket(tickets, lunch, kNoon);
    EXPECT_EQ(choice.position, 1U);
    EXPECT_FALSE(choice.ambiguous);
}

TEST(ChooseTicket, none_covered_leaves_the_first_to_fail_with_a_reason) {
    const CheckInList lunch{.all_products = false, .limit_products = {{3}}};
    const std::vector<TicketFacts> tickets{a_ticket(1), a_ticket(2)};
    EXPECT_EQ(choose_ticket(tickets, lunch, kNoon).position, 0U);
}

TEST(ChooseTicket, several_that_fit_are_ambiguous) {
    const std::vector<TicketFacts> tickets{a_ticket(1), a_ticket(2)};
    EXPECT_TRUE(choose_ticket(tickets, {}, kNoon).ambiguous);
}

TEST(ChooseTicket, of_two_dates_of_a_series_the_lists_own) {
    std::vector<TicketFacts> tickets{a_ticket(1), a_ticket(1)};
    tickets[0].subevent = SubeventId{5};
    tickets[1].subevent = SubeventId{6};
    const CheckInList list{.subevent = SubeventId{6}};
    EXPECT_EQ(choose_ticket(tickets, list, kNoon).position, 1U);
}

TEST(ChooseTicket, the_one_that_is_valid_now_else_the_next_else_the_last) {
    const std::vector<TicketFacts> tickets{
        a_ticket(1, after_noon(-4), after_noon(-3)),
        a_ticket(1, after_noon(2), after_noon(3)),
        a_ticket(1, after_noon(4), after_noon(5)),
    };
    EXPECT_EQ(choose_ticket(tickets, {}, after_noon(-4)).position, 0U);
    EXPECT_EQ(choose_ticket(tickets, {}, after_noon(3)).position, 1U);
    EXPECT_EQ(choose_ticket(tickets, {}, kNoon).position, 1U);
    EXPECT_EQ(choose_ticket(tickets, {}, after_noon(9)).position, 2U);
    EXPECT_FALSE(choose_ticket(tickets, {}, kNoon).ambiguous);
}

}  // namespace
}  // namespace kiosk::core
