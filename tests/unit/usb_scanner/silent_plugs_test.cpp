// tests/unit/usb_scanner/silent_plugs_test.cpp — plugs that nobody announced, noticed by looking.
#include "drivers/usb_scanner/silent_plugs.hpp"

#include <gtest/gtest.h>

namespace kiosk::drivers {
namespace {

using Ports = std::vector<std::string>;

TEST(SilentPlugs, a_device_missing_at_two_looks_begins_libusb_anew_once) {
    SilentPlugs plugs;
    EXPECT_FALSE(plugs.look({"1-1", "1-2"}, {"1-1"}));  // its announcement may be on its way
    EXPECT_TRUE(plugs.look({"1-1", "1-2"}, {"1-1"}));
    EXPECT_FALSE(plugs.look({"1-1", "1-2"}, {"1-1"}));  // in vain: not each five seconds again
    EXPECT_FALSE(plugs.look({"1-1", "1-2"}, {"1-1"}));
}

TEST(SilentPlugs, what_was_announced_is_nothing_to_do) {
    SilentPlugs plugs;
    EXPECT_FALSE(plugs.look({"1-1"}, {"1-1"}));
    EXPECT_FALSE(plugs.look({"1-1"}, {"1-1"}));
    EXPECT_FALSE(plugs.look({}, {"1-1"}));  // gone, which its transfers tell
    EXPECT_FALSE(plugs.look({}, {"1-1"}));
}

TEST(SilentPlugs, an_announcement_between_two_looks_is_in_time) {
    SilentPlugs plugs;
    EXPECT_FALSE(plugs.look({"1-1"}, {}));
    EXPECT_FALSE(plugs.look({"1-1"}, {"1-1"}));
    EXPECT_FALSE(plugs.look({"1-1"}, {}));
}

TEST(SilentPlugs, a_port_that_was_empty_is_looked_at_again) {
    SilentPlugs plugs;
    static_cast<void>(plugs.look({"1-1"}, {}));
    ASSERT_TRUE(plugs.look({"1-1"}, {}));
    EXPECT_FALSE(plugs.look({}, {}));
    EXPECT_FALSE(plugs.look({"1-1"}, {}));
    EXPECT_TRUE(plugs.look({"1-1"}, {}));
}

TEST(SilentPlugs, what_was_pulled_and_plugged_in_again_without_a_word_is_found) {
    SilentPlugs plugs;
    EXPECT_FALSE(plugs.look({"1-1@3"}, {"1-1@2"}));
    EXPECT_TRUE(plugs.look({"1-1@3"}, {"1-1@2"}));
    EXPECT_FALSE(plugs.look({"1-1@4"}, {"1-1@3"}));
    EXPECT_TRUE(plugs.look({"1-1@4"}, {"1-1@3"}));
}

}  // namespace
}  // namespace kiosk::drivers
