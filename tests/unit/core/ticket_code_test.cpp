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
