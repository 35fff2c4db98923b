// tests/unit/rules/rule_eval_test.cpp — the server's comparisons, and what cannot be judged.
#include "kiosk/core/rules/rule_eval.hpp"

#include <gtest/gtest.h>

#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

Truth judged(Expression root, const Scene& scene) {
    return holds(rule(std::move(root)), scene.facts());
}

TEST(RuleEval, a_number_and_a_text_are_less_as_numbers_and_equal_as_text) {
    const Scene scene;
    EXPECT_EQ(judged(call(Operator::less, {number(9), text("10")}), scene), Truth::yes);
    EXPECT_EQ(judged(call(Operator::equal, {number(10), text("10")}), scene), Truth::yes);
    EXPECT_EQ(judged(call(Operator::equal, {number(10), text("10.0")}), scene), Truth::no);
    EXPECT_EQ(judged(call(Operator::less_or_equal, {number(10), text("10.0")}), scene), Truth::no);
    EXPECT_EQ(judged(call(Operator::greater_or_equal, {number(10), text("10")}), scene),
              Truth::yes);
}

TEST(RuleEval, null_is_less_than_nothing) {
    const Scene scene;
    EXPECT_EQ(judged(call(Operator::less, {var(Variable::variation), number(5)}), scene),
              Truth::no);
    EXPECT_EQ(judged(call(Operator::less, {number(5), var(Variable::variation)}), scene),
              Truth::no);
}

// The server evaluates every part before it joins them, and fails as a whole.
TEST(RuleEval, what_the_server_cannot_compare_spoils_the_whole_rule) {
    const Scene scene;
    const auto absurd = call(Operator::less, {var(Variable::gate), {}});
    EXPECT_EQ(judged(absurd, scene), Truth::undefined);
    EXPECT_EQ(judged(call(Operator::any, {absurd, yes()}), scene), Truth::undefined);
    EXPECT_EQ(judged(call(Operator::any, {yes(), absurd}), scene), Truth::undefined);
    EXPECT_EQ(judged(call(Operator::all, {no(), absurd}), scene), Truth::undefined);
    EXPECT_EQ(judged(call(Operator::less, {number(2), number(1), absurd}), scene),
              Truth::undefined);
    EXPECT_EQ(
        judged(call(Operator::in_list, {number(2), call(Operator::list, {number(2), absurd})}),
               scene),
        Truth::undefined);
    EXPECT_EQ(judged(call(Operator::greater_or_equal, {var(Variable::gate), {}}), scene),
              Truth::undefined);
    EXPECT_EQ(judged(call(Operator::less_or_equal, {number(1), number(1)}), scene), Truth::yes);
    EXPECT_EQ(judged(call(Operator::all, {yes(), absurd}), scene), Truth::undefined);
    EXPECT_EQ(judged(call(Operator::not_equal, {absurd, yes()}), scene), Truth::undefined);
}

TEST(RuleEval, a_date_that_the_station_does_not_know_is_undefined) {
    Scene scene;
    const auto after = call(Operator::is_after, {var(Variable::now), date_from()});
    EXPECT_EQ(judged(after, scene), Truth::undefined);
    scene.times.from = at("2024-09-24T08:59:59.999999Z");
    EXPECT_EQ(judged(after, scene), Truth::yes);
    scene.times.from = scene.now;
    EXPECT_EQ(judged(after, scene), Truth::no);
}

TEST(RuleEval, tolerance_is_minutes_and_may_be_text_a_fraction_or_nothing) {
    Scene scene;
    scene.times.from = scene.now + std::chrono::seconds(30);
    const auto with = [&](Expression tolerance) {
        return judged(
            call(Operator::is_after, {var(Variable::now), date_from(), std::move(tolerance)}),
            scene);
    };
    EXPECT_EQ(with(number(1)), Truth::yes);
    EXPECT_EQ(with(text("0.51")), Truth::yes);
    EXPECT_EQ(with({.literal = 0.5}), Truth::no);
    EXPECT_EQ(with(text("")), Truth::no);
    EXPECT_EQ(with({}), Truth::no);
    EXPECT_EQ(with(number(0)), Truth::no);
}

