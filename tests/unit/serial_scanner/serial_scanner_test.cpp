// tests/unit/serial_scanner/serial_scanner_test.cpp — the driver on a real pseudo-terminal.
#include "drivers/serial_scanner/serial_scanner.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include "tests/fakes/failing_sink.hpp"
#include "tests/fakes/recording_sink.hpp"
#include "tests/fakes/steady_clock.hpp"

namespace kiosk::drivers {
namespace {

// The scanner's end of the line. The link stands for /dev/serial/by-id/...
class Pty {
  public:
    explicit Pty(const std::filesystem::path& link) : link_(link) {
        std::array<char, 128> name{};
        EXPECT_EQ(openpty(&master_, &slave_, name.data(), nullptr, nullptr), 0);
        std::filesystem::remove(link_);
        std::filesystem::create_symlink(name.data(), link_);
    }
    ~Pty() {
        std::filesystem::remove(link_);
        close(slave_);
        close(master_);
    }
    Pty(const Pty&) = delete;
    Pty& operator=(const Pty&) = delete;
    void send(const std::string& bytes) const {
        EXPECT_EQ(write(master_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }

  private:
    std::filesystem::path link_;
    int master_ = -1;
    int slave_ = -1;
};

class SerialScannerTest : public ::testing::Test {
  protected:
    SerialScannerTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "serial-XXXXXX").string();
        dir_ = mkdtemp(pattern.data());
        settings_ = {.reader = "usb-1",
                     .station = "desk-1",
                     .path = dir_ / "scanner",
                     .reopen_after = std::chrono::milliseconds(10)};
    }
    ~SerialScannerTest() override { std::filesystem::remove_all(dir_); }

    std::filesystem::path dir_;
    SerialScannerSettings settings_;
    testing::SteadyClock clock_;
    testing::RecordingSink sink_;
};

TEST_F(SerialScannerTest, codes_on_the_line_become_scans) {
    const Pty pty(settings_.path);
    const SerialScanner scanner(settings_, sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    pty.send("7f3kq\rsecond\r");
    const auto scans = sink_.wait_for_scans(2);
    ASSERT_EQ(scans.size(), 2U);
    EXPECT_EQ(scans[0].bytes, "7f3kq");
    EXPECT_EQ(scans[0].station, "desk-1");
    EXPECT_EQ(scans[0].reader, "usb-1");
    EXPECT_EQ(scans[1].bytes, "second");
}

TEST_F(SerialScannerTest, what_is_thrown_on_its_thread_is_told_and_it_reads_on) {
    const Pty pty(settings_.path);
    testing::FailingSink failing(sink_);
    const SerialScanner scanner(settings_, failing, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    pty.send("lost\r");
    EXPECT_EQ(sink_.report_with("cannot be read").state, ports::ReaderState::failing);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    pty.send("7f3kq\r");
    EXPECT_EQ(sink_.codes_once(1), std::vector<std::string>{"7f3kq"});
}

TEST_F(SerialScannerTest, a_code_without_terminator_is_ended_by_silence) {
    const Pty pty(settings_.path);
    const SerialScanner scanner(settings_, sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    pty.send("no-terminator");
    const auto scans = sink_.wait_for_scans(1);
    ASSERT_EQ(scans.size(), 1U);
    EXPECT_EQ(scans[0].bytes, "no-terminator");
}

TEST_F(SerialScannerTest, codes_sent_while_nobody_listened_are_no_scans) {
    const Pty pty(settings_.path);
    pty.send("old\r");
    const SerialScanner scanner(settings_, sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    pty.send("new\r");
    const auto scans = sink_.wait_for_scans(1);
    ASSERT_EQ(scans.size(), 1U);
    EXPECT_EQ(scans[0].bytes, "new");
}

TEST_F(SerialScannerTest, an_unplugged_scanner_is_reported_and_found_again) {
    const SerialScanner scanner(settings_, sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::absent));
    for (int round = 0; round < 3; ++round) {
        {
            const Pty pty(settings_.path);
            ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
        }
        ASSERT_TRUE(sink_.becomes(ports::ReaderState::absent)) << round;
    }
}

TEST_F(SerialScannerTest, a_path_that_is_no_serial_line_is_named) {
    std::ofstream(settings_.path) << "plain file";
    const SerialScanner scanner(settings_, sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::failing));
    EXPECT_EQ(sink_.last_sentence(),
              "serial line " + settings_.path.string() + ": not a serial line");
}

TEST_F(SerialScannerTest, every_baud_rate_of_the_configuration_is_known) {
    for (const int baud : {1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200}) {
        settings_.baud = baud;
        const Pty pty(settings_.path);
        testing::RecordingSink sink;
        const SerialScanner scanner(settings_, sink, clock_);
        EXPECT_TRUE(sink.becomes(ports::ReaderState::ready)) << baud;
    }
}

TEST_F(SerialScannerTest, an_unknown_baud_rate_is_named_with_the_known_ones) {
    settings_.baud = 1234;
    const SerialScanner scanner(settings_, sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::failing));
    EXPECT_NE(sink_.last_sentence().find("baud rate 1234; known: 1200,"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::drivers
