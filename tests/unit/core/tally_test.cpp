// tests/unit/core/tally_test.cpp — each number counts what its definition says.
#include "kiosk/core/engine/tally.hpp"

#include <gtest/gtest.h>

#include "tests/builders/core_builders.hpp"

namespace kiosk::core {
namespace {

ScanRecord scan(std::uint64_t ticket, Direction direction, Reason reason, int minutes = 0) {
    ScanRecord record;
    record.at = testing::at(std::chrono::minutes(minutes));
    record.ticket = TicketId{ticket};
    record.direction = direction;
    record.reason = reason;
    return record;
}

TEST(Tally, a_ticket_arrives_once_however_often_it_enters) {
    Tally tally;
    tally.count(scan(1, Direction::entry, Reason::ok));
    tally.count(scan(1, Direction::exit, Reason::ok_exit));
    tally.count(scan(1, Direction::entry, Reason::ok_reentry));
    tally.count(scan(2, Direction::entry, Reason::ok));
    EXPECT_EQ(tally.total(), (Counts{.entries = 3, .exits = 1, .arrived = 2, .inside = 2}));
}

TEST(Tally, an_exit_without_entry_never_makes_inside_negative) {
    Tally tally;
    tally.count(scan(1, Direction::exit, Reason::ok_exit_unmatched));
    EXPECT_EQ(tally.total().inside, 0U);
    EXPECT_EQ(tally.total().exits, 1U);
    EXPECT_EQ(tally.total().arrived, 0U);
}

TEST(Tally, a_second_entry_without_exit_counts_inside_once) {
    Tally tally;
    tally.count(scan(1, Direction::entry, Reason::ok));
    tally.count(scan(1, Direction::entry, Reason::ok_reentry));
    EXPECT_EQ(tally.total().inside, 1U);
    EXPECT_EQ(tally.total().entries, 2U);
}

TEST(Tally, refusals_are_stop_and_check_also_of_unknown_codes) {
    Tally tally;
    ScanRecord unknown = scan(0, Direction::entry, Reason::invalid);
    unknown.ticket.reset();
    tally.count(unknown);
    tally.count(scan(1, Direction::entry, Reason::already_redeemed));
    EXPECT_EQ(tally.total(), (Counts{.refused = 2}));
}

TEST(Tally, whoever_is_let_in_with_a_code_of_no_list_is_an_entry_and_no_arrival) {
    Tally tally;
    ScanRecord unknown = scan(0, Direction::entry, Reason::ok_override);
    unknown.ticket.reset();
    tally.count(unknown);
    EXPECT_EQ(tally.total(), (Counts{.entries = 1}));
}

TEST(Tally, quarters_hold_their_own_events_and_the_occupancy_at_their_end) {
    Tally tally;
    tally.count(scan(1, Direction::entry, Reason::ok, 0));
    tally.count(scan(2, Direction::entry, Reason::ok, 14));
    tally.count(scan(1, Direction::exit, Reason::ok_exit, 15));
    ASSERT_EQ(tally.by_quarter().size(), 2U);
    const auto& first = tally.by_quarter().begin()->second;
    const auto& second = tally.by_quarter().rbegin()->second;
    EXPECT_EQ(first, (Counts{.entries = 2, .arrived = 2, .inside = 2}));
    EXPECT_EQ(second, (Counts{.exits = 1, .inside = 1}));
}

TEST(Tally, inside_is_counted_for_each_list_and_a_person_once_over_all) {
    Tally tally;
    const auto on = [](ScanRecord record, std::string list) {
        record.list = std::move(list);
        return record;
    };
    tally.count(on(scan(1, Direction::entry, Reason::ok), "venue"));
    tally.count(on(scan(1, Direction::entry, Reason::ok), "workshop"));
    EXPECT_EQ(tally.total().inside, 1U);
    tally.count(on(scan(1, Direction::exit, Reason::ok_exit), "workshop"));
    EXPECT_EQ(tally.inside("venue"), 1U);
    EXPECT_EQ(tally.inside("workshop"), 0U);
    EXPECT_EQ(tally.total().inside, 1U);
    EXPECT_TRUE(tally.of(TicketId{1}).inside);
    tally.count(on(scan(1, Direction::exit, Reason::ok_exit), "venue"));
    EXPECT_EQ(tally.total().inside, 0U);
    EXPECT_FALSE(tally.of(TicketId{1}).inside);
    EXPECT_EQ(tally.inside("nowhere"), 0U);
}

}  // namespace
}  // namespace kiosk::core
