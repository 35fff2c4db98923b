// tests/unit/rules/rule_words_count_test.cpp — counts of entries, days and minutes in words.
#include <gtest/gtest.h>

#include "kiosk/core/rules/rule_words.hpp"
#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

std::string said(Operator op, Variable variable, std::int64_t limit, const Scene& scene,
                 Language language = Language::english) {
    const auto sentences =
        explain(rule(call(op, {var(variable), number(limit)})), scene.facts(), {}, language);
    return sentences.size() == 1 ? sentences.front() : std::to_string(sentences.size());
}

TEST(CountWords, no_day_at_all_is_said_as_already_entered) {
    Scene scene;
    scene.entered("2024-09-24T08:02:00Z", "North gate");
    for (const Operator op : {Operator::less_or_equal, Operator::equal}) {
        EXPECT_EQ(said(op, Variable::entries_days, 0, scene),
                  "Already entered at 08:02, North gate");
        EXPECT_EQ(said(op, Variable::entries_days, 0, scene, Language::french),
                  "Déjà entré à 08:02, North gate");
    }
}

TEST(CountWords, one_day_is_one_day) {
    Scene scene;
    scene.entered("2024-09-23T08:02:00Z");
    EXPECT_EQ(said(Operator::less, Variable::entries_days, 1, scene),
              "Entries on at most 1 day; already on 1, last 2024-09-23 08:02");
}

TEST(CountWords, the_very_minute_of_the_entry_is_not_zero_minutes) {
    Scene scene;
    scene.entered("2024-09-24T08:00:00Z");
    EXPECT_EQ(said(Operator::equal, Variable::minutes_since_last_entry, 0, scene),
              "Only within a minute of the entry at 08:00");
    EXPECT_EQ(said(Operator::equal, Variable::minutes_since_last_entry, 0, scene, Language::french),
              "Seulement dans la minute qui suit l’entrée de 08:00");
    EXPECT_EQ(said(Operator::equal, Variable::minutes_since_last_entry, 1, scene),
              "Only 1 min after the entry at 08:00");
    scene.now = at("2024-09-24T08:00:30Z");
    EXPECT_EQ(said(Operator::not_equal, Variable::minutes_since_last_entry, 0, scene),
              "Not within a minute of the entry at 08:00");
}

TEST(CountWords, who_never_entered_is_told_to_enter_first) {
    for (const Variable count : {Variable::entries_number, Variable::entries_days}) {
        EXPECT_EQ(said(Operator::not_equal, count, 0, Scene{}), "Only after an earlier entry");
        EXPECT_EQ(said(Operator::greater_or_equal, count, 1, Scene{}),
                  "Only after an earlier entry");
    }
    EXPECT_EQ(said(Operator::greater, Variable::entries_number, 1, Scene{}),
              "Needs 2 entries; none so far");
    EXPECT_EQ(said(Operator::greater, Variable::entries_number, 1, Scene{}, Language::french),
              "Il faut 2 entrées ; aucune jusqu’ici");
    EXPECT_EQ(said(Operator::greater, Variable::entries_days, 1, Scene{}, Language::french),
              "Il faut 2 jours avec entrée ; aucun jusqu’ici");
}

std::string said_of(const Expression& root, const Scene& scene) {
    const auto sentences = explain(rule(root), scene.facts(), {}, Language::english);
    return sentences.size() == 1 ? sentences.front() : std::to_string(sentences.size());
}

TEST(CountWords, the_entry_that_is_named_is_one_of_those_that_count) {
    Scene scene;
    scene.now = at("2024-09-24T12:00:00Z");
    scene.entered("2024-09-24T08:30:00Z", "North gate");
    scene.entered("2024-09-24T08:10:00Z", "West gate");
    scene.entered("2024-09-24T10:00:00Z", "South gate");
    const auto nine = time_of_day(std::chrono::hours(9));
    for (const auto count : {Operator::entries_before, Operator::entries_days_before}) {
        EXPECT_EQ(said_of(call(Operator::less, {call(count, {nine}), number(1)}), scene),
                  "Already entered before 09:00 at 08:30, North gate");
    }
    for (const auto count : {Operator::entries_since, Operator::entries_days_since}) {
        EXPECT_EQ(said_of(call(Operator::less, {call(count, {nine}), number(1)}), scene),
                  "Already entered since 09:00 at 10:00, South gate");
    }
}

TEST(CountWords, of_three_values_the_pair_that_fails_is_told) {
    Scene scene;
    const auto between = [](Operator op, std::int64_t low, std::int64_t high) {
        return call(op, {number(low), var(Variable::entries_number), number(high)});
    };
    EXPECT_EQ(said_of(between(Operator::less, 0, 2), scene), "Only after an earlier entry");
    EXPECT_EQ(said_of(between(Operator::less_or_equal, 1, 2), scene),
              "Only after an earlier entry");
    for (const auto* when : {"06", "07", "08"}) {
        scene.entered("2024-09-24T" + std::string(when) + ":00:00Z");
    }
    EXPECT_EQ(said_of(between(Operator::less, 0, 2), scene), "At most 1 entry; already 3");
    EXPECT_EQ(said_of(between(Operator::less_or_equal, 1, 2), scene),
              "At most 2 entries; already 3");
    EXPECT_EQ(said_of(between(Operator::less, -1, 1), scene), "Already entered at 08:00");
}

// Only cases of the server's hold such rules; a station refuses them at load.
TEST(CountWords, nothing_is_asked_for_that_would_not_help) {
    const std::string never = "Not allowed by this list's rule";
    Scene inside;
    inside.entered("2024-09-24T08:30:00Z");
    const auto compared = [](Operator op, Variable variable, Expression with) {
        return call(op, {var(variable), std::move(with)});
    };
    for (const auto& scene : {Scene{}, inside}) {
        for (const auto& none :
             {text("abc"), Expression{}, text("2.0"), Expression{.literal = 1.5}}) {
            EXPECT_EQ(said_of(compared(Operator::equal, Variable::entries_number, none), scene),
                      never);
        }
        EXPECT_EQ(said_of(compared(Operator::less, Variable::entries_today, text("abc")), scene),
                  never);
        EXPECT_EQ(said_of(compared(Operator::equal, Variable::entry_status, text("inside")), scene),
                  never);
        EXPECT_EQ(said_of(compared(Operator::less, Variable::entry_status, number(1)), scene),
                  never);
    }
    EXPECT_EQ(said_of(compared(Operator::equal, Variable::entries_number, text("2")), inside),
              "Needs 2 entries; only 1 so far");
}

}  // namespace
}  // namespace kiosk::core
