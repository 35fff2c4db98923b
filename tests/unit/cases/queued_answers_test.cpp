// tests/unit/cases/queued_answers_test.cpp — answers on their way to the shop.
#include "kiosk/cases/queued_answers.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "kiosk/cases/answer_json.hpp"

namespace kiosk::cases {
namespace {

using core::QuestionType;

TEST(StoredText, is_true_or_false_for_yes_and_no) {
    EXPECT_EQ(stored_text(QuestionType::yes_no, "true"), "True");
    EXPECT_EQ(stored_text(QuestionType::yes_no, "True"), "True");
    EXPECT_EQ(stored_text(QuestionType::yes_no, ""), "False");
    EXPECT_EQ(stored_text(QuestionType::line, "true"), "true");
}

TEST(StoredText, of_a_number_has_no_exponent) {
    const char* const numbers[][2] = {
        {"5", "5"},         {"5.50", "5.50"}, {"1E+2", "100"},    {"1.25e1", "12.5"},
        {"-3e-2", "-0.03"}, {"+.5", "0.5"},   {"5.", "5"},        {"007", "7"},
        {"000", "0"},       {"2,5", "2,5"},   {"0.5e-1", "0.05"},
    };
    for (const auto& number : numbers) {
        EXPECT_EQ(stored_text(QuestionType::number, number[0]), number[1]) << number[0];
    }
    EXPECT_EQ(stored_text(QuestionType::number, "1e100"), "1" + std::string(100, '0'));
    EXPECT_EQ(stored_text(QuestionType::number, "1e101"), "1e101");
    EXPECT_EQ(stored_text(QuestionType::number, "1e99999999999"), "1e99999999999");
    EXPECT_EQ(stored_text(QuestionType::number, "many"), "many");
}

TEST(SentAnswers, name_options_as_a_list_or_with_commas) {
    const auto sent =
        boost::json::parse(R"({"1": [503, "HALAL"], "2": "503,504", "3": [], "x": 1})");
    const auto answers = read_answers(sent).value();
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_EQ(answers[0].text, "503,HALAL");
    EXPECT_EQ(answers[1].text, "503,504");
    EXPECT_EQ(answers[2].text, "");
}

TEST(QueuedAnswers, are_those_to_questions_that_the_product_is_asked_at_check_in) {
    std::vector<core::Question> questions(4);
    for (std::size_t i = 0; i < questions.size(); ++i) {
        questions[i].id = {static_cast<std::int64_t>(i) + 1};
        questions[i].ask_during_checkin = i != 1;
    }
    questions[2].products = {{8}};
    const std::vector<core::Answer> answers{
        {{1}, "given"}, {{2}, "not asked"}, {{3}, "another product"}, {{1}, "on record"}};
    const auto queued = queued_answers(questions, {7}, answers);
    ASSERT_EQ(queued.size(), 1U);
    EXPECT_EQ(queued[0].question, core::QuestionId{1});
    EXPECT_EQ(queued[0].text, "given");
    EXPECT_EQ(queued_answers(questions, {8}, answers).size(), 2U);
}

}  // namespace
}  // namespace kiosk::cases
