// tests/unit/pretix/question_json_test.cpp — questions as the shop's API writes them.
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "kiosk/pretix/event_json.hpp"

namespace kiosk::pretix {
namespace {

// The question with more keys, or the error as its identifier.
std::vector<core::Question> read(const std::string& more) {
    ShopEvent event;
    const auto done =
        read_question(boost::json::parse(R"({"id": 5, "required": true, "ask_during_checkin": true,
                               "options": [{"id": 6, "identifier": "VEG"}], )" +
                                         more + "}"),
                      event);
    EXPECT_TRUE(done) << done.error().context;
    return event.questions;
}

TEST(QuestionJson, carries_the_limits_of_its_answers) {
    const auto number = read(R"("type": "N", "items": [9], "valid_number_min": "1.000000",
                                "valid_number_max": 6.5)");
    ASSERT_EQ(number.size(), 1U);
    EXPECT_EQ(number[0].limits.number_min, 1);
    EXPECT_EQ(number[0].limits.number_max, 6.5);
    const auto date = read(R"("type": "D", "items": [9], "valid_date_min": "2024-09-24",
                              "valid_date_max": null, "valid_string_length_max": 40,
                              "valid_datetime_min": "2024-09-24T08:00:00+02:00",
                              "valid_datetime_max": "2024-09-24T08:00:00Z")");
    ASSERT_EQ(date.size(), 1U);
    EXPECT_EQ(date[0].limits.date_min, std::chrono::local_days(std::chrono::year(2024) / 9 / 24));
    EXPECT_EQ(date[0].limits.date_max, std::nullopt);
    EXPECT_EQ(date[0].limits.length_max, 40U);
    EXPECT_EQ(date[0].limits.date_time_min, parse_iso_time("2024-09-24T06:00:00Z").value());
    EXPECT_EQ(date[0].limits.date_time_max, parse_iso_time("2024-09-24T08:00:00Z").value());
}

TEST(QuestionJson, limits_that_cannot_be_read_are_refused_by_name) {
    ShopEvent event;
    for (const auto* key :
         {"valid_number_min", "valid_date_max", "valid_datetime_min", "valid_string_length_max"}) {
        const auto done = read_question(
            boost::json::parse(std::string(R"({"id": 5, "type": "N", "required": true, "items": [9],
                                               "options": [], ")") +
                               key + R"(": "soon"})"),
            event);
        ASSERT_FALSE(done) << key;
        EXPECT_NE(done.error().context.find(key), std::string::npos) << done.error().context;
    }
}

TEST(QuestionJson, a_question_of_no_product_is_asked_of_nobody) {
    EXPECT_TRUE(read(R"("type": "S", "items": [])").empty());
}

// Neither the server nor its scanning app looks at the other answer at check-in.
TEST(QuestionJson, is_asked_whatever_the_answer_that_it_depends_on) {
    const auto questions = read(R"("type": "S", "items": [9], "dependency_question": 4,
                                   "dependency_values": ["True"])");
    const std::vector<core::Answer> answers{{.question = {4}, .text = "False"}};
    EXPECT_EQ(core::open_questions(questions, {9}, answers).size(), 1U);
}

}  // namespace
}  // namespace kiosk::pretix
