// tests/unit/access/question_test.cpp — which answers count, which questions stay open.
#include "kiosk/core/access/question.hpp"

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

Question a_question(QuestionType type, bool required = false) {
    return {.id = {1},
            .type = type,
            .required = required,
            .ask_during_checkin = true,
            .options = {{.id = 501, .identifier = "VEGAN"}, {.id = 502, .identifier = {}}}};
}

struct Row {
    QuestionType type;
    bool required;
    std::string text;
    bool accepted;
};

// As the server answered when these were sent to it, and its documented forms.
TEST(Answers, are_accepted_as_the_server_accepts_them) {
    const std::vector<Row> rows{
        {QuestionType::choice, true, "501", true},
        {QuestionType::choice, true, "VEGAN", true},
        {QuestionType::choice, true, "99999999", false},
        {QuestionType::choice, true, "", false},
        {QuestionType::choice, false, "", true},
        {QuestionType::choices, false, "501,502", true},
        {QuestionType::choices, false, "502, 501", true},
        {QuestionType::choices, false, ",", false},
        {QuestionType::choices, false, "501,501", false},
        {QuestionType::choices, false, "501,9", false},
        {QuestionType::yes_no, false, "no", true},
        {QuestionType::yes_no, true, "True", true},
        {QuestionType::yes_no, true, "false", false},
        {QuestionType::line, true, " ", true},
        {QuestionType::line, true, "", false},
        {QuestionType::number, false, "-1", true},
        {QuestionType::number, false, "1e3", true},
        {QuestionType::number, false, " 4 ", true},
        {QuestionType::number, false, "three", false},
        {QuestionType::number, false, ".", false},
        {QuestionType::number, false, "1,5", false},
        {QuestionType::number, false, "1e999", true},
        {QuestionType::date, true, "2001-02-29", false},
        {QuestionType::date, true, "29.02.2000", true},
        {QuestionType::date, true, "2000-02-29T00:00:00", true},
        {QuestionType::date, true, "2000-02", false},
        {QuestionType::date, true, "2000-02/29", false},
        {QuestionType::time, true, "9:30", true},
        {QuestionType::time, true, "25:00", false},
        {QuestionType::time, true, "2024-09-24T09:30:00Z", true},
        {QuestionType::time, true, "2024-09-24T25:30", false},
        {QuestionType::phone, true, "12", true},
        {QuestionType::country, true, "GH", true},
        {QuestionType::country, true, "Ghana", false},
        {QuestionType::file, false, "file:1", false},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(accepts(a_question(row.type, row.required), row.text), row.accepted)
            << static_cast<int>(row.type) << " \"" << row.text << "\"";
    }
}

// A request may bring kAnswerMax bytes; what comes another way is judged whatever its length.
TEST(Answers, a_long_text_is_an_answer) {
    EXPECT_TRUE(accepts(a_question(QuestionType::text), std::string(kAnswerMax + 1, 'a')));
}

TEST(Answers, an_option_is_found_by_its_number_however_it_is_written) {
    EXPECT_TRUE(accepts(a_question(QuestionType::choice), "0501"));
    EXPECT_TRUE(accepts(a_question(QuestionType::choices), "0501,502"));
    EXPECT_FALSE(accepts(a_question(QuestionType::choices), "0501,501"));
    EXPECT_FALSE(accepts(a_question(QuestionType::choice), "+501"));
    EXPECT_FALSE(accepts(a_question(QuestionType::choice), "99999999999999999999501"));
}

TEST(Answers, a_country_is_one_that_has_a_code) {
    for (const auto* code : {"GH", "gh", "Gh", "AD", "ZW", "XK", "SS"}) {
        EXPECT_TRUE(accepts(a_question(QuestionType::country), code)) << code;
    }
    for (const auto* code : {"XX", "ZZ", "AA", "AN", "EU", "UK", "G", "GHA", "G1"}) {
        EXPECT_FALSE(accepts(a_question(QuestionType::country), code)) << code;
    }
}

struct LimitRow {
    QuestionType type;
    std::string text;
    bool accepted;
};

void expect_rows(const AnswerLimits& limits, const std::vector<LimitRow>& rows) {
    for (const auto& row : rows) {
        Question question = a_question(row.type);
        question.limits = limits;
        EXPECT_EQ(accepts(question, row.text), row.accepted) << row.text;
    }
}

TEST(Answers, a_number_keeps_within_the_limits_of_its_question) {
    expect_rows({.number_min = 1, .number_max = 6}, {{QuestionType::number, "1", true},
                                                     {QuestionType::number, "0.999999", false},
                                                     {QuestionType::number, " 6 ", true},
                                                     {QuestionType::number, "6.000001", false},
                                                     {QuestionType::number, "5.5", true},
                                                     {QuestionType::number, "6.5", false},
                                                     {QuestionType::number, "+0.2e1", true},
                                                     {QuestionType::number, "1e999999", false},
                                                     {QuestionType::number, "-1e999999", false},
                                                     {QuestionType::number, "1e-999999", false},
                                                     {QuestionType::number, "7", false}});
}

