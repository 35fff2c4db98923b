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
        {QuestionType::date, true, "2001-02-29", false},
        {QuestionType::date, true, "29.02.2000", true},
        {QuestionType::date, true, "2000-02-29T00:00:00", true},
        {QuestionType::date, true, "2000-02", false},
        {QuestionType::date, true, "2000-02/29", false},
        {QuestionType::time, true, "9:30", true},
        {QuestionType::time, true, "25:00", false},
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

TEST(Answers, are_bounded) {
    const auto question = a_question(QuestionType::text);
    EXPECT_TRUE(accepts(question, std::string(kAnswerMax, 'a')));
    EXPECT_FALSE(accepts(question, std::string(kAnswerMax + 1, 'a')));
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

TEST(QuestionTypes, have_the_shops_letters) {
    EXPECT_EQ(question_type_from("TEL"), QuestionType::phone);
    EXPECT_EQ(question_type_from("W"), QuestionType::date_time);
    EXPECT_EQ(question_type_from("X"), std::nullopt);
}

}  // namespace
}  // namespace kiosk::core
