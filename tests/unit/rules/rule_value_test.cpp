// tests/unit/rules/rule_value_test.cpp — comparisons as the server's own language makes them.
#include "kiosk/core/rules/rule_value.hpp"

#include <gtest/gtest.h>

#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

using std::string_view_literals::operator""sv;

TEST(RuleValue, a_fraction_equals_the_text_that_the_server_would_print) {
    EXPECT_EQ(equal(Value(10.0), Value("10.0"sv)), Truth::yes);
    EXPECT_EQ(equal(Value(10.0), Value("10"sv)), Truth::no);
    EXPECT_EQ(equal(Value(0.1), Value("0.1"sv)), Truth::yes);
    EXPECT_EQ(equal(Value("1e+22"sv), Value(1e22)), Truth::yes);
    EXPECT_EQ(equal(Value(-2.5), Value("-2.5"sv)), Truth::yes);
    EXPECT_EQ(equal(Value(100000.0), Value("100000.0"sv)), Truth::yes);
    EXPECT_EQ(equal(Value(1234567890123456.0), Value("1234567890123456.0"sv)), Truth::yes);
    EXPECT_EQ(equal(Value(1e16), Value("1e+16"sv)), Truth::yes);
    EXPECT_EQ(equal(Value(0.0001), Value("0.0001"sv)), Truth::yes);
    EXPECT_EQ(equal(Value(0.00001), Value("1e-05"sv)), Truth::yes);
    EXPECT_EQ(equal(Value(0.0), Value("0.0"sv)), Truth::yes);
}

TEST(RuleValue, whole_numbers_are_equal_to_the_last_digit) {
    constexpr std::int64_t kLarge = 9007199254740993;  // 2^53 + 1: no double has it
    EXPECT_EQ(equal(Value(kLarge), Value(kLarge - 1)), Truth::no);
    EXPECT_EQ(equal(Value(kLarge), Value(static_cast<double>(kLarge - 1))), Truth::no);
    EXPECT_EQ(equal(Value(kLarge - 1), Value(static_cast<double>(kLarge - 1))), Truth::yes);
    EXPECT_EQ(equal(Value(std::int64_t{1}), Value(1.5)), Truth::no);
    EXPECT_EQ(equal(Value(INT64_MAX), Value(9223372036854775808.0)), Truth::no);
    EXPECT_EQ(equal(Value(std::int64_t{1}), Value(true)), Truth::yes);
    EXPECT_TRUE(same(Value(std::int64_t{1}), Value(true)));
}

TEST(RuleValue, a_text_is_the_number_that_python_reads) {
    EXPECT_EQ(less(Value(std::int64_t{9}), Value("1_0"sv)), Truth::yes);
    EXPECT_EQ(less(Value(std::int64_t{10}), Value("1_0"sv)), Truth::no);
    EXPECT_EQ(less(Value(std::int64_t{10}), Value("inf"sv)), Truth::yes);
    EXPECT_EQ(less(Value("-Infinity"sv), Value(std::int64_t{10})), Truth::yes);
    for (const auto none : {"abc"sv, "nan"sv, "_1"sv, "1_"sv, "1__0"sv, "nan(1)"sv, ""sv}) {
        EXPECT_EQ(less(Value(std::int64_t{10}), Value(none)), Truth::no) << none;
        EXPECT_EQ(less(Value(none), Value(std::int64_t{10})), Truth::no) << none;
    }
}

TEST(RuleValue, nothing_equals_the_word_that_the_server_has_for_it) {
    EXPECT_EQ(equal(Value(std::monostate{}), Value("None"sv)), Truth::yes);
    EXPECT_EQ(equal(Value(std::monostate{}), Value(""sv)), Truth::no);
    EXPECT_EQ(equal(Value(true), Value("True"sv)), Truth::yes);
    EXPECT_EQ(equal(Value(false), Value("false"sv)), Truth::no);
}

TEST(RuleValue, a_time_equals_no_text) {
    const Value time = at("2024-09-24T09:00:00Z");
    EXPECT_EQ(equal(time, Value("2024-09-24 09:00:00+00:00"sv)), Truth::no);
    EXPECT_EQ(equal(time, Value(at("2024-09-24T11:00:00+02:00"))), Truth::yes);
}

TEST(RuleValue, two_of_a_kind_have_an_order) {
    const Value earlier = at("2024-09-24T09:00:00Z");
    const Value later = at("2024-09-24T09:00:01Z");
    EXPECT_EQ(less(earlier, later), Truth::yes);
    EXPECT_EQ(less(later, earlier), Truth::no);
    EXPECT_EQ(less(earlier, earlier), Truth::no);
    EXPECT_EQ(less(Value("abc"sv), Value("b"sv)), Truth::yes);
    EXPECT_EQ(less(Value("b"sv), Value("abc"sv)), Truth::no);
    EXPECT_EQ(less(Value(false), Value(true)), Truth::yes);
    EXPECT_EQ(less(Value(true), Value(true)), Truth::no);
}

TEST(RuleValue, two_of_different_kinds_have_none) {
    const Value time = at("2024-09-24T09:00:00Z");
    EXPECT_EQ(less(Value("abc"sv), Value(true)), Truth::undefined);
    EXPECT_EQ(less(time, Value("abc"sv)), Truth::undefined);
    EXPECT_EQ(less(Value(std::monostate{}), Value(std::monostate{})), Truth::undefined);
    EXPECT_EQ(less(Value(Undefined{}), Value(std::int64_t{1})), Truth::undefined);
    EXPECT_EQ(less(Value(std::int64_t{1}), Value(Undefined{})), Truth::undefined);
}

TEST(RuleValue, every_time_is_true_and_an_empty_text_is_not) {
    EXPECT_EQ(truth_of(Value(FineTime{})), Truth::yes);
    EXPECT_EQ(truth_of(Value(""sv)), Truth::no);
    EXPECT_EQ(truth_of(Value("0"sv)), Truth::yes);
    EXPECT_EQ(truth_of(Value(0.0)), Truth::no);
    EXPECT_EQ(truth_of(Value(std::int64_t{-1})), Truth::yes);
}

}  // namespace
}  // namespace kiosk::core
