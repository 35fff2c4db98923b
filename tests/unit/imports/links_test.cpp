// tests/unit/imports/links_test.cpp — add-ons, bands, dates of a series and their faults.
#include <gtest/gtest.h>

#include "kiosk/core/ticket_code.hpp"
#include "tests/unit/imports/list_files.hpp"

namespace kiosk::imports::test {
namespace {

TEST(AddOns, are_linked_by_the_code_of_the_main_ticket_wherever_it_stands) {
    const auto outcome = read("code,product,addon_to\nw1,Workshop,m1\nm1,Conference,\n");
    ASSERT_EQ(outcome.attendees.size(), 2U) << reasons(outcome.report);
    EXPECT_EQ(outcome.attendees[0].main, 1U);
    EXPECT_EQ(outcome.attendees[1].main, std::nullopt);
}

TEST(AddOns, are_linked_by_the_number_within_the_order_as_the_shop_exports_them) {
    const auto outcome = read(
        "Order code,Position ID,Ticket secret,Product,Add-on to position ID\n"
        "AAAAA,1,secret-a1,Conference,\nAAAAA,2,secret-a2,Workshop,1\n"
        "BBBBB,1,secret-b1,Conference,\nBBBBB,2,secret-b2,Workshop,1\n");
    ASSERT_EQ(outcome.attendees.size(), 4U) << reasons(outcome.report);
    EXPECT_EQ(outcome.report.dialect, Dialect::pretix);
    EXPECT_EQ(outcome.attendees[1].main, 0U);
    EXPECT_EQ(outcome.attendees[3].main, 2U);
}

TEST(AddOns, without_a_main_ticket_are_refused_with_their_place) {
    const auto outcome =
        read("code,addon_to\nm1,\nw1,elsewhere\nw2,m1\nw3,w2\nw4,w4\nm1,\nw5,m1\n");
    EXPECT_EQ(reasons(outcome.report),
              "line 3, column 2 \"addon_to\": no row that is taken has the main ticket \"else…\"\n"
              "line 5, column 2 \"addon_to\": the main ticket on line 4 is an add-on itself\n"
              "line 6, column 2 \"addon_to\": the main ticket on line 6 is an add-on itself\n"
              "line 7, column 1 \"code\": code \"m…\" is already on line 2 (no name)\n");
    ASSERT_EQ(outcome.attendees.size(), 3U);
    EXPECT_EQ(outcome.report.accepted, 3U);
    EXPECT_EQ(outcome.attendees[2].code, "w5");
    EXPECT_EQ(outcome.attendees[2].main, 0U);
}

TEST(Media, several_are_parted_by_a_bar_and_may_expire) {
    const auto outcome =
        read("code,medium,medium_expires\nc1,band-1 | band-2,2027-03-12T18:00Z\nc2,,\n");
    ASSERT_EQ(outcome.attendees.size(), 2U) << reasons(outcome.report);
    EXPECT_EQ(outcome.attendees[0].media, (std::vector<std::string>{"band-1", "band-2"}));
    EXPECT_TRUE(outcome.attendees[0].medium_expires.has_value());
    EXPECT_TRUE(outcome.attendees[1].media.empty());
}

TEST(Media, have_a_limit_in_number_and_length) {
    const auto row = [](std::size_t media, std::size_t bytes) {
        std::string text = "code,medium\nc1,";
        for (std::size_t i = 0; i < media; ++i) text += std::string(bytes, 'b') + "|";
        return reasons(read(text + "\n").report);
    };
    EXPECT_EQ(row(16, 1), "");
    EXPECT_EQ(row(17, 1), "line 2, column 2 \"medium\": 17 media, limit 16\n");
    EXPECT_EQ(row(1, core::kCodeBytesMax), "");
    EXPECT_EQ(row(1, core::kCodeBytesMax + 1),
              "line 2, column 2 \"medium\": 513 bytes, limit 512\n");
}

TEST(Dates, of_a_series_are_given_by_number_or_by_a_known_name) {
    ImportOptions options;
    options.subevents = {{"Saturday", 7}};
    const auto outcome = read("code,subevent\nc1,12\nc2,Saturday\nc3,\nc4,Sunday\nc5,0\n", options);
    ASSERT_EQ(outcome.attendees.size(), 3U);
    EXPECT_EQ(outcome.attendees[0].subevent, 12);
    EXPECT_EQ(outcome.attendees[1].subevent, 7);
    EXPECT_EQ(outcome.attendees[2].subevent, std::nullopt);
    EXPECT_EQ(reasons(outcome.report),
              "line 5, column 2 \"subevent\": \"Sunday\" is neither the number nor the name of a "
              "[[subevent]]\n"
              "line 6, column 2 \"subevent\": \"0\" is neither the number nor the name of a "
              "[[subevent]]\n");
}

TEST(States, approval_and_admission_before_payment_are_read) {
    const auto outcome =
        read("code,status,require_approval,valid_if_pending\nc1,pending,yes,no\nc2,pending,,yes\n");
    ASSERT_EQ(outcome.attendees.size(), 2U) << reasons(outcome.report);
    EXPECT_TRUE(outcome.attendees[0].require_approval);
    EXPECT_FALSE(outcome.attendees[0].valid_if_pending);
    EXPECT_TRUE(outcome.attendees[1].valid_if_pending);
}

}  // namespace
}  // namespace kiosk::imports::test
