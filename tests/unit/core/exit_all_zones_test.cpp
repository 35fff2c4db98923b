// tests/unit/core/exit_all_zones_test.cpp — the daily check-out leaves the list's zones too.
#include <algorithm>
#include <map>
#include <random>

#include "tests/unit/core/exit_all_fixture.hpp"

namespace kiosk::core {
namespace {

using namespace std::chrono_literals;
using testing::a_ticket;

// A hall within a venue; the list stands at both doors, another list at the bar in the venue.
class ExitAllZonesTest : public ExitAllEngineTest {
  protected:
    ExitAllZonesTest() {
        EngineSettings s = settings();
        s.lists[0].list.allow_multiple_entries = true;
        s.lists[0].exit_all_at = std::chrono::hours(18);
        s.lists.push_back({CheckInList{.id = "bar", .allow_multiple_entries = true}, {}});
        s.stations.push_back({"hall-in", "main", Direction::entry});
        s.stations.push_back({"hall-out", "main", Direction::exit});
        s.stations.push_back({"bar-in", "bar", Direction::entry});
        s.venue.zones = {
            {.id = "venue"}, {.id = "hall", .parent = "venue"}, {.id = "bar", .parent = "venue"}};
        s.venue.access_points = {{"desk-1", "venue"},
                                 {"door-out", "venue"},
                                 {"hall-in", "hall"},
                                 {"hall-out", "hall"},
                                 {"bar-in", "bar"}};
        engine.~Engine();
        new (&engine) Engine(std::move(s), hasher);
        load({a_ticket("aaaa1111"), a_ticket("bbbb2222"), a_ticket("cccc3333")});
    }

    [[nodiscard]] std::vector<std::uint32_t> occupancies(std::chrono::milliseconds after) const {
        std::vector<std::uint32_t> counts;
        for (std::uint16_t zone = 0; zone < 3; ++zone) {
            counts.push_back(engine.presence().occupancy({zone}, testing::kNine + after));
        }
        return counts;
    }
};

TEST_F(ExitAllZonesTest, leaves_the_outermost_zone_of_the_list_and_all_within) {
    outcome_of(scan("aaaa1111"));
    outcome_of(scan("aaaa1111", 1h, "hall-in"));
    outcome_of(scan("bbbb2222", 1h));
    EXPECT_EQ(occupancies(2h), (std::vector<std::uint32_t>{2, 1, 0}));
    const auto made = pass(9h);
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(made[0].zone, "venue");
    EXPECT_EQ(made[0].station, "door-out");
    EXPECT_EQ(occupancies(9h), (std::vector<std::uint32_t>{0, 0, 0}));
}

TEST_F(ExitAllZonesTest, whom_no_exit_has_seen_stays_on_the_muster_list) {
    outcome_of(scan("aaaa1111"));
    pass(9h);
    const Muster list = engine.muster_at(testing::at(10h));
    ASSERT_EQ(list.entries.size(), 1U);
    EXPECT_EQ(list.entries[0].state, MusterState::not_seen_out);
    EXPECT_EQ(list.newest_scan, testing::kNine);
    outcome_of(scan("aaaa1111", 11h, "door-out"));
    EXPECT_TRUE(engine.muster_at(testing::at(12h)).entries.empty());
}

TEST_F(ExitAllZonesTest, nobody_is_moved_who_was_seen_elsewhere_since) {
    outcome_of(scan("aaaa1111"));
    outcome_of(scan("aaaa1111", 10h, "bar-in"));
    const auto made = pass(11h);
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].zone, "");
    EXPECT_EQ(occupancies(11h), (std::vector<std::uint32_t>{1, 0, 1}));
}

TEST_F(ExitAllZonesTest, an_exit_that_is_lost_to_the_disk_leaves_everybody_where_they_were) {
    outcome_of(scan("aaaa1111"));
    const auto made = pass(9h);
    ASSERT_EQ(made.size(), 1U);
    static_cast<void>(engine.handle(RecordsFailed{engine.last_seq()}));
    EXPECT_EQ(occupancies(9h), (std::vector<std::uint32_t>{1, 0, 0}));
    EXPECT_EQ(pass(9h + 1s).size(), 1U);
}

// Entries minus exits of one zone, counted from the records alone.
std::uint32_t entries_minus_exits(const Venue& venue, ZoneNumber zone,
                                  const std::vector<ScanRecord>& records) {
    std::map<TicketId, bool> inside;
    std::int64_t balance = 0;
    for (const auto& record : records) {
        const auto at = venue.find(record.zone);
        if (!at || !record.admitted()) continue;
        const auto path =
            record.direction == Direction::entry ? venue.path(*at) : venue.path_outside(*at);
        const bool now = std::ranges::find(path, zone) != path.end();
        balance += static_cast<int>(now) - static_cast<int>(inside[*record.ticket]);
        inside[*record.ticket] = now;
    }
    return static_cast<std::uint32_t>(balance);
}

TEST_F(ExitAllZonesTest, occupancy_is_entries_minus_exits_whatever_the_day_was_like) {
    const char* const stations[] = {"desk-1", "door-out", "hall-in", "hall-out", "bar-in"};
    const char* const codes[] = {"aaaa1111", "bbbb2222", "cccc3333"};
    std::mt19937_64 dice(7);
    std::vector<ScanRecord> records;
    std::chrono::milliseconds now{0};
    std::size_t swept = 0;
    for (int step = 0; step < 2000; ++step) {
        now += std::chrono::minutes(dice() % 90);
        const auto passed = pass(now);
        swept += passed.size();
        records.insert(records.end(), passed.begin(), passed.end());
        const auto made =
            appended(engine.handle(scan(codes[dice() % 3], now, stations[dice() % 5])));
        for (const auto& one : made) records.push_back(std::get<ScanRecord>(one.record));
        store();
        for (std::uint16_t zone = 0; zone < 3; ++zone) {
            ASSERT_EQ(engine.presence().occupancy({zone}, testing::kNine + now),
                      entries_minus_exits(engine.venue(), {zone}, records))
                << "step " << step << " zone " << zone;
        }
    }
    EXPECT_GT(swept, 20U);
}

}  // namespace
}  // namespace kiosk::core
