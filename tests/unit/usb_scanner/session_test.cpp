// tests/unit/usb_scanner/session_test.cpp — every way in which a scanner comes and goes.
#include "drivers/usb_scanner/session.hpp"

#include <gtest/gtest.h>

#include "tests/unit/usb_scanner/ready_session.hpp"

namespace kiosk::drivers {
namespace {

using enum SessionAction;
using ports::ReaderState;
using test::Actions;
using test::ms;
using test::ready_session;

TEST(Session, plugged_in_it_is_opened_claimed_drained_and_ready) {
    Session session;
    EXPECT_EQ(session.state(), SessionState::waiting);
    EXPECT_EQ(session.arrived(ms(0)).actions, Actions{open});
    EXPECT_EQ(session.opened(OpenOutcome::opened, ms(1)).actions, Actions{claim});
    EXPECT_EQ(session.claimed(ClaimOutcome::claimed, ms(10)).actions,
              (Actions{prepare, reset_decoder, submit}));
    EXPECT_EQ(session.deadline(), ms(260));
    EXPECT_EQ(session.tick(ms(259)).actions, Actions{});
    const auto step = session.tick(ms(260));
    EXPECT_EQ(step.actions, Actions{reset_decoder});
    EXPECT_EQ(step.state, ReaderState::ready);
    EXPECT_EQ(session.state(), SessionState::ready);
    EXPECT_EQ(session.deadline(), Instant::max());
}

TEST(Session, what_comes_before_it_is_ready_is_old) {
    Session session;
    (void)session.arrived(ms(0));
    (void)session.opened(OpenOutcome::opened, ms(0));
    (void)session.claimed(ClaimOutcome::claimed, ms(0));
    EXPECT_EQ(session.packet(ms(10)), PacketUse::drain);
    EXPECT_EQ(session.packet(ms(200)), PacketUse::drain);
    EXPECT_EQ(session.deadline(), ms(300));
    EXPECT_EQ(session.packet(ms(299)), PacketUse::drain);
    EXPECT_EQ(session.tick(ms(398)).state, std::nullopt);
    EXPECT_EQ(session.tick(ms(399)).state, ReaderState::ready);
    EXPECT_EQ(session.packet(ms(400)), PacketUse::scan);
}

TEST(Session, a_scanner_that_is_slow_to_answer_requests_is_drained_as_long_as_any) {
    Session session;
    (void)session.arrived(ms(0));
    (void)session.opened(OpenOutcome::opened, ms(0));
    (void)session.claimed(ClaimOutcome::claimed, ms(0));
    session.prepared(ms(1500));
    EXPECT_EQ(session.tick(ms(1500)).state, std::nullopt);
    EXPECT_EQ(session.packet(ms(1510)), PacketUse::drain);
    EXPECT_EQ(session.deadline(), ms(1750));
    EXPECT_EQ(session.tick(ms(1750)).state, ReaderState::ready);
}

TEST(Session, a_device_told_twice_is_one_session) {
    Session session;
    EXPECT_EQ(session.arrived(ms(0)).actions, Actions{open});
    EXPECT_EQ(session.arrived(ms(1)).actions, Actions{});
    Session ready = ready_session();
    EXPECT_EQ(ready.arrived(ms(300)).actions, Actions{});
    EXPECT_EQ(ready.state(), SessionState::ready);
}

TEST(Session, a_permission_that_comes_late_raises_no_alarm) {
    Session session;
    (void)session.arrived(ms(0));
    EXPECT_EQ(session.opened(OpenOutcome::denied, ms(0)).state, std::nullopt);
    EXPECT_EQ(session.deadline(), ms(100));
    EXPECT_EQ(session.tick(ms(100)).actions, Actions{open});
    EXPECT_EQ(session.opened(OpenOutcome::denied, ms(100)).state, std::nullopt);
    EXPECT_EQ(session.deadline(), ms(300));
    EXPECT_EQ(session.tick(ms(300)).actions, Actions{open});
    EXPECT_EQ(session.opened(OpenOutcome::opened, ms(300)).actions, Actions{claim});
}

TEST(Session, a_permission_that_never_comes_raises_one_alarm_and_is_tried_every_three_seconds) {
    for (const auto outcome : {OpenOutcome::denied, OpenOutcome::blocked}) {
        Session session;
        (void)session.arrived(ms(0));
        int now = 0;
        int alarms = 0;
        int tries = 0;
        while (now < 60'000) {
            const auto step = session.opened(outcome, ms(now));
            if (step.state) {
                ++alarms;
                EXPECT_EQ(step.state, ReaderState::failing);
                EXPECT_GE(now, 10'000);
                EXPECT_LT(now, 13'100);
            }
            const Instant next = session.deadline();
            EXPECT_LE(next - ms(now), kRetryLongest);
            now = static_cast<int>(next.time_since_epoch() / std::chrono::milliseconds(1));
            EXPECT_EQ(session.tick(next).actions, Actions{open});
            ++tries;
        }
        EXPECT_EQ(alarms, 1);
        EXPECT_LT(tries, 25);
    }
}

TEST(Session, an_interface_that_another_program_lets_go_is_taken_within_three_seconds) {
    Session session;
    (void)session.arrived(ms(0));
    (void)session.opened(OpenOutcome::opened, ms(0));
    Instant now = ms(0);
    bool told = false;
    for (int i = 0; i < 20; ++i) {
        told = session.claimed(ClaimOutcome::busy, now).state == ReaderState::failing || told;
        EXPECT_LE(session.deadline() - now, std::chrono::seconds(3));
        now = session.deadline();
        EXPECT_EQ(session.tick(now).actions, Actions{claim});
    }
    EXPECT_TRUE(told);
    EXPECT_EQ(session.claimed(ClaimOutcome::claimed, now).actions,
              (Actions{prepare, reset_decoder, submit}));
}

TEST(Session, unplugged_in_the_middle_of_everything_it_is_closed_and_gone) {
    const auto gone_from = [](Session session, const Actions& actions) {
        const auto step = session.left(ms(1000));
        EXPECT_EQ(step.actions, actions);
        EXPECT_EQ(step.state, ReaderState::absent);
        if (session.state() == SessionState::closing) {
            EXPECT_EQ(session.idle(ms(1001)).actions, Actions{close});
        }
        EXPECT_EQ(session.state(), SessionState::gone);
        EXPECT_EQ(session.deadline(), Instant::max());
        EXPECT_EQ(session.left(ms(1002)).state, std::nullopt);
    };
    Session session;
    (void)session.arrived(ms(0));
    gone_from(session, {});
    (void)session.opened(OpenOutcome::opened, ms(0));
    gone_from(session, {close});
    (void)session.claimed(ClaimOutcome::claimed, ms(0));
    gone_from(session, {reset_decoder, cancel});
    gone_from(ready_session(), {reset_decoder, cancel});
    Session recovering = ready_session();
    (void)recovering.fault(TransferFault::error, ms(999));
    gone_from(recovering, {reset_decoder, cancel});
}

TEST(Session, told_gone_twice_in_either_order_the_end_is_the_same) {
    Session session = ready_session();
    EXPECT_EQ(session.left(ms(300)).state, ReaderState::absent);
    EXPECT_EQ(session.left(ms(301)).state, std::nullopt);
    EXPECT_EQ(session.idle(ms(302)).actions, Actions{close});
    EXPECT_EQ(session.left(ms(303)).state, std::nullopt);
    EXPECT_EQ(session.state(), SessionState::gone);
}

TEST(Session, an_error_before_the_unplugging_does_not_delay_it) {
    Session session = ready_session();
    EXPECT_EQ(session.fault(TransferFault::error, ms(300)).actions, Actions{reset_decoder});
    EXPECT_EQ(session.left(ms(310)).state, ReaderState::absent);
    EXPECT_EQ(session.idle(ms(311)).actions, Actions{close});
    EXPECT_EQ(session.deadline(), Instant::max());
}

TEST(Session, plugged_in_again_it_starts_anew) {
    Session session = ready_session();
    (void)session.left(ms(300));
    (void)session.idle(ms(301));
    EXPECT_EQ(session.arrived(ms(400)).actions, Actions{open});
}

TEST(Session, plugged_in_again_while_it_closes_it_opens_when_closed) {
    Session session = ready_session();
    (void)session.left(ms(300));
    EXPECT_EQ(session.arrived(ms(301)).actions, Actions{});
    EXPECT_EQ(session.idle(ms(302)).actions, (Actions{close, open}));
    EXPECT_EQ(session.state(), SessionState::opening);
}

TEST(Session, stopped_it_gives_the_interface_back_and_reports_nothing) {
    Session session = ready_session();
    const auto step = session.stop(ms(300));
    EXPECT_EQ(step.actions, (Actions{reset_decoder, cancel}));
    EXPECT_EQ(step.state, std::nullopt);
    EXPECT_EQ(session.packet(ms(301)), PacketUse::ignore);
    EXPECT_EQ(session.idle(ms(302)).actions, Actions{close});
    EXPECT_EQ(session.state(), SessionState::waiting);
}

TEST(Session, stopped_before_it_was_open_there_is_nothing_to_do) {
    Session session;
    EXPECT_EQ(session.stop(ms(0)).actions, Actions{});
    (void)session.arrived(ms(0));
    EXPECT_EQ(session.stop(ms(1)).actions, Actions{});
    EXPECT_EQ(session.state(), SessionState::waiting);
}

TEST(Session, transfers_that_never_come_back_are_abandoned_after_a_second) {
    Session session = ready_session();
    (void)session.stop(ms(1000));
    EXPECT_EQ(session.deadline(), ms(2000));
    EXPECT_EQ(session.tick(ms(1999)).actions, Actions{});
    EXPECT_EQ(session.tick(ms(2000)).actions, Actions{abandon});
    EXPECT_EQ(session.state(), SessionState::waiting);
}

TEST(Session, a_scanner_that_goes_whenever_it_reads_has_too_little_power) {
    Session session = ready_session();
    Instant now = ms(1000);
    for (int time = 1; time <= kPowerLossesMax; ++time) {
        EXPECT_EQ(session.packet(now), PacketUse::scan);
        const auto step = session.left(now + std::chrono::milliseconds(999));
        EXPECT_EQ(step.sentence.find("power") != std::string::npos, time == kPowerLossesMax);
        (void)session.idle(now);
        (void)session.arrived(now);
        (void)session.opened(OpenOutcome::opened, now);
        (void)session.claimed(ClaimOutcome::claimed, now);
        now += std::chrono::seconds(5);
        (void)session.tick(now);
    }
    EXPECT_EQ(session.packet(now), PacketUse::scan);
    EXPECT_EQ(session.left(now + std::chrono::seconds(1)).state, ReaderState::absent);
}

TEST(Session, answers_that_come_too_late_change_nothing) {
    Session session = ready_session();
    EXPECT_EQ(session.opened(OpenOutcome::denied, ms(300)).actions, Actions{});
    EXPECT_EQ(session.claimed(ClaimOutcome::busy, ms(300)).actions, Actions{});
    EXPECT_EQ(session.idle(ms(300)).actions, Actions{});
    EXPECT_EQ(session.state(), SessionState::ready);
    (void)session.left(ms(301));
    (void)session.idle(ms(302));
    EXPECT_EQ(session.fault(TransferFault::error, ms(303)).actions, Actions{});
    EXPECT_EQ(session.packet(ms(303)), PacketUse::ignore);
}

}  // namespace
}  // namespace kiosk::drivers
