// tests/unit/camera/codes_in_view_test.cpp — of what is before the camera, one badge is one scan.
#include "drivers/camera/codes_in_view.hpp"

#include <gtest/gtest.h>

namespace kiosk::drivers {
namespace {

using namespace std::chrono_literals;

const Instant kStart{1h};
constexpr auto kFrame = 33ms;

// Looks at the same codes again and again for so long, from `now` on; what arrived, in order.
std::vector<std::string> hold(CodesInView& view, const std::vector<std::string>& codes,
                              Instant& now, std::chrono::milliseconds time) {
    std::vector<std::string> arrived;
    for (const Instant end = now + time; now < end; now += kFrame) {
        const auto look = view.look(codes, now);
        if (look.arrived) arrived.push_back(*look.arrived);
    }
    return arrived;
}

using Codes = std::vector<std::string>;

TEST(CodesInView, sixty_frames_of_one_code_are_one_event) {
    CodesInView view;
    Instant now = kStart;
    EXPECT_EQ(hold(view, {"7f3kq"}, now, 60 * kFrame), Codes{"7f3kq"});
}

TEST(CodesInView, a_code_that_was_gone_for_a_second_counts_again) {
    CodesInView view;
    EXPECT_TRUE(view.look({"7f3kq"}, kStart).arrived);
    EXPECT_FALSE(view.look({"7f3kq"}, kStart + 999ms).arrived);
    EXPECT_TRUE(view.look({"7f3kq"}, kStart + 1999ms).arrived);
    EXPECT_TRUE(view.look({"7f3kq"}, kStart + 1999ms + 1200ms).arrived);
}

TEST(CodesInView, of_two_tickets_neither_counts_and_that_is_told_once) {
    CodesInView view;
    Instant now = kStart;
    const auto first = view.look({"left", "right"}, now);
    EXPECT_FALSE(first.arrived);
    EXPECT_TRUE(first.is_crowded);
    EXPECT_TRUE(view.in_doubt());
    for (int i = 0; i < 60; ++i) {
        now += kFrame;
        const auto look = view.look({"right", "left"}, now);
        EXPECT_FALSE(look.arrived);
        EXPECT_FALSE(look.is_crowded);
    }
}

TEST(CodesInView, the_one_of_two_that_stays_counts_once_it_was_alone_for_a_while) {
    CodesInView view;
    Instant now = kStart;
    ASSERT_EQ(hold(view, {"left", "right"}, now, 500ms), Codes{});
    const Instant alone = now;
    EXPECT_EQ(hold(view, {"right"}, now, kAloneFor), Codes{});
    EXPECT_EQ(hold(view, {"right"}, now, 1s), Codes{"right"});
    EXPECT_GE(now - alone, kAloneFor);
    EXPECT_FALSE(view.in_doubt());
}

TEST(CodesInView, codes_that_are_unread_in_turn_are_not_alone) {
    CodesInView view;
    Instant now = kStart;
    ASSERT_EQ(hold(view, {"left", "right"}, now, 100ms), Codes{});
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(hold(view, {i % 2 == 0 ? "left" : "right"}, now, 100ms), Codes{});
    }
}

TEST(CodesInView, after_two_went_away_the_next_counts_at_once) {
    CodesInView view;
    ASSERT_TRUE(view.look({"left", "right"}, kStart).is_crowded);
    EXPECT_TRUE(view.look({"left"}, kStart + kGoneAfter).arrived);
    EXPECT_FALSE(view.in_doubt());
}

TEST(CodesInView, the_next_guest_s_badge_waits_until_the_last_one_s_is_gone) {
    CodesInView view;
    Instant now = kStart;
    ASSERT_EQ(hold(view, {"last"}, now, 300ms), Codes{"last"});
    EXPECT_FALSE(view.look({"last", "next"}, now).is_crowded) << "the last one's yes stays";
    EXPECT_EQ(hold(view, {"last", "next"}, now, 300ms), Codes{});
    EXPECT_EQ(hold(view, {"next"}, now, 1s), Codes{"next"});
}

TEST(CodesInView, a_ticket_beside_a_poster_and_a_contact_card_counts) {
    CodesInView view;
    const auto look = view.look(
        {"https://example.org/programme", "7f3kq", "BEGIN:VCARD\nFN:Ama", "7f3kq"}, kStart);
    EXPECT_EQ(look.arrived, "7f3kq");
    EXPECT_FALSE(look.is_crowded);
}

TEST(CodesInView, a_poster_alone_is_a_scan_so_that_the_guest_hears_of_it) {
    CodesInView view;
    EXPECT_EQ(view.look({"WIFI:S:hall;;", "https://example.org"}, kStart).arrived, "WIFI:S:hall;;");
}

TEST(CodesInView, what_everybody_knows_to_be_no_ticket_is_none) {
    for (const char* const code :
         {"WIFI:S:hall;T:WPA;P:secret;;", "wifi:S:hall", "BEGIN:VCARD\nEND:VCARD", "MECARD:N:Ama;;",
          "otpauth://totp/x", "upi://pay?pa=x", "mailto:a@example.org", "TEL:+233", "geo:5.6,-0.2",
          "http://example.org", "HTTPS://example.org/t", "damaged\x18"}) {
        EXPECT_TRUE(is_no_ticket(code)) << code;
    }
    for (const char* const code : {"7f3kq8wz", "", "wifi", "https://tickets.example/t/7f3kq8wz",
                                   "AK1.eyJ", "tel", "{\"id\":7}"}) {
        EXPECT_FALSE(is_no_ticket(code)) << code;
    }
}

TEST(CodesInView, in_a_scene_that_stands_still_a_code_stays_in_view) {
    CodesInView view;
    ASSERT_TRUE(view.look({"held still"}, kStart).arrived);
    for (int i = 0; i < 100; ++i)
        view.nothing_moved(kStart + i * kFrame, kStart + (i + 1) * kFrame);
    EXPECT_FALSE(view.look({"held still"}, kStart + 101 * kFrame).arrived);
}

TEST(CodesInView, in_a_scene_that_stands_still_the_doubt_stays_too) {
    CodesInView view;
    ASSERT_TRUE(view.look({"left", "right"}, kStart).is_crowded);
    for (int i = 0; i < 100; ++i)
        view.nothing_moved(kStart + i * kFrame, kStart + (i + 1) * kFrame);
    const auto look = view.look({"left"}, kStart + 101 * kFrame);
    EXPECT_FALSE(look.arrived) << "the other may be unread in this frame";
}

TEST(CodesInView, what_was_gone_before_the_scene_stood_still_is_not_in_view) {
    CodesInView view;
    ASSERT_TRUE(view.look({"old"}, kStart).arrived);
    const Instant last_look = kStart + 500ms;
    static_cast<void>(view.look({}, last_look));
    view.nothing_moved(last_look, kStart + 600ms);
    EXPECT_TRUE(view.look({"old"}, kStart + 1100ms).arrived);
}

}  // namespace
}  // namespace kiosk::drivers