TEST(RuleEval, a_tolerance_of_ages_cannot_be_judged) {
    constexpr std::int64_t kMost = 1'000'000'000;  // minutes
    Scene scene;
    scene.times.from = scene.now + std::chrono::hours(1);
    const auto with = [&](std::int64_t minutes) {
        return judged(call(Operator::is_after, {var(Variable::now), date_from(), number(minutes)}),
                      scene);
    };
    EXPECT_EQ(with(kMost), Truth::yes);
    EXPECT_EQ(with(-kMost), Truth::no);
    EXPECT_EQ(with(kMost + 1), Truth::undefined);
    EXPECT_EQ(with(-kMost - 1), Truth::undefined);
}

TEST(RuleEval, a_tolerance_may_be_whatever_python_counts_as_a_number) {
    Scene scene;
    scene.times.from = scene.now + std::chrono::seconds(30);
    const auto with = [&](Expression tolerance) {
        return judged(
            call(Operator::is_after, {var(Variable::now), date_from(), std::move(tolerance)}),
            scene);
    };
    EXPECT_EQ(with(yes()), Truth::yes);  // one minute
    EXPECT_EQ(with(no()), Truth::no);
    EXPECT_EQ(with(var(Variable::product)), Truth::yes);
    EXPECT_EQ(with(var(Variable::variation)), Truth::no);  // the ticket has none
    EXPECT_EQ(with(call(Operator::equal, {number(1), number(1)})), Truth::yes);
}

TEST(RuleEval, minutes_are_floored_and_minus_one_without_an_entry) {
    Scene scene;
    const auto is = [&](std::int64_t minutes) {
        return judged(
            call(Operator::equal, {var(Variable::minutes_since_last_entry), number(minutes)}),
            scene);
    };
    EXPECT_EQ(is(-1), Truth::yes);
    scene.entered("2024-09-24T08:58:00.000001Z");
    EXPECT_EQ(is(1), Truth::yes);
    scene.entered("2024-09-24T09:00:01Z");
    EXPECT_EQ(is(-1), Truth::yes);  // an entry that lies ahead by a second
}

TEST(RuleEval, an_entry_later_than_now_counts_as_today) {
    Scene scene;
    scene.entered("2024-09-25T12:00:00Z");
    EXPECT_EQ(judged(call(Operator::equal, {var(Variable::entries_today), number(1)}), scene),
              Truth::yes);
}

TEST(RuleEval, since_includes_its_instant_and_before_excludes_it) {
    Scene scene;
    scene.times.from = at("2024-09-24T08:00:00Z");
    scene.entered("2024-09-24T08:00:00Z");
    const auto counts = [&](Operator op) {
        return judged(call(Operator::equal, {call(op, {date_from()}), number(1)}), scene);
    };
    EXPECT_EQ(counts(Operator::entries_since), Truth::yes);
    EXPECT_EQ(counts(Operator::entries_days_since), Truth::yes);
    EXPECT_EQ(counts(Operator::entries_before), Truth::no);
    EXPECT_EQ(counts(Operator::entries_days_before), Truth::no);
}

TEST(RuleEval, presence_follows_the_clock_of_the_scans_not_their_arrival) {
    Scene scene;
    scene.left("2024-09-24T08:30:00Z");
    scene.entered("2024-09-24T08:00:00Z");
    EXPECT_EQ(judged(call(Operator::equal, {var(Variable::entry_status), text("absent")}), scene),
              Truth::yes);
}

TEST(RuleEval, lists_compare_numbers_by_value_and_never_with_text) {
    const Scene scene;
    const auto in = [&](Expression item) {
        return judged(call(Operator::in_list,
                           {var(Variable::product), call(Operator::list, {std::move(item)})}),
                      scene);
    };
    EXPECT_EQ(in(number(1)), Truth::yes);
    EXPECT_EQ(in({.literal = 1.0}), Truth::yes);
    EXPECT_EQ(in(text("1")), Truth::no);
}

TEST(RuleEval, a_text_is_in_a_text_that_holds_it_and_a_number_in_none) {
    const Scene scene;
    const auto in = [&](Expression wanted, const std::string& where) {
        return judged(call(Operator::in_list, {std::move(wanted), text(where)}), scene);
    };
    EXPECT_EQ(in(var(Variable::entry_status), "present,absent"), Truth::yes);
    EXPECT_EQ(in(var(Variable::entry_status), "present"), Truth::no);
    EXPECT_EQ(in(var(Variable::product), "1"), Truth::undefined);
}

}  // namespace
}  // namespace kiosk::core
