// tests/unit/venue/muster_test.cpp — nobody who may be inside is missing from the list.
#include "kiosk/core/venue/muster.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

const FineTime kNine = at_clock(kWednesday, hours(9));

UtcTime utc(FineTime time) {
    return std::chrono::floor<UtcTime::duration>(time);
}

class MusterTest : public ::testing::Test {
  protected:
    static VenueSettings settings() {
        VenueSettings s = centre();
        s.zones[0].reset_at = minutes(30);
        s.zones[1].reset_at = minutes(30);
        return s;
    }

    [[nodiscard]] Muster made(FineTime now, std::optional<UtcTime> emergency = {},
                              milliseconds doubt = {}) const {
        return muster(people.venue, people.presence, {.utc = utc(now), .error_bound = doubt},
                      emergency);
    }

    static const MusterEntry* entry(const Muster& muster, const Person& person) {
        const auto found = std::ranges::find(muster.entries, person, &MusterEntry::person);
        return found == muster.entries.end() ? nullptr : &*found;
    }

    People people{settings()};
};

TEST_F(MusterTest, says_who_is_where_since_when_and_by_which_door) {
    people.enter(1, "venue", kNine);
    people.enter(2, "venue", kNine);
    people.enter(2, "auditorium", kNine + minutes(5));
    people.enter(3, "venue", kNine);
    people.leave(3, "venue", kNine + minutes(7));
    const Muster list = made(kNine + hours(1));
    ASSERT_EQ(list.entries.size(), 2U);
    EXPECT_EQ(entry(list, TicketId{1})->zone, "venue");
    const MusterEntry* in_auditorium = entry(list, TicketId{2});
    EXPECT_EQ(in_auditorium->zone, "auditorium");
    EXPECT_EQ(in_auditorium->state, MusterState::inside);
    EXPECT_EQ(in_auditorium->since, kNine + minutes(5));
    EXPECT_EQ(in_auditorium->station, "at-auditorium");
    EXPECT_EQ(list.newest_scan, kNine + minutes(7));
    ASSERT_EQ(list.zones.size(), 4U);
    EXPECT_EQ(list.zones[0].inside, 2U);
    EXPECT_EQ(list.zones[1].inside, 1U);
}

TEST_F(MusterTest, an_empty_venue_has_no_entries_and_no_data_age) {
    const Muster list = made(kNine);
    EXPECT_TRUE(list.entries.empty());
    EXPECT_EQ(list.newest_scan, std::nullopt);
}

TEST_F(MusterTest, names_who_came_in_with_an_unknown_code) {
    auto stranger = people.scan(0, "venue", Direction::entry, kNine);
    stranger.code.bytes.fill(0xee);
    stranger.reason = Reason::ok_override;
    people.presence.apply(stranger);
    const Muster list = made(kNine);
    ASSERT_EQ(list.entries.size(), 1U);
    EXPECT_EQ(list.entries[0].state, MusterState::unknown_code);
    EXPECT_EQ(list.zones[0].inside, 1U);
}

TEST_F(MusterTest, whom_a_reset_counted_out_is_unknown_not_gone) {
    people.enter(1, "auditorium", kNine);
    const Muster list = made(at_clock(kThursday, hours(8)));
    ASSERT_EQ(list.entries.size(), 1U);
    EXPECT_EQ(list.entries[0].state, MusterState::not_seen_out);
    EXPECT_EQ(list.entries[0].zone, "auditorium");
    EXPECT_EQ(list.zones[0].inside, 0U);
}

TEST_F(MusterTest, a_clock_that_nobody_trusts_counts_nobody_out) {
    people.enter(1, "venue", kNine);
    const Muster list = made(at_clock(kThursday, hours(8)), {}, minutes(11));
    EXPECT_EQ(list.entries[0].state, MusterState::inside);
    EXPECT_EQ(list.zones[0].inside, 1U);
}

TEST_F(MusterTest, tells_of_exits_that_no_entry_matches) {
    people.leave(0, "venue", kNine);
    people.leave(4, "venue", kNine);
    EXPECT_EQ(made(kNine).zones[0].unmatched_exits, 2U);
}

TEST_F(MusterTest, remembers_who_was_last_seen_in_a_zone_of_an_older_configuration) {
    people.enter(1, "old-hall", kNine);
    const Muster list = made(kNine);
    ASSERT_EQ(list.entries.size(), 1U);
    EXPECT_EQ(list.entries[0].state, MusterState::other_zone);
    EXPECT_EQ(list.entries[0].zone, "old-hall");
}

TEST_F(MusterTest, in_an_emergency_whoever_has_left_since_is_named_as_safe) {
    people.enter(1, "venue", kNine);
    people.enter(2, "venue", kNine);
    people.enter(3, "venue", kNine);
    people.leave(1, "venue", kNine + minutes(1));
    const UtcTime alarm = utc(kNine + minutes(2));
    people.leave(2, "venue", kNine + minutes(2));
    const Muster list = made(kNine + minutes(9), alarm);
    EXPECT_EQ(list.emergency_since, alarm);
    EXPECT_EQ(entry(list, TicketId{1}), nullptr);
    ASSERT_NE(entry(list, TicketId{2}), nullptr);
    EXPECT_EQ(entry(list, TicketId{2})->state, MusterState::left);
    EXPECT_EQ(entry(list, TicketId{2})->since, kNine + minutes(2));
    EXPECT_EQ(entry(list, TicketId{3})->state, MusterState::inside);
    EXPECT_EQ(made(kNine + minutes(9)).entries.size(), 1U);
}

}  // namespace
}  // namespace kiosk::core