TEST(Answers, a_date_keeps_within_the_limits_of_its_question) {
    using std::chrono::local_days;
    using std::chrono::year;
    expect_rows(
        {.date_min = local_days(year(2024) / 9 / 24), .date_max = local_days(year(2024) / 9 / 28)},
        {{QuestionType::date, "2024-09-24", true},
         {QuestionType::date, "2024-09-23T23:59", false},
         {QuestionType::date, "28.09.2024", true},
         {QuestionType::date, "28.09.24", true},
         {QuestionType::date, "09/29/2024", false},
         {QuestionType::date_time, "2030-01-01", true}});
}

TEST(Answers, a_date_and_time_without_an_offset_is_one_of_the_venue) {
    Question question = a_question(QuestionType::date_time);
    question.limits.date_time_min = parse_iso_time("2024-09-24T08:00:00Z").value();
    question.limits.date_time_max = parse_iso_time("2024-09-24T09:00:00Z").value();
    const auto berlin = ZoneOffsets::make(std::chrono::hours(2), {}).value();
    for (const auto* inside :
         {"2024-09-24T10:00", "2024-09-24 11:00:00", "2024-09-24T08:00:00Z",
          "2024-09-24T09:00+00:00", "2024-09-24T03:30-0500", "2024-09-24T11:30+03"}) {
        EXPECT_TRUE(accepts(question, inside, berlin)) << inside;
    }
    for (const auto* outside :
         {"2024-09-24T09:59", "2024-09-24T11:01", "2024-09-24T07:59:59Z", "2024-09-24T11:00+00:00",
          "2024-09-24", "2024-09-24T08:30+0", "2024-09-24T08:30+00:0", "2024-09-24T08:30+24:00"}) {
        EXPECT_FALSE(accepts(question, outside, berlin)) << outside;
    }
}

TEST(Answers, a_text_has_at_most_the_characters_of_its_question) {
    expect_rows({.length_max = 4}, {{QuestionType::line, "Kɔku", true},
                                    {QuestionType::line, "Kɔku!", false},
                                    {QuestionType::text, "Kɔku!", false},
                                    {QuestionType::phone, "+233 30", true}});
}

TEST(OpenQuestions, are_those_asked_at_check_in_of_this_product_without_an_answer) {
    std::vector<Question> questions(4, a_question(QuestionType::line));
    questions[1].id = {2};
    questions[1].products = {{7}};
    questions[2].id = {3};
    questions[2].products = {{8}};
    questions[3].id = {4};
    questions[3].ask_during_checkin = false;
    const std::vector<Answer> answers{{.question = {1}, .text = "yes"}};
    EXPECT_EQ(open_questions(questions, {7}, answers), (std::vector<QuestionId>{{2}}));
}

TEST(OpenQuestions, a_question_whose_condition_was_answered_otherwise_is_not_asked) {
    std::vector<Question> questions{a_question(QuestionType::line)};
    questions[0].depends_on = QuestionId{9};
    questions[0].dependency_values = {"True"};
    const auto open_with = [&](const std::string& text) {
        const std::vector<Answer> answers{{.question = {9}, .text = text}};
        return open_questions(questions, {7}, answers).size();
    };
    EXPECT_EQ(open_with("False"), 0U);
    EXPECT_EQ(open_with("True"), 1U);
    EXPECT_EQ(open_with(""), 1U) << "answered, but how is not known here";
    EXPECT_EQ(open_questions(questions, {7}, {}).size(), 1U);
}

TEST(OpenQuestions, a_condition_is_met_by_the_option_however_it_was_named) {
    std::vector<Question> questions{a_question(QuestionType::choice),
                                    a_question(QuestionType::line)};
    questions[0].id = {9};
    questions[1].depends_on = QuestionId{9};
    questions[1].dependency_values = {"VEGAN"};
    const auto open_with = [&](QuestionType type, const std::string& text) {
        questions[0].type = type;
        const std::vector<Answer> answers{{.question = {9}, .text = text}};
        return open_questions(questions, {7}, answers).size();
    };
    EXPECT_EQ(open_with(QuestionType::choice, "501"), 1U);
    EXPECT_EQ(open_with(QuestionType::choice, "VEGAN"), 1U);
    EXPECT_EQ(open_with(QuestionType::choice, "502"), 0U);
    EXPECT_EQ(open_with(QuestionType::choices, "502, 501"), 1U);
    EXPECT_EQ(open_with(QuestionType::choices, "501,502"), 1U);
    EXPECT_EQ(open_with(QuestionType::choices, "502"), 0U);
    questions[1].dependency_values = {"True"};
    EXPECT_EQ(open_with(QuestionType::yes_no, "true"), 1U);
    EXPECT_EQ(open_with(QuestionType::yes_no, "False"), 0U);
    questions[1].dependency_values = {"False"};
    for (const auto* no : {"False", "false", "no", "0"}) {
        EXPECT_EQ(open_with(QuestionType::yes_no, no), 1U) << no;
    }
    EXPECT_EQ(open_with(QuestionType::yes_no, "true"), 0U);
}

TEST(QuestionTypes, have_the_shops_letters) {
    EXPECT_EQ(question_type_from("TEL"), QuestionType::phone);
    EXPECT_EQ(question_type_from("W"), QuestionType::date_time);
    EXPECT_EQ(question_type_from("X"), std::nullopt);
}

}  // namespace
}  // namespace kiosk::core
