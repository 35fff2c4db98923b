// tests/unit/app/silent_alerts_test.cpp — what is kept of alerts, and what comes back after a
// start.
#include "kiosk/app/silent_alerts.hpp"

#include <gtest/gtest.h>

#include "kiosk/core/venue/supervisor.hpp"

namespace kiosk::app {
namespace {

core::SequencedRecord scan_at(std::uint64_t seq, core::Reason reason,
                              std::optional<core::Reason> set_aside = {}) {
    core::ScanRecord scan;
    scan.station = "gate-n";
    scan.zone = "venue";
    scan.reason = reason;
    scan.set_aside = set_aside;
    scan.direction = set_aside ? core::Direction::exit : core::Direction::entry;
    return {seq, scan};
}

core::Outcome outcome(std::uint64_t seq) {
    core::Outcome made;
    made.seq = seq;
    return made;
}

TEST(SilentAlerts, come_back_from_the_record_and_go_on_in_order) {
    SilentAlerts alerts;
    alerts.restore({1, core::StartRecord{}});
    alerts.restore(scan_at(2, core::Reason::ok));
    alerts.restore(scan_at(3, core::Reason::denylisted));
    alerts.restore(scan_at(4, core::Reason::ok_exit, core::Reason::already_inside));
    alerts.restore(scan_at(5, core::Reason::ok_exit, core::Reason::denylisted));
    alerts.raise(outcome(9));
    const auto all = alerts.newer_than(0);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].seq, 3U);
    EXPECT_EQ(all[0].station, "gate-n");
    EXPECT_EQ(all[0].zone, "venue");
    EXPECT_EQ(all[1].seq, 5U);
    EXPECT_EQ(all[1].direction, core::Direction::exit);
    EXPECT_EQ(all[2].seq, 9U);
    EXPECT_EQ(alerts.newer_than(all[1].number).size(), 1U);
    EXPECT_EQ(alerts.newer_than(all[2].number).size(), 0U);
}

TEST(SilentAlerts, only_the_newest_are_kept) {
    SilentAlerts alerts;
    for (std::uint64_t seq = 1; seq <= SilentAlerts::kKept; ++seq) alerts.raise(outcome(seq));
    EXPECT_EQ(alerts.newer_than(0).size(), SilentAlerts::kKept);
    EXPECT_EQ(alerts.newer_than(0).front().seq, 1U);
    alerts.raise(outcome(SilentAlerts::kKept + 1));
    EXPECT_EQ(alerts.newer_than(0).size(), SilentAlerts::kKept);
    EXPECT_EQ(alerts.newer_than(0).front().seq, 2U);
}

TEST(SilentAlerts, asking_again_and_again_pushes_no_recorded_one_out) {
    SilentAlerts alerts;
    alerts.raise(outcome(7));
    for (std::size_t i = 0; i < 2 * SilentAlerts::kKept; ++i) alerts.raise(outcome(0));
    const auto kept = alerts.newer_than(0);
    EXPECT_EQ(kept.size(), SilentAlerts::kUnrecordedKept + 1);
    EXPECT_EQ(kept.front().seq, 7U);
    EXPECT_EQ(kept.back().number, 2 * SilentAlerts::kKept + 1);
}

}  // namespace
}  // namespace kiosk::app
