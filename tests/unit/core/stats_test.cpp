// tests/unit/core/stats_test.cpp — each number counts what its definition says.
#include "kiosk/core/stats/stats.hpp"

#include <gtest/gtest.h>

#include "kiosk/core/stats/arrivals.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;

struct Scan {
    std::uint64_t ticket = 1;  // 0: a code of no list
    Direction direction = Direction::entry;
    Reason reason = Reason::ok;
    int minute = 0;
    std::string station = "gate";
    std::string list = "main";
    std::string zone;
    std::string let_in_by;
};

ScanRecord record_of(const Scan& scan) {
    ScanRecord record;
    record.at = testing::at(minutes(scan.minute));
    if (scan.ticket != 0) record.ticket = TicketId{scan.ticket};
    record.direction = scan.direction;
    record.reason = scan.reason;
    record.station = scan.station;
    record.list = scan.list;
    record.zone = scan.zone;
    record.let_in_by = scan.let_in_by;
    return record;
}

Stats counted(const std::vector<Scan>& scans, const ZoneOffsets& zone = {}) {
    Stats stats(zone);
    std::uint64_t seq = 0;
    for (const auto& scan : scans) stats.count({++seq, record_of(scan)});
    return stats;
}

std::chrono::local_days day(int days_after_march_10) {
    return std::chrono::local_days(std::chrono::year(2027) / 3 / 10) +
           std::chrono::days(days_after_march_10);
}

TEST(Stats, arrived_counts_each_ticket_once_in_all_and_once_a_day_list_and_zone) {
    const auto stats = counted({{.zone = "hall"},
                                {.reason = Reason::ok_reentry, .zone = "hall"},
                                {.list = "day2", .zone = "hall"},
                                {.minute = 24 * 60, .zone = "room"},
                                {.ticket = 2, .minute = 24 * 60}});
    EXPECT_EQ(stats.total().arrived, 2U);
    EXPECT_EQ(stats.total().entries, 5U);
    EXPECT_EQ(stats.by_day().at(day(0)).arrived, 1U);
    EXPECT_EQ(stats.by_day().at(day(1)).arrived, 2U);
    EXPECT_EQ(stats.by_list().at("main").arrived, 2U);
    EXPECT_EQ(stats.by_list().at("day2").arrived, 1U);
    EXPECT_EQ(stats.by_zone().at("hall").arrived, 1U);
    EXPECT_EQ(stats.by_zone().at("room").arrived, 1U);
}

TEST(Stats, stations_and_minutes_add_up_to_all_who_arrived) {
    const auto stats = counted({{.station = "a"},
                                {.minute = 1, .station = "b"},
                                {.ticket = 2, .minute = 1, .station = "b"}});
    EXPECT_EQ(stats.by_station().at("a").arrived, 1U);
    EXPECT_EQ(stats.by_station().at("b").arrived, 1U);
    ASSERT_EQ(stats.by_minute().size(), 2U);
    EXPECT_EQ(stats.by_minute().rbegin()->second,
              (StatCounts{.arrived = 1, .entries = 2, .exits = 0, .refused = 0, .overrides = 0}));
}

TEST(Stats, refusals_are_events_and_different_tickets) {
    const auto stats = counted({{.reason = Reason::unpaid},
                                {.reason = Reason::already_redeemed},
                                {.ticket = 2, .reason = Reason::unpaid},
                                {.ticket = 0, .reason = Reason::invalid}});
    EXPECT_EQ(stats.total().refused, 4U);
    EXPECT_EQ(stats.refused_tickets(), 2U);
    EXPECT_EQ(stats.by_reason()[static_cast<std::size_t>(Reason::unpaid)], 2U);
    EXPECT_EQ(stats.total().arrived, 0U);
}

TEST(Stats, an_override_is_an_admission_that_somebody_stood_by) {
    const auto stats =
        counted({{.reason = Reason::ok_override, .let_in_by = "esi"},
                 {.direction = Direction::exit, .reason = Reason::ok_exit},
                 {.ticket = 2, .reason = Reason::second_person, .let_in_by = "esi"}});
    EXPECT_EQ(stats.total().overrides, 1U);
    EXPECT_EQ(stats.total().refused, 1U);
}

