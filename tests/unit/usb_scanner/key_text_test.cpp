// tests/unit/usb_scanner/key_text_test.cpp — what keys spell under the right and the wrong country.
#include "drivers/usb_scanner/key_text.hpp"

#include <gtest/gtest.h>

#include "tests/unit/usb_scanner/typing.hpp"

namespace kiosk::drivers {
namespace {

using enum KeyboardLayout;

std::string text_in(KeyboardLayout layout, const std::vector<KeyStroke>& strokes) {
    const KeyText text = text_of(strokes, layout, /*caps=*/false);
    return text.sound ? text.bytes : "unsound";
}

TEST(KeyText, what_a_layout_types_it_reads) {
    const std::string text =
        R"(Az09 -_=/?:;.,"'@#&+*()[]{}\~^`|<>!$% https://x.example/t?id=A1-z_9&k=Y)";
    for (const KeyboardLayout layout : kKeyboardLayouts) {
        if (layout == us || layout == uk) {
            EXPECT_EQ(text_in(layout, typed(text, layout)), text);
        }
        const std::string without_accents = R"(Az09 -_=/?:;.,"'@#&+*()[]{}\|<>!$%)";
        EXPECT_EQ(text_in(layout, typed(without_accents, layout)), without_accents)
            << name_of(layout);
    }
}

TEST(KeyText, a_wrong_country_reads_what_operators_report) {
    const auto strokes = typed("https://x.example/t?id=A1-z_9&k=Y", us);
    EXPECT_EQ(text_in(uk, strokes), "https://x.example/t?id=A1-z_9&k=Y");
    EXPECT_EQ(text_in(fr, strokes), "httpsM!!x:exq,ple!t§id=Q&)w°ç7k=Y");
    EXPECT_EQ(text_in(de, strokes), "httpsÖ--x.example-t_idÁ1ßy?9/k´Z");
    const auto ticket = typed("TKT:2024/AZQ-WM;07", us);
    EXPECT_EQ(text_in(fr, ticket), "TKTMéàé'!QWA)Z?màè");
    EXPECT_EQ(text_in(de, ticket), "TKTÖ2024-AYQßWMö07");
    const auto json = typed(R"({"id":"Zy-1"})", us);
    EXPECT_EQ(text_in(uk, json), "{@id@:@Zy-1@}");
    EXPECT_EQ(text_in(fr, json), "¨%id%M%Wy)&%£");
    EXPECT_EQ(text_in(de, json), "ÜÄidÄÖÄYzß1Ä*");
    EXPECT_EQ(text_in(fr, typed("]Q1HELLO@qr.de", us)), "$A&HELLO2ar:de");
    EXPECT_EQ(text_in(de, typed("]Q1HELLO@qr.de", us)), "+Q1HELLO\"qr.de");
}

TEST(KeyText, caps_lock_turns_and_shift_turns_back) {
    EXPECT_EQ(text_in(us, {{0x39, 0}, {0x04, 0}, {0x05, kLeftShift}, {0x1E, 0}, {0x39, 0}}), "Ab1");
    EXPECT_TRUE(text_of(std::vector<KeyStroke>{{0x39, 0}}, us, false).caps);
    EXPECT_EQ(text_of(std::vector<KeyStroke>{{0x04, 0}}, us, true).bytes, "A");
}

TEST(KeyText, the_third_level_is_alt_gr_or_ctrl_with_alt) {
    EXPECT_EQ(text_in(de, {{0x14, kRightAlt}}), "@");
    EXPECT_EQ(text_in(de, {{0x14, kLeftCtrl | kLeftAlt}}), "@");
    EXPECT_EQ(text_in(us, {{0x14, kRightAlt}}), "unsound");
}

TEST(KeyText, accents_wait_for_their_letter) {
    const KeyStroke circumflex{0x2F, 0};
    EXPECT_EQ(text_in(fr, {circumflex, {0x08, 0}}), "ê");
    EXPECT_EQ(text_in(fr, {circumflex, {0x2C, 0}}), "^");
    EXPECT_EQ(text_in(fr, {circumflex, {0x1B, 0}}), "^x");
    EXPECT_EQ(text_in(fr, {circumflex, circumflex, {0x08, 0}}), "^ê");
    EXPECT_EQ(text_in(fr, {circumflex}), "^");
}

TEST(KeyText, control_characters_keep_their_place) {
    EXPECT_EQ(text_in(us, {{0x30, kLeftCtrl}}), "\x1D");
    EXPECT_EQ(text_in(us, {{0x2F, kRightCtrl}}), "\x1B");
    EXPECT_EQ(text_in(us, {{0x31, kLeftCtrl}}), "\x1C");
    EXPECT_EQ(text_in(us, {{0x23, kLeftCtrl}}), "\x1E");
    EXPECT_EQ(text_in(us, {{0x2D, kLeftCtrl}}), "\x1F");
    EXPECT_EQ(text_in(us, {{0x04, kLeftCtrl}}), "\x01");
    EXPECT_EQ(text_in(fr, {{0x33, kLeftCtrl}}), "\r");
    EXPECT_EQ(text_in(us, {{0x2C, kLeftCtrl}}), std::string(1, '\0'));
    EXPECT_EQ(text_in(us, {{0x36, kLeftCtrl}}), "unsound");
}

TEST(KeyText, the_keypad_types_digits_whatever_its_lock_says) {
    std::vector<KeyStroke> strokes;
    for (unsigned usage = 0x54; usage <= 0x63; ++usage) {
        strokes.push_back({static_cast<std::uint8_t>(usage), 0});
    }
    EXPECT_EQ(text_in(us, strokes), "/*-+\r1234567890.");
}

TEST(KeyText, function_keys_are_unsound) {
    for (const int usage : {0x3A, 0x45, 0x46, 0x4F, 0x65, 0xFF}) {
        EXPECT_EQ(text_in(us, {{static_cast<std::uint8_t>(usage), 0}}), "unsound") << usage;
    }
}

TEST(KeyText, numbers_with_alt_are_characters) {
    const auto number = [](std::vector<std::uint8_t> keys) {
        std::vector<KeyStroke> strokes;
        for (const std::uint8_t key : keys) strokes.push_back({key, kLeftAlt});
        strokes.push_back({});
        return strokes;
    };
    EXPECT_EQ(text_in(us, number({0x62, 0x60, 0x5B})), "S");
    EXPECT_EQ(text_in(us, number({0x60, 0x5B})), "S");
    EXPECT_EQ(text_in(us, number({0x57, 0x5A, 0x62, 0x04, 0x06})), "€");  // + 20ac
    EXPECT_EQ(text_in(us, number({0x62, 0x5A, 0x5B, 0x5B})), "é");        // 0233
    EXPECT_EQ(text_in(us, number({0x62, 0x59, 0x5A, 0x60})), "€");        // 0128
    EXPECT_EQ(text_in(us, number({0x62, 0x59, 0x5A, 0x61})), "unsound");  // 0129: not assigned
    EXPECT_EQ(text_in(us, number({0x59, 0x5B, 0x62})), "unsound");        // 130: of which page?
    auto two = number({0x62, 0x59, 0x61, 0x5D});                          // 0195 0169
    for (const auto& stroke : number({0x62, 0x59, 0x5E, 0x61})) two.push_back(stroke);
    EXPECT_EQ(text_in(us, two), "é");
}

TEST(KeyText, a_number_ends_where_another_key_begins_or_the_code_does) {
    EXPECT_EQ(text_in(us, {{0x5E, kLeftAlt}, {0x5D, kLeftAlt}, {0x04, 0}}), "Aa");
    EXPECT_EQ(text_in(us, {{0x5E, kLeftAlt}, {0x5D, kLeftAlt}}), "A");
}

}  // namespace
}  // namespace kiosk::drivers
