// tests/unit/usb_scanner/usb_scanners_test.cpp — scanners plugged into a real libusb, and pulled.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>

#include <malloc.h>

#include "tests/unit/usb_scanner/usb_scanners_fixture.hpp"

namespace kiosk::drivers {
namespace {

TEST_F(UsbScannersTest, a_hid_pos_scanner_that_is_there_at_the_start_is_read) {
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    device.send(report("HELLO-QR-0001"));
    device.send(report(std::string(56, 'a'), true));
    device.send(report("b"));
    const auto scans = sink_.wait_for_scans(2);
    ASSERT_EQ(scans.size(), 2U);
    EXPECT_EQ(scans[0].bytes, "HELLO-QR-0001");
    EXPECT_EQ(scans[0].reader, "usb-1");
    EXPECT_EQ(scans[0].station, "gate-1");
    EXPECT_EQ(scans[1].bytes, std::string(56, 'a') + "b");
    EXPECT_EQ(device.requests(), (std::vector<FakeRequest>{{0x21, 0x0A, 0, 0, {}}}));
}

TEST_F(UsbScannersTest, one_that_is_plugged_in_later_is_read_too) {
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::absent, "usb-1"));
    FakeDevice device(bus_, hid_pos());
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    device.send(report("later"));
    ASSERT_EQ(sink_.wait_for_scans(1).size(), 1U);
}

TEST_F(UsbScannersTest, a_keyboard_scanner_is_told_its_mode_and_its_lamps) {
    FakeDevice device(bus_, {.descriptors = kKeyboard, .report = descriptor_keyboard()});
    start_one("1209:0002");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    EXPECT_EQ(device.requests(),
              (std::vector<FakeRequest>{
                  {0x21, 0x0A, 0, 0, {}}, {0x21, 0x0B, 1, 0, {}}, {0x21, 0x09, 0x0200, 0, {0}}}));
    for (const auto keys : {"02 00 0b 00 00 00 00 00", "00 00 00 00 00 00 00 00",
                            "00 00 0c 00 00 00 00 00", "00 00 28 00 00 00 00 00"}) {
        device.send(from_text(keys));
    }
    const auto scans = sink_.wait_for_scans(1);
    ASSERT_EQ(scans.size(), 1U);
    EXPECT_EQ(scans[0].bytes, "Hi");
}

TEST_F(UsbScannersTest, a_serial_scanner_gets_its_line_and_gives_it_back) {
    FakeDevice device(bus_, {.descriptors = kCdcAcm});
    start_one("1209:0003");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    device.send(text("abc\rde"));
    device.send(text("f\r\n"));
    const auto scans = sink_.wait_for_scans(2);
    ASSERT_EQ(scans.size(), 2U);
    EXPECT_EQ(scans[0].bytes, "abc");
    EXPECT_EQ(scans[1].bytes, "def");
    scanners_.reset();
    const auto requests = device.requests();
    ASSERT_EQ(requests.size(), 3U);
    EXPECT_EQ(requests[0], (FakeRequest{0x21, 0x20, 0, 0, from_text("80 25 00 00 00 00 08")}));
    EXPECT_EQ(requests[1], (FakeRequest{0x21, 0x22, 3, 0, {}}));
    EXPECT_EQ(requests[2], (FakeRequest{0x21, 0x22, 0, 0, {}}));
    EXPECT_TRUE(device.wait_for_releases(2));
}

TEST_F(UsbScannersTest, what_waited_in_the_scanner_is_told_and_never_counted) {
    FakeDevice device(bus_, hid_pos());
    for (const auto old : {"old-1", "old-2", "old-3"}) device.send(report(old));
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    EXPECT_EQ(sink_.last_sentence("usb-1"),
              "Scanner ready. 3 codes read while nobody listened were not counted: scan again.");
    EXPECT_EQ(sink_.report_with("3 codes").drained, 3U);
    device.send(report("new"));
    const auto scans = sink_.wait_for_scans(1);
    ASSERT_EQ(scans.size(), 1U);
    EXPECT_EQ(scans[0].bytes, "new");
}

TEST_F(UsbScannersTest, what_waited_in_a_scanner_that_answers_no_request_is_never_counted) {
    FakeDevice device(bus_, hid_pos());
    device.answer_no_request();
    device.send(report("old"));
    constexpr std::chrono::milliseconds kGivenUpAfter{500};
    const auto begin = clock_.now().mono;
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    EXPECT_GE(clock_.now().mono - begin, kGivenUpAfter + kDrainAtLeast);
    device.send(report("new"));
    const auto scans = sink_.wait_for_scans(1);
    ASSERT_EQ(scans.size(), 1U);
    EXPECT_EQ(scans[0].bytes, "new");
}

TEST_F(UsbScannersTest, an_empty_packet_is_no_code_and_its_transfer_goes_on) {
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    for (int i = 0; i < 8; ++i) device.send({});  // each of the four transfers twice
    device.send(report("after"));
    const auto scans = sink_.wait_for_scans(1);
    ASSERT_EQ(scans.size(), 1U);
    EXPECT_EQ(scans[0].bytes, "after");
    EXPECT_TRUE(device.wait_for_transfers(4));
}

