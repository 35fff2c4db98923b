// tests/unit/app/muster_desk_test.cpp — a long list is made in steps, and a scan goes between.
#include "kiosk/app/muster_desk.hpp"

#include <deque>
#include <utility>

#include "tests/unit/app/venue_desk_fixture.hpp"

namespace kiosk::app {
namespace {

// Works wait until the test lets them run.
class MusterDeskTest : public VenueDeskTest {
  protected:
    // People in the venue, taken from records as at a start.
    void fill(std::uint64_t people) {
        for (std::uint64_t i = 0; i < people; ++i) {
            core::ScanRecord scan;
            scan.station = "hall-in";
            scan.zone = "hall";
            scan.reason = core::Reason::ok;
            scan.ticket = core::TicketId{1'000 + i};
            scan.at.utc = UtcTime{std::chrono::milliseconds(people - i)};
            other.restore({i + 1, scan});
        }
    }

    static bool step(std::deque<std::function<void()>>& works) {
        if (works.empty()) return false;
        const auto work = std::move(works.front());
        works.pop_front();
        work();
        return true;
    }

    void run_all() {
        while (step(on_main) || step(on_worker)) ++steps;
    }

    MusterDesk::Done keep() {
        return [this](Result<ports::MusterView> view) { given.push_back(std::move(view)); };
    }

    core::Engine other{engine_settings(), hasher};
    std::deque<std::function<void()>> on_worker;
    std::deque<std::function<void()>> on_main;
    MusterDesk desk{other, [this](auto work) { on_worker.push_back(std::move(work)); },
                    [this](auto work) { on_main.push_back(std::move(work)); }};
    std::vector<Result<ports::MusterView>> given;
    std::size_t steps = 0;
};

TEST_F(MusterDeskTest, many_people_are_looked_at_in_steps_and_sorted_beside_the_main_thread) {
    constexpr std::uint64_t kPeople = 5'000;
    fill(kPeople);
    desk.ask({.limit = 2}, clock.now(), {}, keep());
    EXPECT_TRUE(given.empty());
    ASSERT_EQ(on_main.size(), 1U);  // it waits behind whatever else the main thread has to do
    run_all();
    EXPECT_GE(steps, kPeople / MusterDesk::kPersonsAtOnce);
    ASSERT_EQ(given.size(), 1U);
    ASSERT_TRUE(given[0]);
    EXPECT_EQ(given[0]->counts.inside, kPeople);
    EXPECT_EQ(given[0]->counts.nameless, kPeople);
    ASSERT_EQ(given[0]->rows.size(), 2U);
    EXPECT_LT(given[0]->rows[0].entry.since, given[0]->rows[1].entry.since);
    EXPECT_FALSE(given[0]->next.empty());
}

TEST_F(MusterDeskTest, whoever_comes_while_it_is_made_spoils_nothing) {
    constexpr std::uint64_t kPeople = 2'000;
    fill(kPeople);
    desk.ask({}, clock.now(), {}, keep());
    step(on_main);
    const std::uint64_t seq = other.last_seq();
    for (std::uint64_t i = 1; i <= 2 * kPeople; ++i) {  // the persons' map grows
        core::ScanRecord scan;
        scan.station = "hall-in";
        scan.zone = "hall";
        scan.reason = core::Reason::ok;
        scan.ticket = core::TicketId{1'000'000 + i};
        other.restore({seq + i, scan});
    }
    run_all();
    ASSERT_EQ(given.size(), 1U);
    EXPECT_EQ(given[0]->counts.inside, 3 * kPeople);  // nobody twice, nobody missing
}

TEST_F(MusterDeskTest, the_lane_gets_counts_once_a_second_and_pushes_no_list_of_staff_out) {
    fill(3);
    desk.ask({.limit = 1}, clock.now(), {}, keep());
    run_all();
    const std::string cursor = given.at(0)->next;
    for (int i = 0; i < 20; ++i) desk.ask({.people = false}, clock.now(), {}, keep());
    run_all();
    EXPECT_TRUE(on_worker.empty());
    ASSERT_EQ(given.size(), 21U);
    EXPECT_EQ(given.back()->counts.inside, 3U);
    EXPECT_TRUE(given.back()->rows.empty());
    EXPECT_TRUE(given.back()->next.empty());
    const UtcTime before = given.back()->as_of;
    desk.ask({.people = false}, clock.now(), {}, keep());
    EXPECT_EQ(given.back()->as_of, before);
    clock.advance(MusterDesk::kCountsKept);
    desk.ask({.people = false}, clock.now(), {}, keep());
    run_all();
    EXPECT_GT(given.back()->as_of, before);
    desk.ask({.limit = 1, .cursor = cursor}, clock.now(), {}, keep());
    EXPECT_TRUE(given.back()) << given.back().error().context;
}

TEST_F(MusterDeskTest, only_so_many_lists_are_made_at_a_time) {
    fill(1);
    for (std::size_t i = 0; i < MusterDesk::kListsAtOnce; ++i)
        desk.ask({}, clock.now(), {}, keep());
    EXPECT_TRUE(given.empty());
    desk.ask({}, clock.now(), {}, keep());
    ASSERT_EQ(given.size(), 1U);
    EXPECT_EQ(given[0].error().code, Errc::unavailable);
    run_all();
    EXPECT_EQ(given.size(), 1U + MusterDesk::kListsAtOnce);
    desk.ask({}, clock.now(), {}, keep());
    run_all();
    EXPECT_TRUE(given.back());
}

}  // namespace
}  // namespace kiosk::app
