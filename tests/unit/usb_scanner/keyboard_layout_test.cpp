// tests/unit/usb_scanner/keyboard_layout_test.cpp — keys that differ from country to country.
#include "drivers/usb_scanner/keyboard_layout.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

namespace kiosk::drivers {
namespace {

using enum KeyboardLayout;
using enum KeyLevel;

struct Key {
    KeyboardLayout layout;
    std::uint8_t usage;
    KeyLevel level;
    char32_t character;
    bool dead = false;
};

// The reference's table row by row where countries differ, and the last key of every row of ours.
constexpr Key kExpected[] = {
    {us, 0x04, plain, U'a'},        {fr, 0x04, shift, U'Q'},        {us, 0x10, plain, U'm'},
    {fr, 0x10, shift, U'?'},        {be, 0x10, plain, U','},        {de, 0x10, alt_gr, U'µ'},
    {fr, 0x14, plain, U'a'},        {de, 0x14, alt_gr, U'@'},       {fr, 0x1A, plain, U'z'},
    {de, 0x1C, plain, U'z'},        {de, 0x1D, shift, U'Y'},        {fr, 0x1D, plain, U'w'},
    {de, 0x08, alt_gr, U'€'},       {be, 0x08, alt_gr, U'€'},       {pt, 0x08, alt_gr, U'€'},
    {uk, 0x1F, shift, U'"'},        {fr, 0x1F, plain, U'é'},        {fr, 0x1F, alt_gr, U'~', true},
    {de, 0x1F, alt_gr, U'²'},       {be, 0x1F, alt_gr, U'@'},       {pt, 0x1F, alt_gr, U'@'},
    {uk, 0x20, shift, U'£'},        {de, 0x20, shift, U'§'},        {fr, 0x20, alt_gr, U'#'},
    {uk, 0x21, alt_gr, U'€'},       {fr, 0x21, plain, U'\''},       {fr, 0x22, alt_gr, U'['},
    {fr, 0x23, alt_gr, U'|'},       {be, 0x23, plain, U'§'},        {be, 0x23, alt_gr, U'^'},
    {fr, 0x24, alt_gr, U'`', true}, {de, 0x24, alt_gr, U'{'},       {pt, 0x24, shift, U'/'},
    {fr, 0x25, plain, U'_'},        {be, 0x25, plain, U'!'},        {fr, 0x25, alt_gr, U'\\'},
    {de, 0x26, alt_gr, U']'},       {be, 0x26, alt_gr, U'{'},       {fr, 0x27, alt_gr, U'@'},
    {de, 0x27, alt_gr, U'}'},       {be, 0x27, alt_gr, U'}'},       {de, 0x2D, alt_gr, U'\\'},
    {fr, 0x2D, shift, U'°'},        {pt, 0x2D, plain, U'\''},       {de, 0x2E, plain, U'´', true},
    {de, 0x2E, shift, U'`', true},  {be, 0x2E, shift, U'_'},        {pt, 0x2E, plain, U'«'},
    {fr, 0x2F, plain, U'^', true},  {fr, 0x2F, shift, U'¨', true},  {be, 0x2F, alt_gr, U'['},
    {pt, 0x2F, alt_gr, U'¨', true}, {de, 0x30, alt_gr, U'~'},       {fr, 0x30, alt_gr, U'¤'},
    {be, 0x30, alt_gr, U']'},       {pt, 0x30, plain, U'´', true},  {uk, 0x31, plain, U'#'},
    {uk, 0x32, shift, U'~'},        {be, 0x32, alt_gr, U'`', true}, {pt, 0x31, shift, U'^', true},
    {fr, 0x33, plain, U'm'},        {pt, 0x33, shift, U'Ç'},        {uk, 0x34, shift, U'@'},
    {be, 0x34, alt_gr, U'´', true}, {pt, 0x34, plain, U'º'},        {uk, 0x35, shift, U'¬'},
    {uk, 0x35, alt_gr, U'|'},       {be, 0x35, shift, U'³'},        {pt, 0x35, plain, U'\\'},
    {us, 0x36, shift, U'<'},        {fr, 0x36, plain, U';'},        {fr, 0x37, shift, U'/'},
    {fr, 0x38, plain, U'!'},        {be, 0x38, shift, U'+'},        {be, 0x38, alt_gr, U'~', true},
    {us, 0x64, shift, U'|'},        {de, 0x64, alt_gr, U'|'},       {be, 0x64, alt_gr, U'\\'},
    {pt, 0x64, shift, U'>'},        {fr, 0x64, plain, U'<'},
};

TEST(KeyboardLayout, keys_make_what_their_country_prints_on_them) {
    for (const Key& key : kExpected) {
        EXPECT_EQ(character_of(key.layout, key.usage, key.level),
                  (KeyCharacter{key.character, key.dead}))
            << name_of(key.layout) << " key " << int{key.usage} << " level "
            << static_cast<int>(key.level);
    }
}

std::set<char32_t> typable(KeyboardLayout layout) {
    std::set<char32_t> characters;
    for (int usage = 0; usage <= 0xFF; ++usage) {
        for (const KeyLevel level : {plain, shift, alt_gr}) {
            const auto key = character_of(layout, static_cast<std::uint8_t>(usage), level);
            if (key) characters.insert(key->character);
        }
    }
    return characters;
}

// Else a scanner with that setting could not send every code; the accents come as dead keys.
TEST(KeyboardLayout, every_country_can_type_all_of_ascii) {
    for (const KeyboardLayout layout : kKeyboardLayouts) {
        const auto characters = typable(layout);
        for (char32_t c = U'!'; c <= U'~'; ++c) {
            EXPECT_TRUE(characters.contains(c)) << name_of(layout) << ' ' << static_cast<char>(c);
        }
    }
}

TEST(KeyboardLayout, no_two_keys_make_the_same_without_shift) {
    for (const KeyboardLayout layout : kKeyboardLayouts) {
        std::map<char32_t, int> keys;
        for (int usage = 0x04; usage <= 0x38; ++usage) {
            if (usage == 0x32) continue;  // is 31 on ISO keyboards
            const auto key = character_of(layout, static_cast<std::uint8_t>(usage), plain);
            if (key) ++keys[key->character];
        }
        for (const auto& [character, count] : keys) {
            EXPECT_EQ(count, 1) << name_of(layout) << ' ' << static_cast<std::uint32_t>(character);
        }
    }
}

TEST(KeyboardLayout, keys_and_levels_that_are_not_there_make_nothing) {
    EXPECT_EQ(character_of(us, 0x08, alt_gr), std::nullopt);
    EXPECT_EQ(character_of(us, 0x03, plain), std::nullopt);
    EXPECT_EQ(character_of(us, 0x28, plain), std::nullopt);
    EXPECT_EQ(character_of(us, 0x39, plain), std::nullopt);
    EXPECT_EQ(character_of(us, 0xFF, plain), std::nullopt);
}

TEST(KeyboardLayout, caps_lock_turns_letters_only) {
    EXPECT_TRUE(is_letter_key(us, 0x04));
    EXPECT_TRUE(is_letter_key(de, 0x33));
    EXPECT_TRUE(is_letter_key(pt, 0x33));
    EXPECT_TRUE(is_letter_key(fr, 0x33));
    EXPECT_FALSE(is_letter_key(us, 0x33));
    EXPECT_FALSE(is_letter_key(fr, 0x1F));
    EXPECT_FALSE(is_letter_key(fr, 0x10));
}

TEST(KeyboardLayout, accents_join_their_letters) {
    EXPECT_EQ(composed(U'^', U'e'), U'ê');
    EXPECT_EQ(composed(U'´', U'Y'), U'Ý');
    EXPECT_EQ(composed(U'~', U'n'), U'ñ');
    EXPECT_EQ(composed(U'^', U'x'), std::nullopt);
    EXPECT_EQ(composed(U'x', U'a'), std::nullopt);
}

TEST(KeyboardLayout, names_are_read_back) {
    for (const KeyboardLayout layout : kKeyboardLayouts) {
        EXPECT_EQ(keyboard_layout_from(name_of(layout)), layout);
    }
    EXPECT_EQ(keyboard_layout_from("dvorak"), std::nullopt);
}

}  // namespace
}  // namespace kiosk::drivers
