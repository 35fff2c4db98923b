// tests/unit/rules/rule_words_test.cpp — a refusal says what would have to be true.
#include "kiosk/core/rules/rule_words.hpp"

#include <gtest/gtest.h>

#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

using Sentences = std::vector<std::string>;

Sentences english(Expression root, const Scene& scene, TicketNames names = {}) {
    return explain(rule(std::move(root)), scene.facts(), names, Language::english);
}

Sentences french(Expression root, const Scene& scene) {
    return explain(rule(std::move(root)), scene.facts(), {}, Language::french);
}

Expression after(std::chrono::minutes time) {
    return call(Operator::is_after, {var(Variable::now), time_of_day(time)});
}

Expression entries_today_below_one() {
    return call(Operator::less, {var(Variable::entries_today), number(1)});
}

Expression with_product(std::int64_t id, std::string name) {
    return call(Operator::in_list,
                {var(Variable::product), call(Operator::list, {named(id, std::move(name))})});
}

constexpr std::chrono::minutes kTenToNoon = std::chrono::hours(11) + std::chrono::minutes(50);

TEST(RuleWords, a_rule_that_holds_needs_no_words) {
    EXPECT_EQ(english(entries_today_below_one(), Scene{}), Sentences{});
}

TEST(RuleWords, a_time_of_today_is_a_clock_time_in_the_venues_zone) {
    Scene scene;
    scene.zone = ZoneOffsets::make(std::chrono::hours(2), {}).value();
    EXPECT_EQ(english(after(kTenToNoon), scene), Sentences{"Only after 11:50"});
    EXPECT_EQ(french(after(kTenToNoon), scene), Sentences{"Seulement après 11:50"});
}

// "Before 01:00", said at 23:30, would be read as in an hour and a half.
TEST(RuleWords, a_limit_half_a_day_away_has_its_date) {
    using std::chrono::hours;
    Scene scene;
    scene.now = at("2024-09-24T23:30:00Z");
    const auto until_one =
        call(Operator::is_before, {var(Variable::now), time_of_day(hours(0)), number(60)});
    EXPECT_EQ(english(until_one, scene), Sentences{"Only before 2024-09-24 01:00"});
    EXPECT_EQ(french(until_one, scene), Sentences{"Seulement avant 2024-09-24 01:00"});
    scene.now = at("2024-09-24T12:59:59Z");
    EXPECT_EQ(english(until_one, scene), Sentences{"Only before 01:00"});
    scene.now = at("2024-09-24T13:00:00Z");
    EXPECT_EQ(english(until_one, scene), Sentences{"Only before 2024-09-24 01:00"});
    scene.entered("2024-09-24T00:10:00Z");
    const auto within =
        call(Operator::less, {var(Variable::minutes_since_first_entry), number(60)});
    EXPECT_EQ(english(within, scene), Sentences{"Only until 01:10"});
    scene.now = at("2024-09-24T23:30:00Z");
    EXPECT_EQ(english(within, scene), Sentences{"Only until 2024-09-24 01:10"});
}

TEST(RuleWords, a_second_entry_names_the_first) {
    Scene scene;
    scene.entered("2024-09-24T08:02:00Z", "North gate");
    EXPECT_EQ(english(entries_today_below_one(), scene),
              Sentences{"Already entered today at 08:02, North gate"});
    EXPECT_EQ(french(entries_today_below_one(), scene),
              Sentences{"Déjà entré aujourd’hui à 08:02, North gate"});
}

TEST(RuleWords, of_two_times_the_nearer_one_is_told) {
    using std::chrono::hours;
    for (const Operator op : {Operator::is_before, Operator::is_after}) {
        const bool before = op == Operator::is_before;  // it is 09:00
        const auto far = call(op, {var(Variable::now), time_of_day(hours(before ? 6 : 12))});
        const auto near = call(op, {var(Variable::now), time_of_day(hours(before ? 8 : 10))});
        const auto alone = english(near, Scene{});
        ASSERT_EQ(alone.size(), 1U);
        EXPECT_EQ(english(call(Operator::any, {far, near}), Scene{}), alone);
        EXPECT_EQ(english(call(Operator::any, {near, far}), Scene{}), alone);
    }
}

TEST(RuleWords, a_count_says_of_which_time) {
    using std::chrono::hours;
    Scene scene;
    scene.entered("2024-09-24T08:30:00Z");
    const auto not_one = [](Operator op, hours time) {
        return call(Operator::not_equal, {call(op, {time_of_day(time)}), number(1)});
    };
    EXPECT_EQ(english(not_one(Operator::entries_since, hours(8)), scene),
              Sentences{"Not with 1 entry since 08:00"});
    EXPECT_EQ(french(not_one(Operator::entries_since, hours(8)), scene),
              Sentences{"Pas avec 1 entrée depuis 08:00"});
    EXPECT_EQ(english(not_one(Operator::entries_days_before, hours(9)), scene),
              Sentences{"Not with 1 day with an entry before 09:00"});
    EXPECT_EQ(french(not_one(Operator::entries_days_before, hours(9)), scene),
              Sentences{"Pas avec 1 jour avec entrée avant 09:00"});
}

TEST(RuleWords, a_condition_written_the_other_way_round_reads_the_same) {
    const std::pair<Operator, Operator> pairs[] = {
        {Operator::less, Operator::greater},
        {Operator::less_or_equal, Operator::greater_or_equal},
        {Operator::greater, Operator::less},
        {Operator::greater_or_equal, Operator::less_or_equal},
        {Operator::equal, Operator::equal}};
    Scene scene;
    scene.entered("2024-09-24T08:02:00Z", "North gate");
    for (const auto& [op, mirrored] : pairs) {
        for (const std::int64_t limit : {-1, 0, 1, 2}) {
            const auto straight = call(op, {var(Variable::entries_today), number(limit)});
            const auto turned = call(mirrored, {number(limit), var(Variable::entries_today)});
            EXPECT_EQ(english(straight, scene), english(turned, scene)) << limit;
            EXPECT_EQ(french(straight, scene), french(turned, scene)) << limit;
        }
    }
}

