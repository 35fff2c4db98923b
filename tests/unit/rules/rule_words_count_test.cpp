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

}  // namespace
}  // namespace kiosk::core
