// tests/unit/usb_scanner/ready_session.hpp — a session that went the usual way to ready.
#pragma once

#include <chrono>
#include <vector>

#include <gtest/gtest.h>

#include "drivers/usb_scanner/session.hpp"

namespace kiosk::drivers::test {

using Actions = std::vector<SessionAction>;

inline Instant ms(int value) {
    return Instant(std::chrono::milliseconds(value));
}

// Ready since 250 ms.
inline Session ready_session() {
    using enum SessionAction;
    Session session;
    EXPECT_EQ(session.arrived(ms(0)).actions, Actions{open});
    EXPECT_EQ(session.opened(OpenOutcome::opened, ms(0)).actions, Actions{claim});
    EXPECT_EQ(session.claimed(ClaimOutcome::claimed, ms(0)).actions,
              (Actions{prepare, reset_decoder, submit}));
    EXPECT_EQ(session.tick(ms(250)).state, ports::ReaderState::ready);
    return session;
}

}  // namespace kiosk::drivers::test
