// tests/unit/config/question_sections_test.cpp — questions as written.
#include <gtest/gtest.h>

#include "kiosk/config/engine_settings.hpp"
#include "reading.hpp"

namespace kiosk::config {
namespace {

constexpr std::string_view kQuestions = R"([[question]]
id = "shirt"
text = { en = "T-shirt?", fr = "T-shirt ?" }
type = "yes_no"
[[question]]
id = "size"
text = "Size?"
type = "choice"
required = true
products = ["Conference"]
options = ["S", "M"]
only_if = { question = "shirt", answers = ["True"] }
)";

TEST(QuestionSections, questions_reach_the_engine_with_numbers_from_one) {
    const auto loaded = read_with(kQuestions);
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    EXPECT_EQ(loaded.config->questions[1].text.at("en"), "Size?");
    const auto settings = engine_settings(*loaded.config, ZoneOffsets());
    ASSERT_EQ(settings.questions.size(), 2U);
    const core::Question& size = settings.questions[1].question;
    EXPECT_EQ(size.id, core::QuestionId{2});
    EXPECT_EQ(size.type, core::QuestionType::choice);
    EXPECT_TRUE(size.required);
    EXPECT_TRUE(size.ask_during_checkin);
    EXPECT_EQ(settings.questions[1].products, std::vector<std::string>{"Conference"});
    ASSERT_EQ(size.options.size(), 2U);
    EXPECT_EQ(size.options[1].identifier, "M");
    EXPECT_EQ(size.depends_on, core::QuestionId{1});
    EXPECT_EQ(size.dependency_values, std::vector<std::string>{"True"});
    EXPECT_EQ(question_number(*loaded.config, "size"), core::QuestionId{2});
    EXPECT_EQ(question_number(*loaded.config, "hat"), std::nullopt);
}

constexpr std::string_view kLimits = R"([[question]]
id = "age"
text = "Age?"
type = "number"
min = 16
max = 99.5
[[question]]
id = "born"
text = "Born on?"
type = "date"
max = 2011-03-10
[[question]]
id = "arrival"
text = "Arrival?"
type = "date_time"
min = 2027-03-09T12:00:00+01:00
[[question]]
id = "company"
text = "Company?"
max_length = 4096
)";

TEST(QuestionSections, limits_of_answers_reach_the_engine) {
    const auto loaded = read_with(kLimits);
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    const auto questions = engine_settings(*loaded.config, ZoneOffsets()).questions;
    const auto takes = [&](std::size_t at, std::string_view text) {
        return core::accepts(questions.at(at).question, text);
    };
    EXPECT_TRUE(takes(0, "16") && takes(0, "99.5"));
    EXPECT_FALSE(takes(0, "15.9") || takes(0, "100"));
    EXPECT_TRUE(takes(1, "2011-03-10"));
    EXPECT_FALSE(takes(1, "2011-03-11"));
    EXPECT_TRUE(takes(2, "2027-03-09T11:00:00Z"));
    EXPECT_FALSE(takes(2, "2027-03-09T10:59:59Z"));
    EXPECT_TRUE(takes(3, std::string(4096, 'x')));
    EXPECT_FALSE(takes(3, std::string(4097, 'x')));
}

struct BrokenQuestion {
    std::string_view keys;  // behind [[question]] id = "q", text = "?"
    std::string_view expected;
};

constexpr BrokenQuestion kBrokenQuestions[] = {
    {"type = \"choice\"", "needs \"options\" to choose from"},
    {"type = \"line\"\noptions = [\"S\"]", "has options but is no choice"},
    {"type = \"file\"", "asks for a file, which cannot be handed in at a station"},
    {"type = \"chioce\"\noptions = [\"S\"]", "did you mean \"choice\"?"},
    {"only_if = { question = \"q\", answers = [\"1\"] }", "depends on itself"},
    {"only_if = { question = \"p\", answers = [\"1\"] }", "depends on \"p\""},
    {"only_if = { answers = [\"1\"] }", "needs \"question\""},
    {"only_if = { question = \"q\" }", "needs \"answers\""},
    {"type = \"number\"\nmin = 6\nmax = 5.5", "\"min\" is above \"max\" in [[question]]"},
    {"type = \"number\"\nmin = \"6\"", "a number"},
    {"type = \"number\"\nmax = inf", "a number"},
    {"type = \"number\"\nmax_length = 6", "max_length"},
    {"type = \"date\"\nmin = 2027-03-11\nmax = 2027-03-10", "\"min\" is above \"max\""},
    {"type = \"date\"\nmin = 2027-03-11T08:00:00Z", "a date such as 2027-03-10"},
    {"type = \"date_time\"\nmin = 2027-03-11T08:00:00", "a time with its offset"},
    {"type = \"line\"\nmax_length = 0", "max_length"},
    {"type = \"line\"\nmax_length = 4097", "max_length"},
    {"type = \"choice\"\noptions = [\"S\"]\nmin = 1", "min"},
};

TEST(QuestionSections, a_broken_question_is_named) {
    for (const auto& broken : kBrokenQuestions) {
        const auto loaded =
            read_with("[[question]]\nid = \"q\"\ntext = \"?\"\n" + std::string(broken.keys) + "\n");
        EXPECT_FALSE(loaded.config.has_value()) << broken.keys;
        EXPECT_NE(to_text(loaded.problems).find(broken.expected), std::string::npos)
            << broken.keys << "\n"
            << to_text(loaded.problems);
    }
}

TEST(QuestionSections, two_questions_cannot_share_an_id) {
    const auto loaded = read_with(
        "[[question]]\nid = \"q\"\ntext = \"?\"\n"
        "[[question]]\nid = \"q\"\ntext = \"?\"\n");
    EXPECT_NE(to_text(loaded.problems).find("question id \"q\" is taken by k.toml:7"),
              std::string::npos)
        << to_text(loaded.problems);
}

}  // namespace
}  // namespace kiosk::config
