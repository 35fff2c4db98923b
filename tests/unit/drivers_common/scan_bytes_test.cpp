// tests/unit/drivers_common/scan_bytes_test.cpp — what goes on to the engine, and how damage shows.
#include "drivers/common/scan_bytes.hpp"

#include <gtest/gtest.h>

#include "kiosk/core/scan.hpp"

namespace kiosk::drivers {
namespace {

using namespace std::string_literals;

std::string bytes_of(std::string bytes, std::string aim = "") {
    return scan_bytes({.bytes = std::move(bytes), .aim = std::move(aim)});
}

TEST(ScanBytes, a_whole_code_goes_on_as_read) {
    const std::string bytes =
        " \x1D"
        "a\\b\0c "s;
    EXPECT_EQ(bytes_of(bytes), bytes);
    EXPECT_EQ(bytes_of(bytes, "]Q1"), bytes);
    EXPECT_EQ(bytes_of("]Q2x"), "]Q2x");
}

TEST(ScanBytes, a_damaged_code_ends_with_cancel_and_stays_within_the_limit) {
    for (const auto quality :
         {ReadQuality::incomplete, ReadQuality::overlong, ReadQuality::undecodable}) {
        EXPECT_EQ(scan_bytes({.bytes = "abc", .quality = quality}), "abc\x18");
    }
    const std::string full(core::kScanBytesMax, 'a');
    EXPECT_EQ(bytes_of(full), full);
    const std::string cut = scan_bytes({.bytes = full, .quality = ReadQuality::overlong});
    EXPECT_EQ(cut, std::string(core::kScanBytesMax - 1, 'a') + kCancel);
}

TEST(ScanBytes, a_stated_character_set_becomes_utf8) {
    EXPECT_EQ(bytes_of("\\000026caf\xC3\xA9 \\\\n", "]Q2"), "café \\n");
    EXPECT_EQ(bytes_of("\\000003caf\xE9", "]d4"), "café");
    EXPECT_EQ(bytes_of("a\\000003\xE9\\000026\xC3\xA9", "]z3"), "aéé");
    EXPECT_EQ(bytes_of("a\\\\000026", "]Q4"), "a\\000026");
}

TEST(ScanBytes, an_unknown_character_set_or_a_broken_mark_is_damage) {
    EXPECT_EQ(bytes_of("\\000020abc", "]Q2"), "\\000020abc\x18");
    EXPECT_EQ(bytes_of("abc\\00002", "]Q2"), "abc\\00002\x18");
    EXPECT_EQ(bytes_of("abc\\", "]Q2"), "abc\\\x18");
}

TEST(ScanBytes, latin_1_that_grows_above_the_limit_is_damage) {
    const std::string grows = "\\000003" + std::string(core::kScanBytesMax / 2 + 1, '\xE9');
    EXPECT_EQ(bytes_of(grows, "]Q2").back(), kCancel);
    const std::string fits = "\\000003" + std::string(core::kScanBytesMax / 2, '\xE9');
    EXPECT_EQ(bytes_of(fits, "]Q2").size(), core::kScanBytesMax);
}

}  // namespace
}  // namespace kiosk::drivers
