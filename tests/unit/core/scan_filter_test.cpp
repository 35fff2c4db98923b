// tests/unit/core/scan_filter_test.cpp — what counts as one scan.
#include "kiosk/core/engine/scan_filter.hpp"

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

using std::chrono::milliseconds;

Scan after(int ms, ScanSource source = ScanSource::scanner) {
    Scan scan;
    scan.source = source;
    scan.seen_at.mono = Instant(milliseconds(ms));
    return scan;
}

const CodeKey kOne{{1}};
const CodeKey kTwo{{2}};

TEST(ScanFilter, the_same_code_within_the_window_is_a_repeat) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.see("usb-1", kOne, after(0)).has_value());
    EXPECT_TRUE(filter.see("usb-1", kOne, after(2500)).has_value());
    EXPECT_FALSE(filter.see("usb-1", kOne, after(5001)).has_value());
}

TEST(ScanFilter, a_badge_held_before_a_camera_stays_one_scan) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.see("cam", kOne, after(0, ScanSource::camera)).has_value());
    for (int ms = 33; ms < 20'000; ms += 33) {
        EXPECT_TRUE(filter.see("cam", kOne, after(ms, ScanSource::camera)).has_value()) << ms;
    }
}

TEST(ScanFilter, a_trigger_pulled_again_and_again_is_heard_after_the_window) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.see("usb-1", kOne, after(0)).has_value());
    EXPECT_TRUE(filter.see("usb-1", kOne, after(2000)).has_value());
    EXPECT_FALSE(filter.see("usb-1", kOne, after(4000)).has_value());
}

TEST(ScanFilter, two_badges_in_one_picture_do_not_renew_each_other_as_new) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.see("cam", kOne, after(0)).has_value());
    EXPECT_FALSE(filter.see("cam", kTwo, after(0)).has_value());
    EXPECT_TRUE(filter.see("cam", kOne, after(33)).has_value());
    EXPECT_TRUE(filter.see("cam", kTwo, after(33)).has_value());
}

TEST(ScanFilter, another_reader_is_another_scan) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.see("usb-1", kOne, after(0)).has_value());
    EXPECT_FALSE(filter.see("usb-2", kOne, after(1)).has_value());
}

TEST(ScanFilter, whoever_was_let_through_elsewhere_since_has_been_away) {
    ScanFilter filter(milliseconds(2500));
    const Person one = kOne;
    filter.pass("out", one, Instant(milliseconds(0)));
    EXPECT_FALSE(filter.see("in", kOne, after(0)).has_value());
    filter.pass("in", one, Instant(milliseconds(0)));
    filter.pass("out", Person(kTwo), Instant(milliseconds(1)));
    const auto first = filter.see("in", kOne, after(2));
    ASSERT_TRUE(first.has_value());
    EXPECT_FALSE(filter.has_passed("in", one, *first)) << "before, here, and another";
    filter.pass("out", one, Instant(milliseconds(3)));
    const auto second = filter.see("in", kOne, after(4));
    EXPECT_TRUE(filter.has_passed("in", one, *second));
    filter.begin_anew("in", kOne, after(4));
    const auto third = filter.see("in", kOne, after(2504));
    ASSERT_TRUE(third.has_value());
    EXPECT_FALSE(filter.has_passed("in", one, *third));
    EXPECT_FALSE(filter.see("in", kOne, after(2505)).has_value());
}

TEST(ScanFilter, a_badge_that_a_camera_never_lost_was_not_away) {
    ScanFilter filter(milliseconds(2500));
    const Person one = kOne;
    EXPECT_FALSE(filter.see("in", kOne, after(0, ScanSource::camera)).has_value());
    filter.pass("out", one, Instant(milliseconds(100)));
    EXPECT_FALSE(
        filter.has_passed("in", one, *filter.see("in", kOne, after(500, ScanSource::camera))));
    filter.pass("out", one, Instant(milliseconds(600)));
    EXPECT_TRUE(
        filter.has_passed("in", one, *filter.see("in", kOne, after(1001, ScanSource::camera))));
}

}  // namespace
}  // namespace kiosk::core
