// tests/unit/camera/decoder_test.cpp — one pass of the library, through the adapter.
#include "drivers/camera/decoder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/camera/picture_file.hpp"
#include "test_pictures.hpp"

namespace kiosk::drivers {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

std::vector<std::string> texts_of(const std::vector<DecodedCode>& codes) {
    std::vector<std::string> texts;
    for (const auto& code : codes) texts.push_back(code.text);
    return texts;
}

DecodedCode form(const std::string& name) {
    const auto frame = load_picture(KIOSK_TEST_DATA "/qr-forms/" + name);
    const auto codes = frame ? decode_codes(*frame, {}) : std::vector<DecodedCode>();
    return codes.size() == 1 ? codes[0] : DecodedCode();
}

TEST(Decoder, reads_a_code_and_says_where_it_is) {
    Frame frame = test::plain_frame(400, 300, 230);
    const Frame badge = test::qr_frame("7f3kq8wz", 4);
    test::paste(frame, badge, 100, 50);
    const auto codes = decode_codes(frame, {});
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].bytes, "7f3kq8wz");
    EXPECT_EQ(codes[0].text, "7f3kq8wz");
    EXPECT_EQ(codes[0].format, "QRCode");
    EXPECT_NEAR(codes[0].corners[0].x, 100 + 16, 4);  // the quiet zone is 4 modules of 4 pixels
    EXPECT_NEAR(codes[0].corners[0].y, 50 + 16, 4);
    EXPECT_NEAR(codes[0].corners[2].x, 100 + badge.width() - 16, 4);
    EXPECT_NEAR(codes[0].corners[2].y, 50 + badge.height() - 16, 4);
}

TEST(Decoder, bytes_are_the_codes_own_and_text_is_for_people) {
    EXPECT_EQ(form("unstated.png").bytes,
              "Ak\xE9"
              "1");
    EXPECT_EQ(form("unstated.png").text, "Aké1");
}

TEST(Decoder, control_characters_are_kept) {
    const std::string hostile = "a\nb\x1d<script>'; DROP TABLE x--\x01";
    const auto codes = decode_codes(test::qr_frame(hostile, 3), {});
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].bytes, hostile);
}

TEST(Decoder, a_code_that_states_its_character_set_is_the_ticket_that_a_scanner_would_give) {
    EXPECT_EQ(form("utf-8.png").bytes, "Aké\\b1");
    EXPECT_EQ(form("latin-1.png").bytes, "Aké1");
    EXPECT_THAT(form("shift-jis.png").bytes, EndsWith("\x18")) << "its text cannot be told";
    EXPECT_FALSE(form("shift-jis.png").is_part);
}

TEST(Decoder, group_separators_are_kept) {
    EXPECT_EQ(form("gs1.png").bytes,
              "10AB12\x1d"
              "21CD34");
}

TEST(Decoder, one_part_of_several_codes_is_marked_and_never_a_whole_code) {
    const DecodedCode code = form("part-1-of-2.png");
    EXPECT_TRUE(code.is_part);
    EXPECT_EQ(code.bytes, "AKW-0001-PART\x18");
    EXPECT_FALSE(form("utf-8.png").is_part);
}

TEST(Decoder, several_codes_in_one_frame_are_all_read) {
    Frame frame = test::plain_frame(600, 300, 255);
    test::paste(frame, test::qr_frame("left", 5), 20, 40);
    test::paste(frame, test::qr_frame("right", 5), 320, 60);
    EXPECT_THAT(texts_of(decode_codes(frame, {})), UnorderedElementsAre("left", "right"));
}

TEST(Decoder, frames_without_code_give_none) {
    EXPECT_TRUE(decode_codes(test::plain_frame(640, 480, 128), {}).empty());
    EXPECT_TRUE(decode_codes(test::noise_frame(640, 480, 7), {}).empty());
    EXPECT_TRUE(decode_codes(test::plain_frame(1, 1, 0), {}).empty());
}

TEST(Decoder, micro_qr_is_read_only_where_switched_on) {
    const auto frame = load_picture(KIOSK_TEST_DATA "/qr-samples/zxcpp-microqrcode-1-417ec458.png");
    ASSERT_TRUE(frame.has_value());
    EXPECT_TRUE(decode_codes(*frame, {}).empty());
    const auto codes = decode_codes(*frame, {.micro_qr = true});
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].format, "MicroQRCode");
}

TEST(Decoder, names_its_library_and_version) {
    EXPECT_THAT(std::string(decoder_name()), StartsWith("ZXing-cpp "));
}

}  // namespace
}  // namespace kiosk::drivers