TEST_F(UsbScannersTest, a_stall_is_cleared_and_the_next_code_is_read) {
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    device.end_every_transfer(-EPIPE, /*forever=*/false);
    ASSERT_TRUE(device.wait_for_cleared_halts(1));
    device.send(report("after"));
    EXPECT_EQ(sink_.wait_for_scans(1).size(), 1U);
}

TEST_F(UsbScannersTest, an_error_or_too_much_at_once_is_got_over) {
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    std::size_t scans = 0;
    for (const int error : {-EPROTO, -EOVERFLOW}) {
        ASSERT_TRUE(device.wait_for_transfers(4));
        device.send(report("half of it", true));
        ASSERT_TRUE(device.wait_for_transfers(4));
        device.end_transfer(error);
        ASSERT_TRUE(device.wait_for_transfers(4));
        device.send(report("after"));
        const auto seen = sink_.wait_for_scans(++scans);
        ASSERT_EQ(seen.size(), scans);
        EXPECT_EQ(seen.back().bytes, "after");
    }
}

TEST_F(UsbScannersTest, a_scanner_that_stalls_for_ever_is_named_and_does_not_spin) {
    FakeDevice device(bus_, hid_pos());
    device.end_every_transfer(-EPIPE, /*forever=*/true);
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::failing, "usb-1"));
    EXPECT_NE(sink_.last_sentence("usb-1").find("does not answer"), std::string::npos);
    EXPECT_TRUE(device.wait_for_releases(3));
    EXPECT_TRUE(device.wait_for_transfers(0));
}

TEST_F(UsbScannersTest, an_interface_of_another_program_is_taken_when_it_is_free) {
    FakeDevice device(bus_, hid_pos());
    device.hold_by_another_program(true);
    start_one("1209:0001");
    device.hold_by_another_program(false);
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
}

TEST_F(UsbScannersTest, pulled_in_the_middle_of_a_code_the_half_is_dropped) {
    start_one("1209:0001");
    {
        FakeDevice device(bus_, hid_pos());
        ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
        device.send(report(std::string(56, 'a'), true));
        device.unplug();
        ASSERT_TRUE(sink_.becomes(ReaderState::absent, "usb-1"));
    }
    FakeDevice device(bus_, hid_pos("1-1", 3));
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    device.send(report("whole"));
    const auto scans = sink_.wait_for_scans(1);
    ASSERT_EQ(scans.size(), 1U);
    EXPECT_EQ(scans[0].bytes, "whole");
}

struct Held {
    long files;
    long threads;
    long memory;  // bytes; 0 under a sanitizer or valgrind, which look for lost blocks themselves
};

Held held(testing::RecordingSink& sink) {
    sink.forget();
    const auto entries = [](const char* folder) {
        return std::distance(std::filesystem::directory_iterator(folder), {});
    };
    return {entries("/proc/self/fd"), entries("/proc/self/task"),
            static_cast<long>(mallinfo2().uordblks)};
}

TEST_F(UsbScannersTest, two_hundred_plugs_leave_no_file_no_thread_and_no_memory_behind) {
    constexpr int kPlugs = 200;
    constexpr long kLess = 250;  // bytes a plug: umockdev keeps some, a lost transfer is more
    start_one("1209:0001");
    Held before{};
    for (int cycle = 0; cycle < kPlugs; ++cycle) {
        FakeDevice device(bus_, hid_pos());
        ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1")) << cycle;
        if (cycle == kPlugs / 2) before = held(sink_);
        if (cycle == kPlugs - 1) {
            const Held after = held(sink_);
            EXPECT_LE(after.files, before.files + 2);
            EXPECT_LE(after.threads, before.threads + 1);  // one of umockdev's may be about to end
            EXPECT_LE(after.memory, before.memory + kPlugs / 2 * kLess);
        }
        device.unplug();
        ASSERT_TRUE(sink_.becomes(ReaderState::absent, "usb-1")) << cycle;
    }
}

TEST_F(UsbScannersTest, a_cancelling_that_comes_too_late_is_no_trouble) {
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    ASSERT_TRUE(device.wait_for_transfers(4));
    device.end_too_late_to_cancel();
    device.send(report("old-1"));
    const auto begin = clock_.now().mono;
    scanners_.reset();
    EXPECT_EQ(device.late_cancels(), 1U);
    EXPECT_TRUE(device.wait_for_releases(1));
    EXPECT_LT(clock_.now().mono - begin, kTransfersBackWithin);  // else they were abandoned
}

TEST_F(UsbScannersTest, stopped_it_gives_the_interface_back) {
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    device.send(report(std::string(56, 'a'), true));
    scanners_.reset();
    EXPECT_TRUE(device.wait_for_releases(1));
    EXPECT_TRUE(device.wait_for_transfers(0));
    EXPECT_TRUE(sink_.wait_for_scans(0).empty());
}

}  // namespace
}  // namespace kiosk::drivers
