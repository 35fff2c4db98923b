// tests/unit/app/station_clock_restart_test.cpp — what a start believes of the time after a jump.
#include <algorithm>

#include "manual_clocks.hpp"

namespace kiosk::app {
namespace {

class Restart : public StationClockTest, public ::testing::WithParamInterface<milliseconds> {
  protected:
    // A minute before, in the same boot.
    static KnownTimes after(Timestamp last) {
        last.mono = Instant(5s) - 1min;
        last.utc = kNoon - 1min;
        KnownTimes known{.built = kNoon - days(60)};
        known.add(last, true);
        return known;
    }
};

TEST_P(Restart, after_a_jump_in_the_same_boot_does_not_make_it_right) {
    clocks.reading.mono = Instant(5s);
    clocks.reading.wall = kNoon + GetParam();
    StationClock clock(clocks, 60s);
    clock.compare_with(
        after({.mono = {}, .utc = {}, .clock = ClockState::unsynced, .error_bound = 60s}));
    EXPECT_EQ(clock.view().code, "CLOCK-STEP");
    EXPECT_EQ(clock.now().utc, kNoon);
    EXPECT_GT(clock.now().error_bound, std::min<milliseconds>(std::chrono::abs(GetParam()), 1h));
    clocks.pass(1h);
    EXPECT_EQ(clock.now().utc, kNoon + 1h);
    clocks.reading.wall = kNoon + 1h;  // taken back
    EXPECT_EQ(clock.view().code, "");
    clocks.reading.wall += GetParam();
    EXPECT_EQ(clock.view().code, "CLOCK-STEP");
    clocks.reading.synced = true;
    EXPECT_EQ(clock.view().code, "") << "a server ends it";
}

TEST_P(Restart, after_a_server_was_heard_leaves_nobody_in_doubt) {
    clocks.reading.wall = kNoon + GetParam();
    for (const auto before : {ClockState::synced, ClockState::holdover, ClockState::stepped}) {
        StationClock clock(clocks, 60s);
        clock.compare_with(after({.mono = {}, .utc = {}, .clock = before, .error_bound = 12ms}));
        EXPECT_EQ(clock.now().utc, kNoon);
        EXPECT_LE(clock.now().error_bound, 1s);
        EXPECT_EQ(clock.view().code, "CLOCK-STEP");
    }
}

INSTANTIATE_TEST_SUITE_P(Jumps, Restart,
                         ::testing::Values(days(1), days(7), days(60), days(400), -days(1), 2s,
                                           milliseconds(-2000)));

TEST_P(Restart, again_and_again_is_the_same_doubt) {
    clocks.reading.wall = kNoon + GetParam();
    Timestamp last{.mono = {}, .utc = {}, .clock = ClockState::unsynced, .error_bound = 60s};
    for (int start = 0; start < 5; ++start) {
        StationClock clock(clocks, 60s);
        clock.compare_with(after(last));
        EXPECT_EQ(clock.view().code, "CLOCK-STEP") << start;
        EXPECT_EQ(clock.now().utc, kNoon) << start;
        last = clock.now();
        EXPECT_GE(last.error_bound, std::min(std::chrono::abs(GetParam()), kUnknownError)) << start;
    }
}

TEST_F(Restart, of_the_machine_or_after_a_time_that_was_worth_nothing_believes_the_clock) {
    clocks.reading.wall = kNoon + days(1);
    KnownTimes of_another_boot{.built = kNoon - days(60)};
    of_another_boot.add({.mono = Instant(1s), .utc = kNoon}, false);
    const auto worth_nothing =
        after({.mono = {}, .utc = {}, .clock = ClockState::saved, .error_bound = kUnknownError});
    for (const auto& known : {of_another_boot, worth_nothing}) {
        StationClock clock(clocks, 60s);
        clock.compare_with(known);
        EXPECT_EQ(clock.view().code, "");
        EXPECT_EQ(clock.now().utc, kNoon + days(1));
    }
}

TEST_F(Restart, without_a_jump_changes_nothing) {
    for (const milliseconds off : {-1000ms, 0ms, 1000ms}) {
        clocks.reading.wall = kNoon + off;
        StationClock clock(clocks, 60s);
        clock.compare_with(
            after({.mono = {}, .utc = {}, .clock = ClockState::unsynced, .error_bound = 60s}));
        EXPECT_EQ(clock.view().code, "") << off.count();
        EXPECT_EQ(clock.now().utc, kNoon + off);
    }
}

}  // namespace
}  // namespace kiosk::app
