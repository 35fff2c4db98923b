// tests/unit/storage/latency_window_test.cpp — percentiles by nearest rank.
#include "kiosk/storage/latency_window.hpp"

#include <gtest/gtest.h>

namespace kiosk::storage {
namespace {

using std::chrono::nanoseconds;

TEST(LatencyWindow, empty_window_says_zero) {
    EXPECT_EQ(LatencyWindow().percentile(50), nanoseconds(0));
}

TEST(LatencyWindow, percentiles_of_1_to_100_are_themselves) {
    LatencyWindow window;
    for (int i = 100; i >= 1; --i) window.add(nanoseconds(i));
    EXPECT_EQ(window.percentile(50), nanoseconds(50));
    EXPECT_EQ(window.percentile(99), nanoseconds(99));
    EXPECT_EQ(window.percentile(100), nanoseconds(100));
}

TEST(LatencyWindow, only_the_last_thousand_count) {
    LatencyWindow window;
    for (int i = 0; i < 500; ++i) window.add(nanoseconds(1'000'000));
    for (int i = 0; i < 1000; ++i) window.add(nanoseconds(7));
    EXPECT_EQ(window.percentile(100), nanoseconds(7));
}

}  // namespace
}  // namespace kiosk::storage