TEST(RuleWords, a_wrong_product_names_the_own_and_the_right_ones) {
    EXPECT_EQ(english(with_product(7, "Conference"), Scene{}, {.product = "Day pass"}),
              Sentences{"Not with Day pass; only with Conference"});
    EXPECT_EQ(english(with_product(7, "Conference"), Scene{}), Sentences{"Only with Conference"});
    EXPECT_EQ(english(with_product(7, ""), Scene{}), Sentences{"Only with #7"});
}

TEST(RuleWords, weekdays_are_named_as_ranges) {
    const auto rule = call(Operator::greater, {var(Variable::now_isoweekday), number(4)});
    EXPECT_EQ(english(rule, Scene{}), Sentences{"Only Friday to Sunday"});
    EXPECT_EQ(french(rule, Scene{}), Sentences{"Seulement du vendredi au dimanche"});
}

TEST(RuleWords, a_wait_after_the_last_entry_is_given_as_its_end) {
    Scene scene;
    scene.entered("2024-09-24T08:40:00Z");
    const auto rule =
        call(Operator::greater, {var(Variable::minutes_since_last_entry), number(30)});
    EXPECT_EQ(english(rule, scene), Sentences{"Only after 09:11"});
}

// A rule that asks for somebody inside, of a holder who came and went, is not about a first entry.
TEST(RuleWords, who_has_left_is_told_when) {
    Scene scene;
    const auto inside = call(Operator::equal, {var(Variable::entry_status), text("present")});
    EXPECT_EQ(english(inside, scene), Sentences{"Only after an earlier entry"});
    scene.entered("2024-09-24T08:02:00Z", "North gate");
    scene.left("2024-09-24T08:40:00Z");
    EXPECT_EQ(english(inside, scene), Sentences{"Only for those inside; left 08:40"});
    EXPECT_EQ(french(inside, scene),
              Sentences{"Seulement pour qui est à l’intérieur ; sorti à 08:40"});
    const auto new_or_inside = call(
        Operator::any, {call(Operator::equal, {var(Variable::entries_number), number(0)}), inside});
    EXPECT_EQ(english(new_or_inside, scene), Sentences{"Only for those inside; left 08:40"});
    scene.now = at("2024-09-25T09:00:00Z");
    EXPECT_EQ(english(inside, scene), Sentences{"Only for those inside; left 2024-09-24 08:40"});
}

TEST(RuleWords, who_is_inside_is_told_since_when) {
    Scene scene;
    const auto outside = call(Operator::equal, {var(Variable::entry_status), text("absent")});
    scene.entered("2024-09-24T08:02:00Z");
    scene.left("2024-09-24T08:10:00Z");
    scene.entered("2024-09-24T08:40:00Z");
    EXPECT_EQ(english(outside, scene), Sentences{"Already inside since 08:40"});
    EXPECT_EQ(french(outside, scene), Sentences{"Déjà à l’intérieur depuis 08:40"});
}

TEST(RuleWords, of_two_ways_the_one_that_waiting_opens_is_told) {
    const auto either = call(Operator::any, {with_product(7, "Conference"), after(kTenToNoon)});
    EXPECT_EQ(english(either, Scene{}), Sentences{"Only after 11:50"});
}

TEST(RuleWords, of_equally_hard_ways_the_shorter_is_told) {
    const auto both = call(Operator::all, {with_product(7, "A"), after(kTenToNoon)});
    EXPECT_EQ(english(call(Operator::any, {both, with_product(8, "B")}), Scene{}),
              Sentences{"Only with B"});
}

TEST(RuleWords, asking_whether_there_was_an_entry_by_minutes_is_not_a_way_to_wait) {
    Scene scene;
    scene.entered("2024-09-24T08:40:00Z");
    const auto none = call(Operator::less, {var(Variable::minutes_since_last_entry), number(0)});
    EXPECT_EQ(english(call(Operator::any, {none, after(kTenToNoon)}), scene),
              Sentences{"Only after 11:50"});
}

TEST(RuleWords, all_unmet_conditions_of_the_way_are_told) {
    const auto both = call(Operator::all, {with_product(7, "Conference"), after(kTenToNoon)});
    EXPECT_EQ(english(both, Scene{}), (Sentences{"Only with Conference", "Only after 11:50"}));
}

TEST(RuleWords, a_plain_no_is_not_dressed_up) {
    EXPECT_EQ(english(call(Operator::all, {no()}), Scene{}),
              Sentences{"Not allowed by this list's rule"});
    EXPECT_EQ(english(call(Operator::all, {call(Operator::any, {})}), Scene{}),
              Sentences{"Not allowed by this list's rule"});
}

TEST(RuleWords, a_wide_tree_is_explained_in_time_that_its_size_bounds) {
    // 30 choices of 2: the disjunctive normal form would have 2^30 ways.
    std::vector<Expression> choices;
    for (int i = 0; i < 30; ++i) {
        choices.push_back(call(Operator::any, {with_product(7, "A"), after(kTenToNoon)}));
    }
    EXPECT_EQ(english(call(Operator::all, std::move(choices)), Scene{}),
              Sentences{"Only after 11:50"});
}

}  // namespace
}  // namespace kiosk::core
