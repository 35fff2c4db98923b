// tests/unit/venue/presence_test.cpp — the newest scan tells where a person is.
#include "kiosk/core/venue/presence.hpp"

#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

const FineTime kNine = at_clock(kWednesday, hours(9));

class PresenceTest : public ::testing::Test {
  protected:
    [[nodiscard]] std::vector<std::uint32_t> counts(FineTime now) const {
        std::vector<std::uint32_t> found;
        for (const auto zone : {kVenue, kAuditorium, kRoomA, kCabin}) {
            found.push_back(people.presence.occupancy(zone, now));
        }
        return found;
    }
    using Counts = std::vector<std::uint32_t>;

    People people{centre()};
};

TEST_F(PresenceTest, an_entry_counts_in_the_zone_and_in_all_around_it) {
    people.enter(1, "venue", kNine);
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 0, 0}));
    people.enter(1, "cabin", kNine);
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 1, 1}));
}

TEST_F(PresenceTest, an_exit_leads_into_the_zone_around) {
    people.enter(1, "cabin", kNine);
    people.leave(1, "cabin", kNine);
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 1, 0}));
    people.leave(1, "venue", kNine);
    EXPECT_EQ(counts(kNine), (Counts{0, 0, 0, 0}));
}

TEST_F(PresenceTest, moving_into_a_room_leaves_the_room_before) {
    people.enter(1, "auditorium", kNine);
    people.enter(1, "room-a", kNine + minutes(5));
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 1, 0}));
    EXPECT_FALSE(people.presence.visit(TicketId{1}, kAuditorium)->inside);
}

TEST_F(PresenceTest, leaving_the_venue_leaves_every_room_in_it) {
    people.enter(1, "cabin", kNine);
    people.leave(1, "venue", kNine);
    EXPECT_EQ(counts(kNine), (Counts{0, 0, 0, 0}));
}

TEST_F(PresenceTest, a_second_entry_counts_nobody_twice) {
    people.enter(1, "venue", kNine);
    people.enter(1, "venue", kNine + minutes(5));
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 0, 0}));
    EXPECT_EQ(people.presence.visit(TicketId{1}, kVenue)->since, kNine + minutes(5));
}

TEST_F(PresenceTest, an_exit_without_an_entry_is_doubt_not_a_negative_count) {
    people.leave(1, "venue", kNine);
    EXPECT_EQ(counts(kNine), (Counts{0, 0, 0, 0}));
    EXPECT_EQ(people.presence.unmatched_exits(kVenue), 1U);
}

TEST_F(PresenceTest, who_comes_out_of_a_room_is_in_the_venue_even_if_nobody_saw_them_enter) {
    people.leave(1, "room-a", kNine);
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 0, 0}));
    EXPECT_EQ(people.presence.unmatched_exits(kRoomA), 1U);
}

TEST_F(PresenceTest, an_unknown_code_at_an_exit_puts_nobody_anywhere) {
    people.leave(0, "room-a", kNine);
    EXPECT_EQ(counts(kNine), (Counts{0, 0, 0, 0}));
    EXPECT_EQ(people.presence.unmatched_exits(kRoomA), 1U);
    EXPECT_TRUE(people.presence.persons().empty());
}

TEST_F(PresenceTest, who_was_let_in_with_an_unknown_code_is_the_same_person_once_it_is_known) {
    auto stranger = people.scan(7, "venue", Direction::entry, kNine);
    stranger.ticket.reset();
    stranger.reason = Reason::ok_override;
    people.presence.apply(stranger);
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 0, 0}));
    people.leave(7, "venue", kNine);  // meanwhile the list has the code
    EXPECT_EQ(counts(kNine), (Counts{0, 0, 0, 0}));
    EXPECT_EQ(people.presence.unmatched_exits(kVenue), 0U);
}

TEST_F(PresenceTest, refusals_and_scans_at_no_zone_move_nobody) {
    auto refused = people.scan(1, "venue", Direction::entry, kNine);
    refused.reason = Reason::zone_full;
    EXPECT_FALSE(people.presence.apply(refused).has_value());
    EXPECT_FALSE(people.enter(1, "", kNine).has_value());
    EXPECT_EQ(counts(kNine), (Counts{0, 0, 0, 0}));
}

TEST_F(PresenceTest, a_zone_that_is_configured_no_more_is_remembered_but_moves_nobody) {
    people.enter(1, "venue", kNine);
    people.enter(1, "old-room", kNine);
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 0, 0}));
    const auto& person = people.presence.persons().at(TicketId{1});
    ASSERT_TRUE(person.other_zone.has_value());
    EXPECT_EQ(people.presence.name(*person.other_zone), "old-room");
    people.leave(1, "venue", kNine);
    EXPECT_FALSE(people.presence.persons().at(TicketId{1}).other_zone.has_value());
}

