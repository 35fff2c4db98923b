// tests/unit/usb_scanner/usb_begun_anew_test.cpp — libusb that does not start, or stops to work.
//
// The linker puts these functions before libusb's own (--wrap): its failures cannot be had
// otherwise.
#include <atomic>

#include <libusb.h>
#include <sys/time.h>

#include "tests/fakes/failing_sink.hpp"
#include "tests/unit/usb_scanner/usb_scanners_fixture.hpp"

namespace {

std::atomic<int> starts = 0;            // of libusb, within this test
std::atomic<int> starts_that_fail = 0;  // the first ones
std::atomic<int> broken_start = 0;      // the events of this one are never handled; 0: of none
std::atomic<int> rounds_that_fail = 0;  // the next ones

}  // namespace

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names
extern "C" {
int __real_libusb_init(libusb_context** context);
int __real_libusb_handle_events_timeout_completed(libusb_context* context, timeval* patience,
                                                  int* completed);

int __wrap_libusb_init(libusb_context** context) {
    return ++starts <= starts_that_fail ? LIBUSB_ERROR_OTHER : __real_libusb_init(context);
}

int __wrap_libusb_handle_events_timeout_completed(libusb_context* context, timeval* patience,
                                                  int* completed) {
    if (starts == broken_start || rounds_that_fail.fetch_sub(1) > 0) return LIBUSB_ERROR_IO;
    return __real_libusb_handle_events_timeout_completed(context, patience, completed);
}
}
// NOLINTEND(bugprone-reserved-identifier): the linker's names

namespace kiosk::drivers {
namespace {

class UsbBegunAnewTest : public UsbScannersTest {
  protected:
    void SetUp() override {
        starts = 0;
        starts_that_fail = 0;
        broken_start = 0;
        rounds_that_fail = 0;
    }

    bool reads(FakeDevice& device, const Bytes& packet, std::size_t scans) {
        device.send(packet);
        return sink_.wait_for_scans(scans).size() == scans;
    }
};

TEST_F(UsbBegunAnewTest, libusb_that_does_not_start_is_told_and_started_again) {
    starts_that_fail = 1;
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::failing, "usb-1"));
    EXPECT_EQ(sink_.last_sentence("usb-1"), "libusb does not start: LIBUSB_ERROR_OTHER.");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    EXPECT_EQ(starts, 2);
    EXPECT_TRUE(reads(device, report("after"), 1));
}

TEST_F(UsbBegunAnewTest, started_again_it_says_what_is_not_plugged_in) {
    starts_that_fail = 1;
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::failing, "usb-1"));
    ASSERT_TRUE(sink_.becomes(ReaderState::absent, "usb-1"));
}

TEST_F(UsbBegunAnewTest, events_that_fail_for_a_moment_cost_nothing) {
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    rounds_that_fail = 10;  // half a second
    EXPECT_TRUE(reads(device, report("one"), 1));
    EXPECT_EQ(sink_.last_sentence("usb-1"), "Scanner ready.");
    EXPECT_EQ(starts, 1);
}

TEST_F(UsbBegunAnewTest, events_that_fail_for_good_begin_libusb_anew) {
    FakeDevice device(bus_, hid_pos());
    FakeDevice line(bus_, {.port = "1-2", .number = 3, .descriptors = kCdcAcm});
    start({{.id = "1209:0001"}, {.id = "1209:0003"}});
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-2"));
    broken_start = 1;
    ASSERT_TRUE(sink_.becomes(ReaderState::failing, "usb-1"));
    EXPECT_EQ(sink_.last_sentence("usb-1"),
              "USB answers no more; it is begun anew within seconds.");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-2"));
    EXPECT_EQ(starts, 2);
    EXPECT_TRUE(reads(device, report("one"), 1));
    EXPECT_TRUE(reads(line, text("two\r"), 2));
}

TEST_F(UsbBegunAnewTest, what_is_thrown_on_its_thread_is_told_and_it_reads_on) {
    FakeDevice device(bus_, hid_pos());
    testing::FailingSink failing(sink_);
    std::vector<UsbScannerSettings> settings(1);
    settings[0].reader = "usb-1";
    settings[0].match.id = "1209:0001";
    scanners_.emplace(std::move(settings), failing, clock_);
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    device.send(report("lost"));
    ASSERT_TRUE(sink_.becomes(ReaderState::failing, "usb-1"));
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    EXPECT_TRUE(reads(device, report("one"), 1));
    scanners_.reset();  // before the sink that it reports to
}

TEST_F(UsbBegunAnewTest, stopped_while_nothing_comes_back_it_still_gives_the_interface_back) {
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    broken_start = 1;
    scanners_.reset();
    EXPECT_TRUE(device.wait_for_releases(1));
}

TEST_F(UsbBegunAnewTest, stopped_while_a_request_is_not_answered_it_gives_the_interface_back) {
    broken_start = 1;
    FakeDevice device(
        bus_, FakeDeviceSettings{.descriptors = kKeyboard, .report = descriptor_keyboard()});
    start_one("1209:0002");
    ASSERT_TRUE(device.wait_for_requests(1));
    scanners_.reset();
    EXPECT_TRUE(device.wait_for_releases(1));
    EXPECT_EQ(device.requests().size(), 1U);  // the others would not be answered either
}

TEST_F(UsbBegunAnewTest, a_request_whose_answer_never_comes_holds_nobody_up) {
    broken_start = 1;
    FakeDevice device(bus_, hid_pos());
    start_one("1209:0001");
    ASSERT_TRUE(sink_.becomes(ReaderState::ready, "usb-1"));
    EXPECT_EQ(starts, 2);
    EXPECT_TRUE(reads(device, report("one"), 1));
}

}  // namespace
}  // namespace kiosk::drivers
