// tests/unit/rules/rule_clock_change_test.cpp — times of day on the nights that change the clock.
//
// The instants are those that Python's datetime gives, which the server uses: a tolerance is added
// to what the clock shows, and only then is the instant looked up, with fold 0.
#include <gtest/gtest.h>

#include "kiosk/core/rules/rule_eval.hpp"
#include "kiosk/core/rules/rule_words.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

Truth judged(Expression root, const Scene& scene) {
    return holds(rule(std::move(root)), scene.facts());
}

struct Night {
    const char* zone;
    const char* now;          // only its day counts, and which reading of an hour that comes twice
    const char* time_of_day;  // as the rule gives it
    std::int64_t tolerance;
    const char* end;  // of "now is before the time of day"
};

constexpr Night kNights[] = {
    // The hour or half hour that the clock skips.
    {"Europe/Paris", "2027-03-28T01:40:00Z", "02:30", 60, "2027-03-28T01:30:00Z"},
    {"America/New_York", "2027-03-14T07:30:00Z", "02:30", 30, "2027-03-14T07:00:00Z"},
    {"Australia/Lord_Howe", "2027-10-02T15:40:00Z", "02:15", 30, "2027-10-02T15:45:00Z"},
    {"America/Santiago", "2027-09-05T04:10:00Z", "00:15", 60, "2027-09-05T04:15:00Z"},
    // Before it or after it, with a sum that falls into it or behind it.
    {"Europe/Paris", "2027-03-28T01:40:00Z", "01:30", 60, "2027-03-28T01:30:00Z"},
    {"Europe/Paris", "2027-03-28T00:40:00Z", "03:15", -30, "2027-03-28T01:45:00Z"},
    // The one that it shows twice.
    {"Europe/Paris", "2027-10-31T01:10:00Z", "02:30", 1, "2027-10-31T00:31:00Z"},
    {"Australia/Lord_Howe", "2027-04-03T15:10:00Z", "01:45", 1, "2027-04-03T14:46:00Z"},
    {"Europe/Paris", "2027-10-31T00:10:00Z", "01:30", 60, "2027-10-31T00:30:00Z"},
};

Scene scene_of(const Night& night, FineTime now) {
    Scene scene;
    scene.zone = locale::zone_offsets_from_tzdb(night.zone).value();
    scene.now = now;
    return scene;
}

Expression before(const Night& night) {
    const auto time = parse_time_of_day(night.time_of_day).value();
    return call(
        Operator::is_before,
        {var(Variable::now), time_of_day(std::chrono::duration_cast<std::chrono::minutes>(time)),
         number(night.tolerance)});
}

TEST(ClockChange, a_tolerance_is_added_to_the_time_of_day_as_it_is_written) {
    for (const Night& night : kNights) {
        const Scene scene = scene_of(night, at(night.now));
        const auto limit = limit_of(before(night), scene.facts());
        ASSERT_TRUE(limit) << night.zone << " " << night.time_of_day;
        EXPECT_EQ(limit->at, at(night.end)) << night.zone << " " << night.time_of_day;
        EXPECT_TRUE(limit->is_end);
    }
}

TEST(ClockChange, a_rule_ends_at_the_instant_that_its_words_name) {
    for (const Night& night : kNights) {
        const Truth judgement = judged(before(night), scene_of(night, at(night.now)));
        EXPECT_EQ(judgement, truth_of(at(night.now) < at(night.end)))
            << night.zone << " " << night.time_of_day;
    }
}

TEST(ClockChange, the_sentence_names_what_the_clock_shows_then) {
    const Scene scene = scene_of(kNights[0], at("2027-03-28T01:40:00Z"));
    EXPECT_EQ(explain(rule(before(kNights[0])), scene.facts(), {}, Language::english),
              std::vector<std::string>{"Only before 03:30"});
}

TEST(ClockChange, a_time_of_day_may_stand_on_either_side_of_now) {
    const Scene scene = scene_of(kNights[0], at("2027-03-28T01:20:00Z"));  // 03:20
    const auto half_past_two = time_of_day(std::chrono::minutes(150));
    const auto turned = call(Operator::is_after, {half_past_two, var(Variable::now), number(-30)});
    const auto limit = limit_of(turned, scene.facts());
    ASSERT_TRUE(limit);
    EXPECT_EQ(limit->at, at("2027-03-28T01:00:00Z"));  // 02:00, which is 03:00 that night
    EXPECT_TRUE(limit->is_end);
    EXPECT_EQ(explain(rule(turned), scene.facts(), {}, Language::english),
              std::vector<std::string>{"Only before 03:00"});
    const auto start = call(Operator::is_before, {half_past_two, var(Variable::now)});
    EXPECT_EQ(explain(rule(start), scene.facts(), {}, Language::english),
              std::vector<std::string>{"Only after 03:30"});
}

// New York, 3 November 2024: at 06:00 UTC the clock goes back from 02:00 to 01:00. The server adds
// tolerances on the wall clock, where an hour that comes twice counts once.
TEST(ClockChange, a_tolerance_on_a_time_of_day_is_wall_clock_time_in_the_repeated_hour) {
    Scene scene;
    scene.zone =
        ZoneOffsets::make(std::chrono::hours(-4),
                          {{std::chrono::floor<std::chrono::seconds>(at("2024-11-03T06:00:00Z")),
                            std::chrono::hours(-5)}})
            .value();
    const auto before = [&](Expression tolerance) {
        return judged(
            call(Operator::is_before,
                 {var(Variable::now), time_of_day(std::chrono::minutes(90)), std::move(tolerance)}),
            scene);
    };
    scene.now = at("2024-11-03T06:29:59Z");  // 01:29:59 for the second time
    EXPECT_EQ(before({}), Truth::yes);
    EXPECT_EQ(before({.literal = 1.5}), Truth::no);
    EXPECT_EQ(before(number(60)), Truth::yes);  // 02:30 comes once only
    scene.now = at("2024-11-03T05:29:59Z");     // for the first time
    EXPECT_EQ(before({.literal = 1.5}), Truth::yes);
    const auto after_now = [&](std::int64_t minutes) {
        return judged(
            call(Operator::is_after,
                 {var(Variable::now), time_of_day(std::chrono::minutes(90)), number(minutes)}),
            scene);
    };
    EXPECT_EQ(after_now(0), Truth::no);
    EXPECT_EQ(after_now(1), Truth::yes);
}

// Berlin, 30 March 2025: 02:30 does not occur. Two times of the same wall clock are compared there.
TEST(ClockChange, two_times_of_day_are_compared_on_the_wall_clock) {
    Scene scene;
    scene.zone =
        ZoneOffsets::make(std::chrono::hours(1),
                          {{std::chrono::floor<std::chrono::seconds>(at("2025-03-30T01:00:00Z")),
                            std::chrono::hours(2)}})
            .value();
    scene.now = at("2025-03-30T06:00:00Z");
    const auto half_past_two = time_of_day(std::chrono::minutes(150));
    const auto three = time_of_day(std::chrono::minutes(180));
    EXPECT_EQ(judged(call(Operator::is_before, {half_past_two, three}), scene), Truth::yes);
    EXPECT_EQ(judged(call(Operator::is_after, {three, half_past_two}), scene), Truth::yes);
    EXPECT_EQ(judged(call(Operator::is_before, {half_past_two, three, number(-30)}), scene),
              Truth::no);
    EXPECT_EQ(judged(call(Operator::is_before, {half_past_two, three, number(-29)}), scene),
              Truth::yes);
}

}  // namespace
}  // namespace kiosk::core