TEST_F(PresenceTest, what_did_not_become_durable_is_taken_back_from_the_newest_on) {
    people.enter(1, "venue", kNine);
    auto second = people.enter(1, "auditorium", kNine + minutes(1));
    auto third = people.leave(1, "auditorium", kNine + minutes(2));
    auto other = people.leave(2, "venue", kNine + minutes(3));
    people.presence.take_back(*std::move(other));
    EXPECT_EQ(people.presence.unmatched_exits(kVenue), 0U);
    EXPECT_FALSE(people.presence.persons().contains(TicketId{2}));
    people.presence.take_back(*std::move(third));
    EXPECT_EQ(counts(kNine), (Counts{1, 1, 0, 0}));
    people.presence.take_back(*std::move(second));
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 0, 0}));
    EXPECT_EQ(people.presence.visit(TicketId{1}, kAuditorium), nullptr);
}

class ResetTest : public ::testing::Test {
  protected:
    static VenueSettings settings() {
        VenueSettings s = centre();
        s.zones[0].reset_at = minutes(30);
        return s;
    }
    People people{settings()};
    const FineTime late = at_clock(kWednesday, hours(23));
    const FineTime next_day = at_clock(kThursday, hours(8));
};

TEST_F(ResetTest, everybody_counts_as_out_at_the_reset_time) {
    people.enter(1, "venue", late);
    EXPECT_EQ(people.presence.occupancy(kVenue, at_clock(kThursday, minutes(29))), 1U);
    EXPECT_EQ(people.presence.occupancy(kVenue, at_clock(kThursday, minutes(30))), 0U);
    // The same once somebody comes the next day, and the count is kept, not made anew.
    people.enter(2, "venue", next_day);
    EXPECT_EQ(people.presence.occupancy(kVenue, next_day), 1U);
    EXPECT_EQ(people.presence.occupancy(kVenue, late), 2U);
}

TEST_F(ResetTest, a_room_without_a_reset_keeps_its_people) {
    people.enter(1, "auditorium", late);
    EXPECT_EQ(people.presence.occupancy(kVenue, next_day), 0U);
    EXPECT_EQ(people.presence.occupancy(kAuditorium, next_day), 1U);
}

TEST_F(PresenceTest, an_entry_taken_back_leaves_the_person_where_they_were) {
    const auto go = [&](std::string zone, Direction direction, std::uint64_t seq) {
        people.presence.apply(people.scan(1, std::move(zone), direction, kNine), seq);
    };
    go("venue", Direction::entry, 1);
    go("auditorium", Direction::entry, 2);
    people.presence.set_undone(2, true);
    people.presence.settle();
    EXPECT_EQ(counts(kNine), (Counts{1, 0, 0, 0}));
    EXPECT_EQ(people.presence.visit(TicketId{1}, kAuditorium), nullptr);
    people.presence.set_undone(2, false);
    people.presence.settle();
    EXPECT_EQ(counts(kNine), (Counts{1, 1, 0, 0}));
}

TEST_F(PresenceTest, an_exit_taken_back_is_no_unmatched_exit_and_gives_its_forgiveness_back) {
    people.presence.apply(people.scan(1, "venue", Direction::exit, kNine), 1);
    EXPECT_EQ(people.presence.unmatched_exits(kVenue), 1U);
    people.presence.set_undone(1, true);
    people.presence.settle();
    EXPECT_EQ(people.presence.unmatched_exits(kVenue), 0U);
    EXPECT_EQ(people.presence.newest_scan(), kNine) << "somebody was seen all the same";

    people.presence.apply(people.scan(1, "venue", Direction::entry, kNine), 2);
    people.presence.forgive(TicketId{1}, kVenue);
    people.presence.apply(people.scan(1, "venue", Direction::entry, kNine), 3);
    EXPECT_FALSE(people.presence.visit(TicketId{1}, kVenue)->forgiven);
    people.presence.set_undone(3, true);
    people.presence.settle();
    EXPECT_TRUE(people.presence.visit(TicketId{1}, kVenue)->forgiven);
}

TEST_F(ResetTest, a_scan_after_the_reset_begins_a_new_visit) {
    people.enter(1, "venue", late);
    people.enter(1, "auditorium", next_day);
    EXPECT_EQ(people.presence.occupancy(kVenue, next_day), 1U);
    EXPECT_EQ(people.presence.visit(TicketId{1}, kVenue)->since, next_day);
}

TEST_F(ResetTest, a_clock_that_nobody_trusts_empties_no_zone) {
    people.enter(1, "venue", late);
    auto scan = people.scan(2, "venue", Direction::entry, next_day);
    scan.at.error_bound = minutes(11);
    people.presence.apply(scan);
    EXPECT_EQ(people.presence.occupancy(kVenue, late), 2U);
    scan.at.error_bound = minutes(10);
    people.presence.apply(scan);
    EXPECT_EQ(people.presence.occupancy(kVenue, next_day), 1U);
}

}  // namespace
}  // namespace kiosk::core
