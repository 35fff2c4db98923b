// tests/unit/core/ticket_code_test.cpp — cleaning, and telling a misread from an unknown code.
#include "kiosk/core/ticket_code.hpp"

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

TEST(CleanCode, blanks_byte_order_mark_and_symbology_prefix_go) {
    EXPECT_EQ(clean_code(" \tabc\r\n"), "abc");
    EXPECT_EQ(clean_code("\xEF\xBB\xBF"
                         "abc"),
              "abc");
    EXPECT_EQ(clean_code("]Q1abc"), "abc");
    EXPECT_EQ(clean_code("]Q"), "]Q");
    EXPECT_EQ(clean_code("]Q1"), "]Q1") << "a prefix of nothing is no prefix";
    EXPECT_EQ(clean_code("   "), "");
    EXPECT_EQ(clean_code("a b"), "a b");
}

TEST(CleanCode, zero_bytes_around_a_code_go_and_those_within_stay) {
    EXPECT_EQ(clean_code(std::string_view("\0abc\0\0", 6)), "abc");
    EXPECT_EQ(clean_code(std::string_view("a\0c", 3)), std::string_view("a\0c", 3));
}

TEST(CleanCode, group_separators_stay_wherever_they_are) {
    EXPECT_EQ(clean_code("\x1D"
                         "01095\x1D"
                         "21A\x1D"),
              "\x1D"
              "01095\x1D"
              "21A\x1D");
}

TEST(CleanCode, an_address_around_a_code_goes) {
    EXPECT_EQ(clean_code("https://tickets.example/t/7f3kq"), "7f3kq");
    EXPECT_EQ(clean_code("http://tickets.example/en/t/7f3kq?lang=fr#top"), "7f3kq");
    EXPECT_EQ(clean_code("]Q1https://x.example/t/7f3kq"), "7f3kq");
    EXPECT_EQ(clean_code("https://x.example/t/https://y.example/t/7f3kq"), "7f3kq");
}

TEST(CleanCode, other_addresses_are_no_codes_and_stay) {
    for (const std::string_view text :
         {"https://x.example/t/", "https://x.example/t/?id=7", "https://x.example/t/a/b",
          "https://x.example/7f3kq", "ftp://x.example/t/7f3kq", "x.example/t/7f3kq", "/t/7f3kq"}) {
        EXPECT_EQ(clean_code(text), text);
    }
}

TEST(CodeShape, a_cut_code_at_any_length_is_no_code_of_this_event) {
    const std::string code = "7f3kqz5xh2m9bnv4t8wjc6ydp3rsgk2a";
    CodeShape shape;
    shape.learn(code);
    EXPECT_TRUE(shape.covers(code));
    for (std::size_t length = 0; length < code.size(); ++length) {
        EXPECT_FALSE(shape.covers(code.substr(0, length))) << length;
        EXPECT_FALSE(shape.covers(code.substr(code.size() - length))) << length;
    }
}

TEST(CodeShape, letters_and_digits_count_by_class) {
    CodeShape shape;
    shape.learn("ab12");
    EXPECT_TRUE(shape.covers("zz99"));
    EXPECT_FALSE(shape.covers("ZZ99"));
    EXPECT_FALSE(shape.covers("ab-2"));
    shape.learn("AB-2");
    EXPECT_TRUE(shape.covers("Zz-9"));
    EXPECT_FALSE(shape.covers("Zz_9"));
}

TEST(CodeShape, an_empty_shape_covers_all_but_control_characters) {
    const CodeShape shape;
    EXPECT_TRUE(shape.covers("anything at all, <b>é</b>"));
    EXPECT_FALSE(shape.covers(""));
    EXPECT_FALSE(shape.covers(std::string("VALID\0junk", 10)));
    EXPECT_FALSE(shape.covers("a\x1b[2J"));
    EXPECT_FALSE(shape.covers("a\x7f"));
}

TEST(CodeShape, the_length_limit_is_exact) {
    const CodeShape shape;
    EXPECT_TRUE(shape.covers(std::string(kCodeBytesMax, 'a')));
    EXPECT_FALSE(shape.covers(std::string(kCodeBytesMax + 1, 'a')));
}

TEST(CodeShape, text_form_comes_back) {
    CodeShape shape;
    shape.learn("7f3k-Q");
    shape.learn(std::string(kCodeBytesMax, '9'));
    const auto back = CodeShape::from_text(shape.to_text());
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, shape);
    EXPECT_FALSE(CodeShape::from_text("").has_value());
    EXPECT_FALSE(CodeShape::from_text(shape.to_text() + "0").has_value());
    std::string bad = shape.to_text();
    bad[0] = 'x';
    EXPECT_FALSE(CodeShape::from_text(bad).has_value());
}

}  // namespace
}  // namespace kiosk::core