TEST(Stats, an_exit_with_a_code_of_no_list_is_an_exit) {
    const auto stats =
        counted({{.ticket = 0, .direction = Direction::exit, .reason = Reason::ok_exit_unmatched}});
    EXPECT_EQ(stats.total().exits, 1U);
    EXPECT_EQ(stats.tickets(), 0U);
}

TEST(Stats, records_that_are_no_scans_move_the_sequence_only) {
    Stats stats{ZoneOffsets()};
    stats.count({7, StartRecord{.at = {}, .boot = {}, .software = "kioskd"}});
    EXPECT_EQ(stats.last_seq(), 7U);
    EXPECT_EQ(stats.total(), StatCounts{});
    EXPECT_FALSE(stats.last_scan());
    EXPECT_FALSE(stats.last_scan_at("gate"));
}

TEST(Stats, the_newest_scan_is_the_last_recorded_also_where_the_clock_went_back) {
    const auto stats = counted({{.minute = 50}, {.minute = 10, .station = "desk"}});
    EXPECT_EQ(stats.last_scan(), testing::at(minutes(10)).utc);
    EXPECT_EQ(stats.last_scan_at("gate"), testing::at(minutes(50)).utc);
}

// A clock that is somewhere else with each scan.
Stats wild_clock(std::size_t scans, int step) {
    Stats stats{ZoneOffsets()};
    for (std::size_t i = 0; i < scans; ++i) {
        Scan scan{.ticket = i + 1};
        scan.minute = static_cast<int>(i) * step;
        stats.count({i + 1, record_of(scan)});
    }
    return stats;
}

TEST(Stats, so_many_minutes_are_kept_and_one_more_loses_none_of_its_scans) {
    EXPECT_EQ(wild_clock(Stats::kMinutesMax, 1).before_minutes(), StatCounts{});
    const auto forwards = wild_clock(Stats::kMinutesMax + 1, 1);
    EXPECT_EQ(forwards.by_minute().size(), Stats::kMinutesMax);
    EXPECT_EQ(forwards.before_minutes().arrived, 1U);
    EXPECT_EQ(forwards.first_minute(), forwards.by_minute().begin()->first);
    const auto backwards = wild_clock(Stats::kMinutesMax + 2, -1);
    EXPECT_EQ(backwards.by_minute().size(), Stats::kMinutesMax);
    EXPECT_EQ(backwards.before_minutes().arrived, 2U);
    EXPECT_EQ(backwards.total().arrived, Stats::kMinutesMax + 2);
}

TEST(Arrivals, buckets_begin_at_local_hours_and_the_line_where_the_span_begins) {
    const auto nepal = ZoneOffsets::make(minutes(5 * 60 + 45), {});
    ASSERT_TRUE(nepal.has_value());
    const auto stats = counted({{.ticket = 1, .minute = -30},
                                {.ticket = 2, .minute = 0},    // 14:45 there
                                {.ticket = 3, .minute = 14},   // 14:59
                                {.ticket = 4, .minute = 15},   // 15:00
                                {.ticket = 5, .minute = 75}},  // 16:00, past the span
                               *nepal);
    const ArrivalSpan span{testing::kNine, testing::kNine + minutes(75)};
    const auto curve = arrivals(stats, minutes(60), span);
    EXPECT_EQ(curve.before.arrived, 1U);
    ASSERT_EQ(curve.buckets.size(), 2U);
    EXPECT_EQ(curve.buckets[0].start, testing::kNine - minutes(45));
    EXPECT_EQ(curve.buckets[0].counts.arrived, 2U);
    EXPECT_EQ(curve.buckets[1].start, testing::kNine + minutes(15));
    EXPECT_EQ(curve.buckets[1].counts.arrived, 1U);
}

TEST(Arrivals, a_day_is_from_midnight_to_midnight_of_the_event_also_when_clocks_change) {
    const auto change =
        std::chrono::sys_days(std::chrono::year(2027) / 3 / 10) + std::chrono::hours(1);
    const auto zone = ZoneOffsets::make(std::chrono::hours(1), {{change, std::chrono::hours(2)}});
    ASSERT_TRUE(zone.has_value());
    const auto span = day_around(*zone, testing::kNine);
    EXPECT_EQ(span.until - span.from, std::chrono::hours(23));
}

}  // namespace
}  // namespace kiosk::core
