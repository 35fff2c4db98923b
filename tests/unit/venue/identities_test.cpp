// tests/unit/venue/identities_test.cpp — one person stays one, whatever lists come and go.
#include "kiosk/core/venue/identities.hpp"

#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

using testing::a_ticket;

const FineTime kNine = at_clock(kWednesday, hours(9));

class IdentitiesTest : public ::testing::Test {
  protected:
    // A scan of this code; ticket 0: the list of that moment did not know it.
    ScanRecord scan(const std::string& code, std::uint64_t ticket, std::string zone,
                    Direction direction = Direction::entry) {
        ScanRecord record = people.scan(ticket, std::move(zone), direction, now);
        record.code = testing::FakeHasher().key_of(code);
        if (ticket == 0 && direction == Direction::entry) record.reason = Reason::ok_override;
        now += minutes(1);
        return record;
    }
    auto enter(const std::string& code, std::uint64_t ticket, std::string zone) {
        return people.presence.apply(scan(code, ticket, std::move(zone)));
    }
    auto leave(const std::string& code, std::uint64_t ticket, std::string zone) {
        return people.presence.apply(scan(code, ticket, std::move(zone), Direction::exit));
    }
    void use(const std::vector<testing::TicketBuilder>& tickets, RosterLinks links = {}) {
        people.presence.use(*testing::roster_of(tickets, 1, std::move(links)));
    }

    [[nodiscard]] std::vector<std::uint32_t> counts() const {
        std::vector<std::uint32_t> found;
        for (const auto zone : {kVenue, kAuditorium, kRoomA}) {
            found.push_back(people.presence.occupancy(zone, now));
        }
        return found;
    }
    using Counts = std::vector<std::uint32_t>;

    static RosterLinks eleven_is_an_add_on_of(std::uint64_t main) {
        return RosterLinks({}, {{{main}, {11}}}, {});
    }

    People people{centre()};
    FineTime now = kNine;
};

TEST_F(IdentitiesTest, an_add_on_that_came_before_it_was_listed_leaves_no_ghost) {
    use({a_ticket("main").id(1)});
    enter("main", 1, "venue");
    enter("work", 0, "auditorium");
    EXPECT_EQ(counts(), (Counts{2, 1, 0})) << "nobody knows yet that they are one";
    use({a_ticket("main").id(1), a_ticket("work").id(11).product(2)}, eleven_is_an_add_on_of(1));
    EXPECT_EQ(counts(), (Counts{1, 1, 0}));
    leave("work", 11, "auditorium");
    leave("main", 1, "venue");
    EXPECT_EQ(counts(), (Counts{0, 0, 0}));
    EXPECT_EQ(people.presence.persons().size(), 1U);
}

TEST_F(IdentitiesTest, whoever_came_before_they_were_listed_is_inside_before_their_next_scan) {
    enter("late", 0, "venue");
    use({a_ticket("late").id(7)});
    const Visit* visit = people.presence.visit(TicketId{7}, kVenue);
    ASSERT_NE(visit, nullptr);
    EXPECT_TRUE(visit->inside);
}

TEST_F(IdentitiesTest, whose_ticket_left_the_list_can_still_leave_the_venue) {
    use({a_ticket("main").id(1), a_ticket("other").id(2)});
    enter("main", 1, "venue");
    enter("main", 1, "auditorium");
    use({a_ticket("other").id(2)});
    leave("main", 0, "auditorium");
    EXPECT_EQ(counts(), (Counts{1, 0, 0}));
    leave("main", 0, "venue");
    EXPECT_EQ(counts(), (Counts{0, 0, 0}));
    EXPECT_EQ(people.presence.unmatched_exits(kVenue), 0U);
    use({a_ticket("main").id(1), a_ticket("other").id(2)});
    EXPECT_EQ(counts(), (Counts{0, 0, 0}));
    EXPECT_FALSE(people.presence.visit(TicketId{1}, kVenue)->inside);
}

TEST_F(IdentitiesTest, a_band_that_came_before_it_was_linked_is_its_ticket) {
    use({a_ticket("main").id(1)});
    enter("band", 0, "venue");
    use({a_ticket("main").id(1)},
        RosterLinks({{testing::FakeHasher().key_of("band"), {1}}}, {}, {}));
    const Visit* visit = people.presence.visit(TicketId{1}, kVenue);
    ASSERT_NE(visit, nullptr);
    EXPECT_TRUE(visit->inside);
    EXPECT_EQ(people.presence.persons().size(), 1U);
}

TEST_F(IdentitiesTest, a_code_that_vouches_for_itself_only_later_is_the_same_person) {
    enter("main", 1, "venue");
    enter("badge", 0, "auditorium");
    leave("badge", 1, "auditorium");  // its key is known by now, and says it is ticket 1
    EXPECT_EQ(counts(), (Counts{1, 0, 0}));
    EXPECT_EQ(people.presence.persons().size(), 1U);
}

TEST_F(IdentitiesTest, a_hundred_lists_leave_the_map_as_small_as_it_was) {
    enter("main", 1, "venue");
    use({a_ticket("main").id(1), a_ticket("two").id(2)});
    const std::size_t buckets = people.presence.persons().bucket_count();
    const std::uint32_t made = people.presence.made();
    for (int list = 0; list < 100; ++list) {
        use({a_ticket("main").id(1), a_ticket("two").id(2), a_ticket("work").id(11).product(2)},
            eleven_is_an_add_on_of(list % 2 == 0 ? 1 : 2));
    }
    EXPECT_EQ(people.presence.persons().bucket_count(), buckets);
    EXPECT_NE(people.presence.made(), made) << "whoever walks through the map must notice";
}

TEST_F(IdentitiesTest, what_the_disk_lost_before_a_new_list_is_taken_back_all_the_same) {
    use({a_ticket("main").id(1)});
    auto first = enter("main", 1, "venue");
    auto second = enter("work", 0, "auditorium");
    use({a_ticket("main").id(1), a_ticket("work").id(11).product(2)}, eleven_is_an_add_on_of(1));
    auto third = leave("work", 11, "auditorium");
    people.presence.take_back(*std::move(third));
    people.presence.take_back(*std::move(second));
    people.presence.settle();
    EXPECT_EQ(counts(), (Counts{1, 0, 0}));
    people.presence.take_back(*std::move(first));
    people.presence.settle();
    EXPECT_EQ(counts(), (Counts{0, 0, 0}));
}

}  // namespace
}  // namespace kiosk::core
