// tests/unit/hub/double_admissions_test.cpp — every double admission, and nothing else.
#include "kiosk/hub/double_admissions.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "tests/hub/station_journal.hpp"

namespace kiosk::testing {
namespace {

using hub::DoubleAdmission;

std::vector<DoubleAdmission> pairs_in(const std::vector<core::Record>& records,
                                      const core::CheckInList& list = {.id = "main"}) {
    return hub::double_admissions(records, std::span(&list, 1));
}

core::ScanRecord an_exit(std::uint64_t number, std::uint64_t ticket) {
    core::ScanRecord scan = an_entry(number, ticket);
    scan.direction = core::Direction::exit;
    scan.reason = core::Reason::ok_exit;
    return scan;
}

TEST(DoubleAdmissions, both_stations_and_times_are_named) {
    const auto pairs = pairs_in({an_entry(9, 1, "south"), an_entry(2, 1, "north")});
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_EQ(pairs[0].ticket, core::TicketId{1});
    EXPECT_EQ(pairs[0].first.station, "north") << "the earlier one, though heard later";
    EXPECT_EQ(pairs[0].second.station, "south");
    EXPECT_EQ(pairs[0].second.at.utc - pairs[0].first.at.utc, std::chrono::seconds(7));
    EXPECT_FALSE(pairs[0].order_uncertain);
}

TEST(DoubleAdmissions, three_admissions_are_two_too_many) {
    EXPECT_EQ(pairs_in({an_entry(1, 1), an_entry(2, 1), an_entry(3, 1)}).size(), 2U);
}

TEST(DoubleAdmissions, who_left_in_between_may_come_again_where_the_list_says_so) {
    const std::vector<core::Record> records{an_entry(1, 1), an_exit(2, 1), an_entry(3, 1)};
    EXPECT_TRUE(pairs_in(records).empty());
    EXPECT_EQ(pairs_in(records, {.id = "main", .allow_entry_after_exit = false}).size(), 1U);
}

TEST(DoubleAdmissions, a_list_for_several_entries_has_none) {
    EXPECT_TRUE(
        pairs_in({an_entry(1, 1), an_entry(2, 1)}, {.id = "main", .allow_multiple_entries = true})
            .empty());
}

TEST(DoubleAdmissions, what_was_taken_back_refused_or_forced_is_none) {
    core::AnnulmentRecord undone;
    undone.scan.id = scan_id(2);
    EXPECT_TRUE(pairs_in({an_entry(1, 1), an_entry(2, 1), undone}).empty());
    auto refused = an_entry(2, 1);
    refused.reason = core::Reason::already_redeemed;
    EXPECT_TRUE(pairs_in({an_entry(1, 1), refused}).empty());
    auto forced = an_entry(2, 1);
    forced.staff_choice = core::StaffChoice::force;
    EXPECT_TRUE(pairs_in({an_entry(1, 1), forced}).empty());
}

TEST(DoubleAdmissions, clocks_that_may_be_off_by_more_leave_the_order_open) {
    auto second = an_entry(9, 1);
    second.at.error_bound = std::chrono::seconds(8);
    EXPECT_TRUE(pairs_in({an_entry(1, 1), second}).at(0).order_uncertain);
    second.at.error_bound = std::chrono::milliseconds(7999);
    EXPECT_FALSE(pairs_in({an_entry(1, 1), second}).at(0).order_uncertain);
}

TEST(DoubleAdmissions, other_tickets_and_other_lists_do_not_meet) {
    auto elsewhere = an_entry(2, 1);
    elsewhere.list = "workshop";
    EXPECT_TRUE(pairs_in({an_entry(1, 1), elsewhere, an_entry(3, 2)}).empty());
}

TEST(DoubleAdmissions, the_order_of_hearing_changes_nothing) {
    std::vector<core::Record> records;
    for (std::uint64_t n = 1; n <= 60; ++n) records.emplace_back(an_entry(n, n % 7));
    const auto expected = pairs_in(records);
    EXPECT_EQ(expected.size(), 53U);
    std::mt19937 dice(20261123);
    for (int again = 0; again < 100; ++again) {
        std::ranges::shuffle(records, dice);
        const auto pairs = pairs_in(records);
        ASSERT_EQ(pairs.size(), expected.size());
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            EXPECT_EQ(pairs[i].first.scan, expected[i].first.scan);
            EXPECT_EQ(pairs[i].second.scan, expected[i].second.scan);
        }
    }
}

}  // namespace
}  // namespace kiosk::testing
