// tests/unit/usb_scanner/session_recovery_test.cpp — transfers that fail, once and for ever.
#include <gtest/gtest.h>

#include "tests/unit/usb_scanner/ready_session.hpp"

namespace kiosk::drivers {
namespace {

using enum SessionAction;
using ports::ReaderState;
using test::Actions;
using test::ms;
using test::ready_session;

TEST(Session, an_error_is_tried_again_with_growing_pauses) {
    Session session = ready_session();
    Instant now = ms(1000);
    for (const int pause : {20, 50, 100, 200, 500, 500}) {
        EXPECT_EQ(session.fault(TransferFault::error, now).actions, Actions{reset_decoder});
        EXPECT_EQ(session.deadline(), now + std::chrono::milliseconds(pause));
        now = session.deadline();
        EXPECT_EQ(session.tick(now).actions, Actions{submit});
        EXPECT_EQ(session.state(), SessionState::ready);
    }
    EXPECT_EQ(session.packet(now), PacketUse::scan);
    (void)session.fault(TransferFault::error, now);
    EXPECT_EQ(session.deadline(), now + std::chrono::milliseconds(20));
}

TEST(Session, an_error_while_draining_goes_on_draining) {
    Session session;
    (void)session.arrived(ms(0));
    (void)session.opened(OpenOutcome::opened, ms(0));
    (void)session.claimed(ClaimOutcome::claimed, ms(0));
    (void)session.fault(TransferFault::error, ms(10));
    EXPECT_EQ(session.tick(ms(30)).actions, Actions{submit});
    EXPECT_EQ(session.packet(ms(31)), PacketUse::drain);
    EXPECT_EQ(session.tick(ms(279)).state, std::nullopt);
    EXPECT_EQ(session.tick(ms(280)).state, ReaderState::ready);
}

TEST(Session, a_stall_is_cleared_once_for_all_transfers_in_flight) {
    Session session = ready_session();
    EXPECT_EQ(session.fault(TransferFault::stalled, ms(300)).actions, Actions{reset_decoder});
    EXPECT_EQ(session.fault(TransferFault::stalled, ms(450)).actions, Actions{});
    EXPECT_EQ(session.idle(ms(451)).actions, (Actions{clear_halt, submit}));
    EXPECT_EQ(session.packet(ms(452)), PacketUse::scan);
    EXPECT_EQ(session.idle(ms(453)).actions, Actions{});
}

TEST(Session, a_stall_that_leaves_transfers_in_flight_is_cleared_soon_all_the_same) {
    Session session = ready_session();
    (void)session.fault(TransferFault::stalled, ms(300));
    EXPECT_EQ(session.tick(ms(499)).actions, Actions{});
    EXPECT_EQ(session.tick(ms(500)).actions, (Actions{clear_halt, submit}));
    EXPECT_EQ(session.packet(ms(501)), PacketUse::scan);
}

TEST(Session, more_than_was_asked_for_grows_the_buffers) {
    Session session = ready_session();
    EXPECT_EQ(session.fault(TransferFault::overflow, ms(300)).actions,
              (Actions{reset_decoder, grow_buffers}));
    EXPECT_EQ(session.tick(ms(320)).actions, Actions{submit});
}

// Drives a session whose every transfer ends in `fault` until it is faulty; gives the actions.
Actions until_faulty(Session& session, TransferFault fault, Instant& now) {
    Actions actions;
    for (int i = 0; i < 1000 && session.state() != SessionState::faulty; ++i) {
        SessionStep step;
        switch (session.state()) {
            case SessionState::opening: step = session.opened(OpenOutcome::opened, now); break;
            case SessionState::claiming: step = session.claimed(ClaimOutcome::claimed, now); break;
            case SessionState::draining:
            case SessionState::ready: step = session.fault(fault, now); break;
            case SessionState::closing: step = session.idle(now); break;
            default: now = session.deadline(); step = session.tick(now);
        }
        const bool alarm = step.state == ReaderState::failing;
        EXPECT_EQ(alarm, session.state() == SessionState::faulty);
        for (const auto action : step.actions) {
            if (action == reset_device || action == open) actions.push_back(action);
        }
    }
    return actions;
}

TEST(Session, what_never_ends_is_opened_anew_then_reset_then_left_alone_for_a_while) {
    for (const auto fault : {TransferFault::stalled, TransferFault::error, TransferFault::overflow,
                             TransferFault::refused}) {
        Session session = ready_session();
        Instant now = ms(300);
        EXPECT_EQ(until_faulty(session, fault, now), (Actions{open, reset_device, open}));
        EXPECT_EQ(session.deadline(), now + std::chrono::seconds(30));
        now = session.deadline();
        EXPECT_EQ(session.tick(now).actions, Actions{open});
        EXPECT_EQ(until_faulty(session, fault, now), Actions{});
        EXPECT_EQ(session.deadline(), now + std::chrono::seconds(30));
    }
}

TEST(Session, ten_errors_in_thirty_seconds_pass_and_the_eleventh_opens_anew) {
    Session session = ready_session();
    Instant now = ms(1000);
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(session.fault(TransferFault::error, now).actions, Actions{reset_decoder});
        now = session.deadline();
        (void)session.tick(now);
    }
    EXPECT_EQ(session.fault(TransferFault::error, now).actions, (Actions{reset_decoder, cancel}));
    EXPECT_EQ(session.idle(now).actions, (Actions{close, open}));
}

TEST(Session, a_scanner_that_was_sound_for_long_is_given_all_its_chances_again) {
    Session session = ready_session();
    (void)session.fault(TransferFault::refused, ms(1000));
    (void)session.idle(ms(1000));
    (void)session.opened(OpenOutcome::opened, ms(1000));
    (void)session.claimed(ClaimOutcome::claimed, ms(1000));
    (void)session.tick(ms(1250));
    (void)session.fault(TransferFault::refused, ms(31'250));
    EXPECT_EQ(session.idle(ms(31'250)).actions, (Actions{close, open}));
}

}  // namespace
}  // namespace kiosk::drivers
