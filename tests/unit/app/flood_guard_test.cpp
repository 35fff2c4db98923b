// tests/unit/app/flood_guard_test.cpp — who sends more codes than guests have is not listened to.
#include "kiosk/app/flood_guard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/recording_sink.hpp"
#include "tests/fakes/steady_clock.hpp"

namespace kiosk::app {
namespace {

using namespace std::chrono_literals;
using ports::ReaderState;

class FloodGuardTest : public ::testing::Test {
  protected:
    FloodGuardTest() { guard_.report({"usb-1", ReaderState::ready, "Scanner ready."}); }

    core::Scan scan(const std::string& code, std::chrono::milliseconds after,
                    const std::string& reader = "usb-1") {
        Timestamp at = start_;
        at.mono += after;
        return {.station = "desk-1", .reader = reader, .bytes = code, .seen_at = at};
    }
    void show(int codes, std::chrono::milliseconds apart, const std::string& reader = "usb-1") {
        for (int i = 0; i < codes; ++i) {
            guard_.post(scan(reader + std::to_string(shown_), shown_ * apart, reader));
            ++shown_;
        }
    }
    std::size_t passed() { return sink_.wait_for_scans(0).size(); }

    testing::SteadyClock clock_;
    Timestamp start_ = clock_.now();
    testing::RecordingSink sink_;
    FloodGuard guard_{{{"usb-1", 5}, {"usb-2", 5}}, sink_, clock_};
    int shown_ = 0;
};

TEST_F(FloodGuardTest, ten_different_codes_in_two_seconds_pass_and_the_next_does_not) {
    show(10, 200ms);
    EXPECT_EQ(passed(), 10U);
    EXPECT_EQ(sink_.last_sentence("usb-1"), "Scanner ready.");
    show(1, 200ms);  // at two seconds sharp
    EXPECT_EQ(passed(), 10U);
    EXPECT_EQ(sink_.last_sentence("usb-1"),
              "More than 5 different codes a second came from it: nothing is read from it for 5 "
              "seconds. Look at who holds it, and at its set-up.");
    show(5, 200ms);
    EXPECT_EQ(passed(), 10U);
}

TEST_F(FloodGuardTest, five_a_second_for_ever_are_no_flood) {
    show(200, 201ms);
    EXPECT_EQ(passed(), 200U);
}

TEST_F(FloodGuardTest, one_code_again_and_again_is_no_flood) {
    for (int i = 0; i < 100; ++i) guard_.post(scan("7f3kq", i * 30ms));
    EXPECT_EQ(passed(), 100U);
}

TEST_F(FloodGuardTest, the_others_are_heard_meanwhile_and_who_is_not_named_has_no_limit) {
    show(20, 1ms);
    ASSERT_EQ(passed(), 10U);
    show(1, 1ms, "usb-2");
    EXPECT_EQ(passed(), 11U);
    show(100, 1ms, "folder");
    EXPECT_EQ(passed(), 111U);
}

TEST_F(FloodGuardTest, after_the_pause_it_is_said_and_heard_again) {
    show(20, 1ms);
    ASSERT_TRUE(sink_.becomes(ReaderState::failing, "usb-1"));
    guard_.report({"usb-1", ReaderState::ready, "Scanner ready. Again."});
    EXPECT_TRUE(sink_.becomes(ReaderState::failing, "usb-1"));  // still
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    EXPECT_EQ(sink_.last_sentence("usb-1"), "Scanner ready. Again.");
    EXPECT_GE(clock_.now().mono - start_.mono, kSuspendedFor);
    guard_.post(scan("7f3kq", 6s));
    EXPECT_EQ(passed(), 11U);
}

TEST_F(FloodGuardTest, unplugged_meanwhile_it_says_so_and_is_not_called_ready) {
    show(20, 1ms);
    guard_.report({"usb-1", ReaderState::absent, "Scanner not connected: plug it in."});
    EXPECT_TRUE(sink_.becomes(ReaderState::absent, "usb-1"));
}

}  // namespace
}  // namespace kiosk::app
