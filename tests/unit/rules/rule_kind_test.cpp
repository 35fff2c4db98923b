// tests/unit/rules/rule_kind_test.cpp — comparisons that nothing could ever decide are refused.
#include "kiosk/core/rules/rule_kind.hpp"

#include <gtest/gtest.h>

#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

std::string refusal(Operator op, std::vector<Expression> operands) {
    const auto checked = check_comparisons(rule(call(op, std::move(operands))));
    return checked ? "accepted" : checked.error().context;
}

Expression list(std::vector<Expression> items) {
    return call(Operator::list, std::move(items));
}

const Expression kEntries = var(Variable::entries_today);
const Expression kWeekday = var(Variable::now_isoweekday);
const Expression kStatus = var(Variable::entry_status);
const Expression kGate = var(Variable::gate);
const Expression kNow = var(Variable::now);

TEST(RuleKinds, a_number_has_no_order_with_what_is_none) {
    EXPECT_EQ(refusal(Operator::less, {kEntries, text("abc")}),
              "rules/</1: \"abc\" is never less or more than a number");
    EXPECT_EQ(refusal(Operator::greater_or_equal, {text(""), kEntries}),
              "rules/>=/0: \"\" is never less or more than a number");
    EXPECT_EQ(refusal(Operator::less_or_equal, {kEntries, Expression{}}),
              "rules/<=/1: null is never less or more than a number");
    EXPECT_EQ(refusal(Operator::greater, {kNow, number(5)}),
              "rules/>/1: a number is never less or more than a time");
    EXPECT_EQ(refusal(Operator::less, {kEntries, list({number(1)})}),
              "rules/</1: a list is never less or more than a number");
    EXPECT_EQ(refusal(Operator::less, {kStatus, kEntries}),
              "rules/</1: a number is never less or more than \"present\" or \"absent\"");
    EXPECT_EQ(refusal(Operator::less, {number(0), kEntries, text("x")}),
              "rules/</2: \"x\" is never less or more than a number");
    EXPECT_EQ(refusal(Operator::less, {text("abc"), yes()}),
              "rules/</1: yes or no is never less or more than \"abc\"")
        << "the server fails at the gate";
}

TEST(RuleKinds, what_never_equals_is_refused_with_its_path) {
    EXPECT_EQ(refusal(Operator::all, {yes(), call(Operator::equal, {kWeekday, text("Monday")})}),
              "rules/and/1/==/1: \"Monday\" never equals a number");
    EXPECT_EQ(refusal(Operator::not_equal, {kEntries, Expression{}}),
              "rules/!=/1: null never equals a number")
        << "it would admit everybody";
    EXPECT_EQ(refusal(Operator::equal, {text("Present"), kStatus}),
              "rules/==/0: \"Present\" never equals \"present\" or \"absent\"");
    EXPECT_EQ(refusal(Operator::equal, {kNow, text("09:00")}),
              "rules/==/1: \"09:00\" never equals a time");
    EXPECT_EQ(refusal(Operator::equal, {kStatus, number(1)}),
              "rules/==/1: a number never equals \"present\" or \"absent\"");
    EXPECT_EQ(refusal(Operator::in_list, {kWeekday, list({number(1), text("2")})}),
              "rules/inList/1/objectList/1: \"2\" never equals a number")
        << "within a list a text is no number";
    EXPECT_EQ(refusal(Operator::in_list, {kGate, text("12")}),
              "rules/inList/1: \"12\" never contains a number");
    EXPECT_EQ(refusal(Operator::equal,
                      {call(Operator::in_list, {kStatus, list({text("inside")})}), no()}),
              "rules/==/0/inList/1/objectList/0: \"inside\" never equals \"present\" or "
              "\"absent\"");
}

TEST(RuleKinds, what_the_shop_s_programs_write_is_accepted) {
    EXPECT_EQ(refusal(Operator::less, {kEntries, text("2")}), "accepted") << "recorded";
    EXPECT_EQ(refusal(Operator::less, {kEntries, yes()}), "accepted");
    EXPECT_EQ(refusal(Operator::less, {number(0), kEntries, number(3)}), "accepted");
    EXPECT_EQ(refusal(Operator::less, {date_from(), kNow}), "accepted");
    EXPECT_EQ(refusal(Operator::less, {text("a"), text("b")}), "accepted");
    EXPECT_EQ(refusal(Operator::less, {no(), yes()}), "accepted");
    EXPECT_EQ(refusal(Operator::equal, {kStatus, text("absent")}), "accepted");
    EXPECT_EQ(refusal(Operator::equal, {kWeekday, text("1")}), "accepted");
    EXPECT_EQ(refusal(Operator::equal, {kGate, Expression{}}), "accepted");
    EXPECT_EQ(refusal(Operator::equal, {kEntries, no()}), "accepted");
    EXPECT_EQ(refusal(Operator::equal, {kNow, date_from()}), "accepted");
    EXPECT_EQ(refusal(Operator::equal, {call(Operator::less, {kEntries, number(1)}), text("True")}),
              "accepted");
    EXPECT_EQ(refusal(Operator::in_list, {kGate, list({named(3, "North"), Expression{}})}),
              "accepted");
    EXPECT_EQ(refusal(Operator::in_list, {kStatus, list({text("present"), text("absent")})}),
              "accepted");
    EXPECT_EQ(refusal(Operator::in_list, {kStatus, text("absentees")}), "accepted");
}

}  // namespace
}  // namespace kiosk::core
