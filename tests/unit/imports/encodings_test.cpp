// tests/unit/imports/encodings_test.cpp — every encoding with every delimiter, and damaged text.
#include <array>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/imports/text_encoding.hpp"
#include "tests/unit/imports/list_files.hpp"

namespace kiosk::imports::test {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

struct Writing {
    const char* title;
    Encoding encoding;
    bool mark;
};

constexpr std::array kWritings = {
    Writing{"UTF-8", Encoding::utf8, false},
    Writing{"UTF-8 with mark", Encoding::utf8, true},
    Writing{"UTF-16LE", Encoding::utf16_le, false},
    Writing{"UTF-16LE with mark", Encoding::utf16_le, true},
    Writing{"UTF-16BE", Encoding::utf16_be, false},
    Writing{"UTF-16BE with mark", Encoding::utf16_be, true},
    Writing{"Latin-1", Encoding::windows_1252, false},
};

std::string written(const std::string& text, const Writing& how) {
    switch (how.encoding) {
        case Encoding::utf8: return (how.mark ? "\xEF\xBB\xBF"s : ""s) + text;
        case Encoding::utf16_le: return (how.mark ? "\xFF\xFE"s : ""s) + utf16(text, true);
        case Encoding::utf16_be: return (how.mark ? "\xFE\xFF"s : ""s) + utf16(text, false);
        case Encoding::windows_1252: return latin1(text);
    }
    return {};
}

TEST(Encodings, each_is_recognised_with_each_delimiter_and_line_break) {
    for (const Writing& how : kWritings) {
        for (const char delimiter : {',', ';', '\t'}) {
            for (const std::string line_break : {"\n", "\r\n", "\r"}) {
                SCOPED_TRACE(how.title + " delimiter "s + delimiter);
                const std::string d(1, delimiter);
                const std::string text = "code" + d + "name" + d + "note" + line_break + "c1" + d +
                                         "\"Traoré" + d + " Aïcha\"" + d + "x" + line_break + "c2" +
                                         d + "Ève" + d + "y" + line_break;
                const ImportOutcome outcome = read(written(text, how));
                ASSERT_EQ(reasons(outcome.report), "");
                ASSERT_EQ(outcome.attendees.size(), 2U);
                EXPECT_EQ(outcome.report.encoding, how.encoding);
                EXPECT_EQ(outcome.report.byte_order_mark, how.mark);
                EXPECT_EQ(outcome.report.delimiter, delimiter);
                const std::string blank = delimiter == '\t' ? "  " : d + " ";
                EXPECT_EQ(outcome.attendees[0].name, "Traoré" + blank + "Aïcha");
                EXPECT_EQ(outcome.attendees[1].name, "Ève");
                EXPECT_EQ(outcome.attendees[1].line, 3U);
            }
        }
    }
}

TEST(Encodings, windows_1252_adds_its_own_characters_to_latin_1) {
    const ImportOutcome outcome = read("code,name\nc1,N\x92\x44ri \x80\n");
    ASSERT_EQ(outcome.attendees.size(), 1U);
    EXPECT_EQ(outcome.attendees[0].name, "N’Dri €");
}

TEST(Encodings, unassigned_windows_1252_byte_is_a_control_character) {
    EXPECT_EQ(reasons(read("code,name\nc1,\xE9\x81\n").report),
              "line 2, column 2 \"name\": control character U+0081\n");
}

TEST(Encodings, one_damaged_name_does_not_change_the_encoding_of_the_others) {
    const ImportOutcome outcome = read("code,name\nc1,Traoré\nc2,Ève\nc3,Tr\xE9\n");
    EXPECT_EQ(outcome.report.encoding, Encoding::utf8);
    EXPECT_EQ(outcome.attendees.size(), 2U);
    EXPECT_EQ(reasons(outcome.report),
              "line 4, column 2 \"name\": bytes that are not UTF-8 text\n");
}

TEST(Encodings, a_lone_surrogate_is_refused_with_its_row) {
    std::string bytes =
        "\xFF\xFE" + utf16("code,name\nc1,A", true) + "\x00\xD8"s + utf16("\nc2,B\n", true);
    const ImportOutcome outcome = read(bytes);
    EXPECT_EQ(reasons(outcome.report),
              "line 2, column 2 \"name\": bytes that are not UTF-16LE text\n");
    EXPECT_EQ(outcome.attendees.size(), 1U);
}

TEST(Encodings, a_file_cut_within_a_character_loses_that_row_only) {
    const std::string bytes = "\xFE\xFF" + utf16("code,name\nc1,A\nc2,B", false) + '\0';
    EXPECT_EQ(reasons(read(bytes).report),
              "line 3, column 2 \"name\": bytes that are not UTF-16BE text\n");
}

TEST(Encodings, surrogate_pairs_become_one_character) {
    const std::string face = "\xF0\x9F\x98\x80";
    const std::string bytes =
        "\xFF\xFE" + utf16("code,name\nc1,", true) + "\x3D\xD8\x00\xDE"s + utf16("\n", true);
    const ImportOutcome outcome = read(bytes);
    ASSERT_EQ(outcome.attendees.size(), 1U);
    EXPECT_EQ(outcome.attendees[0].name, face);
}

TEST(Utf8, is_strict) {
    EXPECT_TRUE(is_utf8("Ọ̀kọ́ ልዑል \xF0\x9F\x98\x80"));
    EXPECT_TRUE(is_utf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"));
    EXPECT_FALSE(is_utf8("\xC0\xAF")) << "overlong slash";
    EXPECT_FALSE(is_utf8("\xE0\x80\xAF")) << "overlong slash";
    EXPECT_FALSE(is_utf8("\xF0\x80\x80\xAF")) << "overlong slash";
    EXPECT_FALSE(is_utf8("\xED\xA0\x80")) << "surrogate";
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80")) << "above U+10FFFF";
    EXPECT_FALSE(is_utf8("\xE2\x82")) << "cut";
    EXPECT_FALSE(is_utf8("\x80")) << "without a lead byte";
}

TEST(BinaryFiles, are_refused_with_what_to_do) {
    EXPECT_THAT(failure("PK\x03\x04rest"), HasSubstr("Excel workbook"));
    EXPECT_THAT(failure("PK\x03\x04rest"), HasSubstr("save it as CSV"));
    EXPECT_THAT(failure("\xD0\xCF\x11\xE0\xA1\xB1"), HasSubstr("old Excel workbook"));
    EXPECT_THAT(failure("%PDF-1.7\n"), HasSubstr("PDF"));
    EXPECT_THAT(failure("\x1F\x8B\x08"), HasSubstr("gzip"));
    EXPECT_THAT(failure("\xFF\xFE\0\0c\0\0\0"s), HasSubstr("UTF-32"));
    EXPECT_THAT(failure("ELF\0\1\2\3\nrest"s), HasSubstr("is this a CSV file?"));
}

}  // namespace
}  // namespace kiosk::imports::test
