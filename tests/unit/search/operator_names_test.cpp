// tests/unit/search/operator_names_test.cpp — one supervisor is not two by a trick of letters.
#include "kiosk/search/operator_names.hpp"

#include <gtest/gtest.h>

namespace kiosk::search {
namespace {

TEST(OperatorNames, what_cannot_be_seen_or_is_mistyped_makes_nobody_another_person) {
    for (const char* other :
         {"abena", "Abena ", "ABENA", "abe\u200Bna", "\u2060abena\uFEFF", "Abéna", "abe\u0301na",
          "ａｂｅｎａ", "abe-na", "a.b e n a", "abena\u00AD", "\u202Eabena"}) {
        EXPECT_TRUE(is_same_name("abena", other)) << other;
    }
    EXPECT_TRUE(is_same_name("Ɛsi", "esi"));
    EXPECT_TRUE(is_same_name("Ama Mensah", "MENSAH, Ama")) << "either name first";
    EXPECT_TRUE(is_same_name("Ama-Serwaa Mensah", "Mensah Ama Serwaa"));
    EXPECT_FALSE(is_same_name("Ama Mensah", "Mensah Afua"));
    EXPECT_FALSE(is_same_name("abena", "kofi"));
    EXPECT_FALSE(is_same_name("abena", "abena 2"));
    EXPECT_FALSE(is_same_name("አበበ", "ከበደ"));
}

TEST(OperatorNames, letters_of_another_script_that_look_alike_make_nobody_another_person) {
    EXPECT_TRUE(is_same_name("abena", "\u0430bena")) << "Cyrillic a";
    EXPECT_FALSE(is_same_name("Kofi", "\u041Afi")) << "a letter less";
    EXPECT_TRUE(is_same_name("Kofi", "\u041A\u043Efi")) << "Cyrillic capital K, small o";
    EXPECT_TRUE(is_same_name("Esi", "\u0395si")) << "Greek capital epsilon";
    EXPECT_FALSE(is_same_name("Arno", "Amo"));
    EXPECT_FALSE(is_same_name("Anna", "\u0410\u043D\u043D\u0430")) << "read as Anna, but not alike";
    EXPECT_FALSE(is_same_name("\u0418\u0432\u0430\u043D", "\u041F\u0435\u0442\u0440"));
}

TEST(OperatorNames, a_text_without_letter_or_digit_says_nothing) {
    for (const char* text :
         {"", "   ", "\u200B", "\u00A0\u2060", "\u3164\u115F", "-", "...", "\t", "?!", "\u2800"}) {
        EXPECT_TRUE(says_nothing(text)) << '"' << text << '"';
    }
    for (const char* text : {"a", "7", "é", "ማ", "火", " x "}) EXPECT_FALSE(says_nothing(text));
}

}  // namespace
}  // namespace kiosk::search
