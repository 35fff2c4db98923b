// tests/unit/usb_scanner/usb_wanted_test.cpp — which device is read, and which of its codes.
#include "tests/unit/usb_scanner/usb_scanners_fixture.hpp"

namespace kiosk::drivers {
namespace {

TEST_F(UsbScannersTest, two_of_a_kind_are_told_apart_by_serial_or_port) {
    FakeDevice first(bus_, hid_pos("1-1", 2, "AAA"));
    FakeDevice second(bus_, hid_pos("1-2", 3, "BBB"));
    FakeDevice third(bus_, hid_pos("1-3", 4));
    start({{.id = "1209:0001", .serial = "BBB"}, {.id = "1209:0001", .port = "1-3"}});
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-2"));
    second.send(report("second"));
    ASSERT_EQ(sink_.wait_for_scans(1).size(), 1U);
    third.send(report("third"));
    const auto scans = sink_.wait_for_scans(2);
    ASSERT_EQ(scans.size(), 2U);
    EXPECT_EQ(scans[0].reader, "usb-1");
    EXPECT_EQ(scans[0].bytes, "second");
    EXPECT_EQ(scans[1].reader, "usb-2");
    EXPECT_EQ(first.claims(), 0U);
}

TEST_F(UsbScannersTest, a_keyboard_that_nobody_named_is_left_alone) {
    FakeDevice keyboard(bus_, {.descriptors = kKeyboard, .report = descriptor_keyboard()});
    FakeDevice scanner(bus_, hid_pos("1-2", 3));
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    EXPECT_EQ(keyboard.claims(), 0U);
}

TEST_F(UsbScannersTest, a_code_of_a_kind_that_is_not_wanted_is_left_out) {
    FakeDevice device(bus_, hid_pos());
    start({{.id = "1209:0001"}}, "dz");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    device.send(report("a-qr-code"));
    Bytes matrix = report("a-data-matrix");
    matrix[3] = 'd';
    device.send(matrix);
    const auto scans = sink_.wait_for_scans(1);
    ASSERT_EQ(scans.size(), 1U);
    EXPECT_EQ(scans[0].bytes, "a-data-matrix");
    EXPECT_EQ(sink_.report_with("left out").state, ReaderState::ready);
}

TEST_F(UsbScannersTest, a_serial_scanner_s_identifier_in_front_of_the_code_tells_its_kind) {
    FakeDevice device(bus_, {.descriptors = kCdcAcm});
    start({{.id = "1209:0003"}}, "d");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    device.send(text("]Q1left-out\r]d1taken\rplain\r"));
    const auto scans = sink_.wait_for_scans(2);
    ASSERT_EQ(scans.size(), 2U);
    EXPECT_EQ(scans[0].bytes, "]d1taken");
    EXPECT_EQ(scans[1].bytes, "plain");
}

TEST_F(UsbScannersTest, a_scanner_that_changed_its_mode_is_named) {
    start_one("1209:0001");
    {
        FakeDevice device(bus_, hid_pos());
        ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    }
    ASSERT_TRUE(sink_.becomes(ReaderState::absent, "usb-1"));
    FakeDevice keyboard(bus_, {.descriptors = kKeyboard, .report = descriptor_keyboard()});
    ASSERT_TRUE(sink_.becomes(ReaderState::failing, "usb-1"));
    EXPECT_THAT(sink_.last_sentence("usb-1"),
                ::testing::HasSubstr("1209:0002 instead of 1209:0001"));
    EXPECT_EQ(keyboard.claims(), 0U);
}

}  // namespace
}  // namespace kiosk::drivers
