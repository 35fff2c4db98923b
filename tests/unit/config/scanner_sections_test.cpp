// tests/unit/config/scanner_sections_test.cpp — scanners as written, and each slip with its place.
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.hpp"

namespace kiosk::config {
namespace {

// A scanner whose match is line 9; more may follow.
std::string scanner(std::string_view match, std::string_view more = "",
                    std::string_view id = "usb-1") {
    return "[[scanner]]\nid = \"" + std::string(id) + "\"\nstation = \"desk-1\"\nmatch = { " +
           std::string(match) + " }\n" + std::string(more);
}

std::string usb(std::string_view keys, std::string_view more = "", std::string_view id = "usb-1") {
    return scanner("subsystem = \"usb\", " + std::string(keys), more, id);
}

std::string first_problem(const std::string& more) {
    const LoadedConfig loaded = read_with(more);
    EXPECT_FALSE(loaded.config.has_value()) << more;
    return loaded.problems.empty() ? "none" : to_text(loaded.problems.front());
}

TEST(ScannerSections, every_key_of_a_usb_scanner_is_read) {
    const LoadedConfig loaded = read_with(usb(R"(id = "0C2E:0b61", serial = "A 1", port = "1-2.3")",
                                              R"(framing = { suffix = "\t", idle = "80ms" }
layout = "de"
symbologies = ["qr", "data-matrix"]
)"));
    ASSERT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
    const ScannerSettings& read = loaded.config->scanners.at(0);
    ASSERT_TRUE(read.usb.has_value());
    EXPECT_EQ(read.usb->id, "0c2e:0b61");
    EXPECT_EQ(read.usb->serial, "A 1");
    EXPECT_EQ(read.usb->port, "1-2.3");
    EXPECT_EQ(read.device, "");
    EXPECT_EQ(read.suffix, "\t");
    EXPECT_EQ(kKeyboardLayoutNames.at(read.layout), "de");
    EXPECT_EQ(read.symbologies, "Qd");
}

TEST(ScannerSections, a_usb_scanner_of_which_little_is_said_takes_any_port_and_every_code) {
    const LoadedConfig loaded = read_with(usb(R"(id = "1eab:0010")"));
    ASSERT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
    const ScannerSettings& read = loaded.config->scanners.at(0);
    EXPECT_EQ(read.usb->serial, "");
    EXPECT_EQ(read.usb->port, "");
    EXPECT_EQ(kKeyboardLayoutNames.at(read.layout), "us");
    EXPECT_EQ(read.symbologies, "");
}

TEST(ScannerSections, two_scanners_that_a_serial_or_a_port_tells_apart_are_two) {
    for (const auto& [one, other] : {std::pair{R"(, serial = "A")", R"(, serial = "B")"},
                                     std::pair{R"(, port = "1-1")", R"(, port = "1-2")"}}) {
        const std::string id = R"(id = "1eab:0010")";
        const LoadedConfig loaded = read_with(usb(id + one) + usb(id + other, "", "usb-2"));
        EXPECT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
    }
    const LoadedConfig loaded =
        read_with(usb(R"(id = "1eab:0010")") + usb(R"(id = "1eab:0006")", "", "usb-2"));
    EXPECT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
}

struct Slip {
    std::string more;
    std::string_view expected;
};

TEST(ScannerSections, each_slip_is_named_and_placed) {
    const std::string id = R"(id = "1eab:0010")";
    const Slip slips[] = {
        {scanner(R"(subsystem = "usb")"),
         R"(k.toml:9:9: error: "match" of [[scanner]] needs "id")"},
        {usb(R"(id = "1eab0010")"),
         R"(k.toml:9:35: error: id "1eab0010" in "match" of [[scanner]] is no vendor and product )"
         R"(such as "0c2e:0b61")"},
        {usb(R"(id = "1eab:001g")"),
         R"(k.toml:9:35: error: id "1eab:001g" in "match" of [[scanner]] is no vendor and product )"
         R"(such as "0c2e:0b61")"},
        {usb(id + R"(, port = "1-2.")"),
         R"(k.toml:9:55: error: port "1-2." in "match" of [[scanner]] is no USB port such as )"
         R"("1-2.3")"},
        {usb(id + R"(, port = "2")"),
         R"(k.toml:9:55: error: port "2" in "match" of [[scanner]] is no USB port such as )"
         R"("1-2.3")"},
        {usb(id + R"(, port = "1-2-3")"),
         R"(k.toml:9:55: error: port "1-2-3" in "match" of [[scanner]] is no USB port such as )"
         R"("1-2.3")"},
        {usb(id + R"(, path = "/dev/ttyACM0")"),
         R"(k.toml:9:48: error: unknown key "path" in "match" of [[scanner]]; known: subsystem, )"
         R"(id, serial, port)"},
        {usb(id, "baud = 9600\n"),
         R"(k.toml:10:8: error: scanner "usb-1": "baud" is a key of serial lines only)"},
        {usb(id, "layout = \"gb\"\n"),
         R"(k.toml:10:10: error: layout "gb" in [[scanner]] is unknown; known: us, uk, fr, de, )"
         R"(be, pt)"},
        {usb(id, "symbologies = [\"qr\", \"qrcode\"]\n"),
         R"(k.toml:10:22: error: symbology "qrcode" in [[scanner]] is unknown; known: qr, )"
         R"(data-matrix, aztec, pdf417, code-128, code-39, code-93, codabar, itf, ean-upc, )"
         R"(gs1-databar)"},
        {scanner(R"(path = "/dev/ttyACM0")", "layout = \"us\"\n"),
         R"(k.toml:10:10: error: scanner "usb-1": "layout" is a key of USB scanners )"
         R"((match.subsystem = "usb") only)"},
        {usb(id) + usb(id + R"(, port = "1-2")", "", "usb-2"),
         R"(k.toml:13:9: error: scanner "usb-2" may be the device of scanner "usb-1": tell them )"
         R"(apart by serial, or by port)"},
    };
    for (const Slip& slip : slips) {
        EXPECT_EQ(first_problem(slip.more), slip.expected) << slip.more;
    }
}

TEST(ScannerSections, texts_of_a_device_are_bounded) {
    const auto with = [](std::string_view key, const std::string& value) {
        return read_with(usb("id = \"1eab:0010\", " + std::string(key) + " = \"" + value + "\""));
    };
    EXPECT_TRUE(with("serial", std::string(126, 'x')).config.has_value());
    EXPECT_FALSE(with("serial", std::string(127, 'x')).config.has_value());
    EXPECT_FALSE(with("serial", "").config.has_value());
    EXPECT_TRUE(with("port", "1-" + std::string(30, '2')).config.has_value());
    EXPECT_FALSE(with("port", "1-" + std::string(31, '2')).config.has_value());
}

}  // namespace
}  // namespace kiosk::config
