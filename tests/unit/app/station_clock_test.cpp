// tests/unit/app/station_clock_test.cpp — whom the station believes about the time.
#include "kiosk/app/station_clock.hpp"

#include "manual_clocks.hpp"

namespace kiosk::app {
namespace {

TEST_F(StationClockTest, with_a_server_the_systems_time_and_error_are_taken) {
    clocks.reading.synced = true;
    clocks.reading.max_error = 12ms;
    const StationClock clock(clocks, 60s);
    clocks.pass(1h);
    EXPECT_EQ(clock.now(), (Timestamp{clocks.reading.mono, kNoon + 1h, ClockState::synced, 12ms}));
}

TEST_F(StationClockTest, without_the_server_the_error_grows_by_the_drift_of_a_quartz) {
    clocks.reading.synced = true;
    clocks.reading.max_error = 12ms;
    const StationClock clock(clocks, 60s);
    static_cast<void>(clock.now());
    clocks.reading.synced = false;
    clocks.pass(days(1));
    const Timestamp at = clock.now();
    EXPECT_EQ(at.clock, ClockState::holdover);
    EXPECT_EQ(at.error_bound, 12ms + 4320ms);
    EXPECT_EQ(at.utc, kNoon + days(1));
}

class Jump : public StationClockTest, public ::testing::WithParamInterface<UtcTime> {};

TEST_P(Jump, of_a_clock_that_was_set_by_a_server_is_not_followed) {
    clocks.reading.synced = true;
    clocks.reading.max_error = 12ms;
    const StationClock clock(clocks, 60s);
    static_cast<void>(clock.now());
    clocks.reading.synced = false;  // as the kernel does when somebody sets the clock
    clocks.reading.wall = GetParam();
    clocks.pass(10s);
    const Timestamp at = clock.now();
    EXPECT_EQ(at.utc, kNoon + 10s);
    EXPECT_EQ(at.clock, ClockState::stepped);
    EXPECT_LE(at.error_bound, 13ms);
    EXPECT_EQ(clock.view().code, "CLOCK-STEP");
    clocks.pass(1h);
    EXPECT_EQ(clock.now().utc, kNoon + 10s + 1h);
}

INSTANTIATE_TEST_SUITE_P(ADayAndTheEndsOfTime, Jump,
                         ::testing::Values(kNoon + days(1), kNoon - days(1), UtcTime{},
                                           UtcTime{milliseconds(2'147'483'648'000)},
                                           UtcTime{milliseconds(4'294'967'296'000)}));

TEST_F(StationClockTest, a_jump_that_nobody_can_judge_widens_the_error) {
    const StationClock clock(clocks, 60s);
    clocks.reading.wall += 20min;
    const Timestamp at = clock.now();
    EXPECT_EQ(at.utc, kNoon);
    EXPECT_EQ(at.clock, ClockState::stepped);
    EXPECT_EQ(at.error_bound, 60s + 20min);
}

TEST_F(StationClockTest, a_jump_that_is_taken_back_is_forgotten) {
    const StationClock clock(clocks, 60s);
    clocks.reading.wall += 1h;
    static_cast<void>(clock.now());
    clocks.reading.wall -= 1h;
    EXPECT_EQ(clock.now().clock, ClockState::unsynced);
    EXPECT_EQ(clock.view().code, "");
}

TEST_F(StationClockTest, a_server_ends_every_doubt) {
    const StationClock clock(clocks, 60s);
    clocks.reading.wall += days(1);
    static_cast<void>(clock.now());
    clocks.reading.synced = true;
    clocks.reading.max_error = 5ms;
    EXPECT_EQ(clock.now(),
              (Timestamp{clocks.reading.mono, kNoon + days(1), ClockState::synced, 5ms}));
}

TEST_F(StationClockTest, small_corrections_are_followed) {
    const StationClock clock(clocks, 60s);
    clocks.reading.wall += kClockJump;
    EXPECT_EQ(clock.now().utc, kNoon + kClockJump);
    clocks.reading.wall += kClockJump + 1ms;
    EXPECT_EQ(clock.now().utc, kNoon + kClockJump) << "one millisecond more is a jump";
}

TEST_F(StationClockTest, without_a_battery_time_goes_on_from_the_last_record) {
    clocks.reading.wall = UtcTime{};
    StationClock clock(clocks, kUnknownError);
    EXPECT_EQ(clock.view().code, "CLOCK-UNSURE");
    clock.compare_with({.built = kNoon - days(60), .recorded = kNoon});
    clocks.pass(1min);
    EXPECT_EQ(clock.now(),
              (Timestamp{clocks.reading.mono, kNoon + 1min, ClockState::saved, kUnknownError}));
}

TEST_F(StationClockTest, without_a_battery_a_time_that_somebody_sets_is_better_than_none) {
    clocks.reading.wall = UtcTime{};
    StationClock clock(clocks, kUnknownError);
    clock.compare_with({.built = kNoon - days(60), .recorded = kNoon});
    clocks.reading.wall = kNoon + 3h;
    EXPECT_EQ(clock.now().utc, kNoon + 3h);
    EXPECT_EQ(clock.now().error_bound, kUnknownError);
}

TEST_F(StationClockTest, a_record_behind_the_clock_changes_nothing) {
    StationClock clock(clocks, 60s);
    clock.compare_with({.built = kNoon - 1s, .vouched = kNoon - 1s, .recorded = kNoon - 1s});
    EXPECT_EQ(clock.now().clock, ClockState::unsynced);
    EXPECT_EQ(clock.now().utc, kNoon);
}

struct AtStart {
    const char* what;
    UtcTime wall;
    ClockState state;
    UtcTime then;  // the station's time
};

class Start : public StationClockTest, public ::testing::WithParamInterface<AtStart> {};

// The program is of January, a server was heard on the eighth, the last record is of the ninth.
TEST_P(Start, with_a_time_that_cannot_be_is_in_doubt) {
    clocks.reading.wall = GetParam().wall;
    StationClock clock(clocks, 60s);
    clock.compare_with(
        {.built = kNoon - days(60), .vouched = kNoon - days(2), .recorded = kNoon - days(1)});
    const Timestamp at = clock.now();
    EXPECT_EQ(at.clock, GetParam().state) << GetParam().what;
    EXPECT_EQ(at.utc, GetParam().then) << GetParam().what;
    const bool is_sure = GetParam().wall == kNoon;
    EXPECT_EQ(at.error_bound >= kUnknownError, !is_sure) << GetParam().what;
    EXPECT_EQ(clock.view().code, is_sure ? "" : "CLOCK-UNSURE") << GetParam().what;
    clocks.reading.synced = true;
    EXPECT_EQ(clock.now().utc, GetParam().wall) << "a server ends the doubt";
}

constexpr UtcTime kYear2038{milliseconds(2'147'483'648'000)};
constexpr UtcTime kYear2106{milliseconds(4'294'967'296'000)};

INSTANTIATE_TEST_SUITE_P(
    Table, Start,
    ::testing::Values(
        AtStart{"right", kNoon, ClockState::unsynced, kNoon},
        AtStart{"1970", UtcTime{}, ClockState::saved, kNoon - days(1)},
        AtStart{"before the program", kNoon - days(61), ClockState::saved, kNoon - days(1)},
        AtStart{"before a vouched record", kNoon - days(3), ClockState::saved, kNoon - days(1)},
        AtStart{"before a record", kNoon - days(1) - 60s - 1ms, ClockState::unsynced,
                kNoon - days(1) - 60s - 1ms},
        AtStart{"2038", kYear2038, ClockState::unsynced, kYear2038},
        AtStart{"2106", kYear2106, ClockState::unsynced, kYear2106}));

TEST_F(StationClockTest, two_idle_years_are_believed_and_a_moment_more_is_not) {
    for (const milliseconds more : {0ms, 1ms}) {
        StationClock clock(clocks, 60s);
        clock.compare_with({.built = kNoon - kIdleMax - more});
        EXPECT_EQ(clock.now().error_bound >= kUnknownError, more > 0ms);
    }
}

TEST_F(StationClockTest, a_record_of_2106_does_not_drag_the_clock_there) {
    StationClock clock(clocks, 60s);
    clock.compare_with({.built = kNoon - days(60), .recorded = kYear2106});
    EXPECT_EQ(clock.now().utc, kNoon);
    EXPECT_EQ(clock.view().code, "");
}

TEST_F(StationClockTest, records_that_nobody_vouched_for_are_told_from_those_of_a_server) {
    KnownTimes known;
    known.add({.mono = {}, .utc = kNoon, .clock = ClockState::holdover}, true);
    known.add({.mono = {}, .utc = kNoon + 1h, .clock = ClockState::saved}, true);
    known.add({.mono = {}, .utc = kNoon - 1h, .clock = ClockState::synced}, false);
    EXPECT_EQ(known.vouched, kNoon);
    EXPECT_EQ(known.recorded, kNoon + 1h);
    EXPECT_EQ(known.this_boot->utc, kNoon + 1h) << "the newest of this boot, not the latest";
}

class Stamp : public StationClockTest, public ::testing::WithParamInterface<milliseconds> {};

TEST_P(Stamp, that_was_there_before_a_jump_says_nothing_of_it) {
    clocks.reading.synced = true;
    clocks.reading.heard = kNoon - 5min;
    const StationClock clock(clocks, 60s);
    EXPECT_EQ(clock.now().clock, ClockState::synced);
    clocks.reading.wall += GetParam();
    EXPECT_EQ(clock.now().clock, ClockState::stepped);
    EXPECT_EQ(clock.now().utc, kNoon);
    clocks.pass(10s);
    EXPECT_EQ(clock.now().utc, kNoon + 10s);
    clocks.reading.heard = clocks.reading.wall - 1s;  // the server spoke again
    EXPECT_EQ(clock.now().clock, ClockState::synced);
    EXPECT_EQ(clock.now().utc, kNoon + 10s + GetParam());
}

INSTANTIATE_TEST_SUITE_P(BothWays, Stamp,
                         ::testing::Values(kClockJump + 1ms, milliseconds(20min), -kClockJump - 1ms,
                                           milliseconds(-20min)));

}  // namespace
}  // namespace kiosk::app
