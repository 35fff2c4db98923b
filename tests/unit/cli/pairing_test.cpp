// tests/unit/cli/pairing_test.cpp — which device is meant, and what its first scan proves.
#include "kiosk/cli/pairing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::cli {
namespace {

using drivers::UsbAttached;
using drivers::UsbMode;
using ::testing::HasSubstr;

UsbAttached device(std::string port, UsbMode mode, std::string serial = "") {
    UsbAttached one;
    one.description.vendor = 0x0C2E;
    one.description.product = static_cast<std::uint16_t>(0x0B60 + static_cast<int>(mode));
    one.description.port = std::move(port);
    one.description.serial = std::move(serial);
    drivers::UsbPlan plan;
    plan.mode = mode;
    one.reading = plan;
    return one;
}

config::Config config_with(config::UsbMatchSettings match) {
    config::Config config;
    auto& scanner = config.scanners.emplace_back();
    scanner.id = "usb-1";
    scanner.usb = std::move(match);
    return config;
}

TEST(DeviceToPair, is_the_only_new_scanner_and_never_a_keyboard) {
    const std::vector attached{device("1-1", UsbMode::keyboard), device("1-2", UsbMode::hid_pos)};
    const auto chosen = device_to_pair(attached, {}, "");
    ASSERT_TRUE(chosen.has_value()) << chosen.error().text;
    EXPECT_EQ(chosen->description.port, "1-2");
    const auto none = device_to_pair({attached[0]}, {}, "");
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().exit_code, ExitCode::not_found);
    const auto named = device_to_pair(attached, {}, "1-1");
    ASSERT_TRUE(named.has_value()) << named.error().text;
    EXPECT_EQ(named->description.port, "1-1");
}

TEST(DeviceToPair, is_asked_for_where_several_can_be_meant) {
    const std::vector attached{device("1-1", UsbMode::cdc_acm), device("1-2", UsbMode::hid_pos)};
    const auto chosen = device_to_pair(attached, {}, "");
    ASSERT_FALSE(chosen.has_value());
    EXPECT_EQ(chosen.error().exit_code, ExitCode::usage);
    EXPECT_THAT(chosen.error().text, HasSubstr("(1-1, 1-2)"));
}

TEST(DeviceToPair, is_none_that_the_configuration_reads) {
    const auto config = config_with({.id = "0c2e:0b60", .serial = {}, .port = {}});
    const std::vector attached{device("1-1", UsbMode::hid_pos)};
    EXPECT_EQ(device_to_pair(attached, config, "").error().exit_code, ExitCode::not_found);
    EXPECT_EQ(device_to_pair(attached, config, "1-1").error().exit_code, ExitCode::conflict);
}

TEST(DeviceToPair, in_a_mode_without_a_way_in_is_refused_with_what_to_do) {
    UsbAttached snapi = device("1-1", UsbMode::hid_pos);
    snapi.reading = drivers::UsbRefusal{"Scan the code HID POS."};
    EXPECT_EQ(device_to_pair({snapi}, {}, "1-1").error().text, "Scan the code HID POS.");
    snapi.reading = {};
    EXPECT_THAT(device_to_pair({snapi}, {}, "1-1").error().text, HasSubstr("no scanner"));
    EXPECT_THAT(device_to_pair({snapi}, {}, "1-9").error().text, HasSubstr("nothing"));
}

TEST(MatchFor, is_the_serial_where_it_tells_the_device_from_the_others) {
    const auto one = device("1-1", UsbMode::hid_pos, "AAA");
    const auto other = device("1-2", UsbMode::hid_pos, "BBB");
    const auto match = match_for(one.description, {one, other});
    EXPECT_EQ(match.id, "0c2e:0b60");
    EXPECT_EQ(match.serial, "AAA");
    EXPECT_EQ(match.port, "");
}

TEST(MatchFor, is_the_port_where_there_is_no_serial_or_the_same_twice_or_a_strange_one) {
    const auto none = device("1-1", UsbMode::hid_pos);
    EXPECT_EQ(match_for(none.description, {none}).port, "1-1");
    const auto one = device("1-1", UsbMode::hid_pos, "AAA");
    const auto twin = device("1-2", UsbMode::hid_pos, "AAA");
    EXPECT_EQ(match_for(one.description, {one, twin}).port, "1-1");
    EXPECT_EQ(match_for(one.description, {one, twin}).serial, "");
    const auto hostile = device("1-1", UsbMode::hid_pos, "A\"\nforce = true");
    EXPECT_EQ(match_for(hostile.description, {hostile}).serial, "");
}

TEST(JudgeTrial, takes_the_code_as_it_was_shown_and_nothing_around_it) {
    const std::string code(drivers::kCalibrationText);
    EXPECT_TRUE(judge_trial(code, std::nullopt).good);
    EXPECT_THAT(judge_trial("]Q1" + code, std::nullopt).advice, HasSubstr("prefix"));
    EXPECT_FALSE(judge_trial("]Q1" + code, std::nullopt).good);
    EXPECT_THAT(judge_trial("a ticket", std::nullopt).advice, HasSubstr("another code"));
}

TEST(JudgeTrial, knows_the_country_of_one_that_types_or_says_what_is_wrong) {
    const drivers::LayoutFinding german{
        .layout = drivers::KeyboardLayout::de, .exact = true, .wrong = {}};
    const auto found = judge_trial("whatever it spells", german);
    EXPECT_TRUE(found.good);
    EXPECT_EQ(found.layout, drivers::KeyboardLayout::de);
    const drivers::LayoutFinding strange{
        .layout = drivers::KeyboardLayout::us, .exact = false, .wrong = "@#"};
    const auto wrong = judge_trial("whatever", strange);
    EXPECT_FALSE(wrong.good);
    EXPECT_THAT(wrong.advice, HasSubstr("@#"));
}

TEST(ScannerToml, is_the_table_of_the_configuration) {
    EXPECT_EQ(scanner_toml("gate-usb", "gate-1", {.id = "0c2e:0b60", .serial = "AAA", .port = {}},
                           drivers::KeyboardLayout::fr),
              "[[scanner]]\nid      = \"gate-usb\"\nstation = \"gate-1\"\n"
              "match   = { subsystem = \"usb\", id = \"0c2e:0b60\", serial = \"AAA\" }\n"
              "layout  = \"fr\"\n");
    EXPECT_THAT(scanner_toml("u", "g", {.id = "0c2e:0b60", .serial = {}, .port = "1-2"}, {}),
                HasSubstr("port = \"1-2\" }\n"));
}

}  // namespace
}  // namespace kiosk::cli
