// tests/unit/config/list_sections_test.cpp — lists, questions, rules and keys as written.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "kiosk/config/engine_settings.hpp"
#include "reading.hpp"

namespace kiosk::config {
namespace {

// Takes "{}" as no rule and any text with "good" as a rule; the real reader is another layer's.
Result<std::shared_ptr<const core::Rule>> plain_reader(std::string_view text) {
    if (text == "{}") return std::shared_ptr<const core::Rule>();
    if (text.find("good") == std::string_view::npos) {
        return fail(Errc::invalid_input, "rules/and/2: unknown operator");
    }
    core::Expression comparison;
    comparison.op = core::Operator::equal;
    comparison.operands.resize(2);
    return std::make_shared<const core::Rule>(core::Rule::make(std::move(comparison)).value());
}

LoadedConfig read_list_with(std::string_view keys, std::string_view more = "") {
    return read_config("[[list]]\nid = \"main\"\n" + std::string(keys) +
                           "\n[[station]]\nid = \"desk-1\"\nlists = [\"main\"]\n" +
                           std::string(more),
                       "k.toml", zone_known, plain_reader);
}

std::string problem_of(const LoadedConfig& loaded) {
    return loaded.problems.size() == 1 ? to_text(loaded.problems[0]) : to_text(loaded.problems);
}

class RuleFileTest : public ::testing::Test {
  protected:
    RuleFileTest() {
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "good.json") << "{\"good\": 1}";
        std::ofstream(folder_ / "bad.json") << "{\"bad\": 1}";
    }
    ~RuleFileTest() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] LoadedConfig with_rules(const std::string& file) const {
        return read_config("[[list]]\nid = \"main\"\nrules = \"" + file +
                               "\"\n[[station]]\nid = \"desk-1\"\nlists = [\"main\"]\n",
                           folder_ / "k.toml", zone_known, plain_reader);
    }

    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() /
        ("list-sections-" +
         std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST(ListSections, a_list_carries_date_check_out_and_rule) {
    const auto loaded =
        read_list_with("subevent = 12\nexit_all_at = \"04:30\"\nrules = '{\"good\": 1}'");
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    const ListSettings& list = loaded.config->lists[0];
    EXPECT_EQ(list.subevent, 12);
    EXPECT_EQ(list.exit_all_at, std::chrono::minutes(270));
    EXPECT_NE(list.rules, nullptr);
}

TEST(ListSections, a_rule_that_cannot_be_read_is_refused_with_its_path) {
    EXPECT_EQ(problem_of(read_list_with("rules = '{\"bad\": 1}'")),
              "k.toml:3:9: error: list \"main\": rules/and/2: unknown operator");
}

TEST(ListSections, an_empty_rule_is_no_rule) {
    const auto loaded = read_list_with("rules = '{}'");
    ASSERT_TRUE(loaded.config.has_value());
    EXPECT_EQ(loaded.config->lists[0].rules, nullptr);
}

TEST_F(RuleFileTest, a_rule_may_stand_in_a_file_beside_the_configuration) {
    const auto loaded = with_rules("good.json");
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    EXPECT_NE(loaded.config->lists[0].rules, nullptr);
}

TEST_F(RuleFileTest, a_file_with_a_bad_rule_is_named_with_the_path_within) {
    const auto text = to_text(with_rules("bad.json").problems);
    EXPECT_NE(text.find("bad.json\": rules/and/2: unknown operator"), std::string::npos) << text;
}

TEST_F(RuleFileTest, a_file_that_is_not_there_is_named) {
    const auto text = to_text(with_rules("none.json").problems);
    EXPECT_NE(text.find("none.json\": cannot be read: No such file"), std::string::npos) << text;
}

TEST(ListSections, a_check_out_time_must_be_a_time_of_day) {
    EXPECT_EQ(problem_of(read_list_with("exit_all_at = \"25:00\"")),
              "k.toml:3:15: error: exit_all_at \"25:00\" is no time of day such as \"04:00\"");
}

TEST(ListSections, add_on_match_reaches_the_engine) {
    const auto loaded = read_list_with("addon_match = true");
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    EXPECT_TRUE(engine_settings(*loaded.config, ZoneOffsets()).lists[0].list.addon_match);
}

constexpr std::string_view kDates = R"([[subevent]]
id = 5
name = "Saturday"
starts = 2027-03-13T09:00:00Z
ends = 2027-03-13T17:00:00Z
admission = 2027-03-13T08:30:00Z
[[subevent]]
id = 6
starts = 2027-03-14T09:00:00Z
)";

TEST(Subevents, have_times_of_their_own_for_rules) {
    const auto loaded = read_list_with("subevent = 6", kDates);
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    const auto settings = engine_settings(*loaded.config, ZoneOffsets());
    ASSERT_EQ(settings.subevent_times.size(), 2U);
    const core::EventTimes& saturday = settings.subevent_times.at({5});
    EXPECT_EQ(saturday.from, loaded.config->subevents[0].starts);
    EXPECT_EQ(saturday.to, loaded.config->subevents[0].ends);
    EXPECT_EQ(saturday.admission, loaded.config->subevents[0].admission);
    EXPECT_EQ(settings.subevent_times.at({6}).to, std::nullopt);
}

struct WrongDate {
    std::string_view list;
    std::string_view dates;
    std::string_view problem;
};

constexpr WrongDate kWrongDates[] = {
    {"subevent = 7", kDates, "list \"main\" is for subevent 7; known: 5, 6"},
    {"", "[[subevent]]\nid = 5\n", "[[subevent]] needs \"starts\""},
    {"", "[[subevent]]\nstarts = 2027-03-13T09:00:00Z\n", "[[subevent]] needs \"id\""},
    {"", "[[subevent]]\nid = 0\nstarts = 2027-03-13T09:00:00Z\n", "id"},
    {"", "[[subevent]]\nid = 5\nstarts = 2027-03-13T09:00:00Z\nends = 2027-03-13T08:00:00Z\n",
     "subevent 5 ends before it starts"},
    {"",
     "[[subevent]]\nid = 5\nstarts = 2027-03-13T09:00:00Z\n"
     "[[subevent]]\nid = 5\nstarts = 2027-03-14T09:00:00Z\n",
     "subevent 5 is there twice"},
    {"",
     "[[subevent]]\nid = 5\nname = \"A\"\nstarts = 2027-03-13T09:00:00Z\n"
     "[[subevent]]\nid = 6\nname = \"A\"\nstarts = 2027-03-14T09:00:00Z\n",
     "two subevents have the name \"A\""},
};

TEST(Subevents, that_cannot_be_are_refused_with_file_and_line) {
    for (const auto& wrong : kWrongDates) {
        const auto loaded = read_list_with(wrong.list, wrong.dates);
        EXPECT_FALSE(loaded.config.has_value()) << wrong.problem;
        const auto text = to_text(loaded.problems);
        EXPECT_NE(text.find(wrong.problem), std::string::npos) << text;
        EXPECT_TRUE(text.starts_with("k.toml:")) << text;
    }
}

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

TEST(ListSections, questions_reach_the_engine_with_numbers_from_one) {
    const auto loaded = read_list_with("", kQuestions);
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

TEST(ListSections, limits_of_answers_reach_the_engine) {
    const auto loaded = read_list_with("", kLimits);
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
    std::string_view keys;  // behind [[question]] id = "q", text = "?"; from line 9 on
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

TEST(ListSections, a_broken_question_is_named) {
    for (const auto& broken : kBrokenQuestions) {
        const auto loaded = read_list_with(
            "", "[[question]]\nid = \"q\"\ntext = \"?\"\n" + std::string(broken.keys) + "\n");
        EXPECT_FALSE(loaded.config.has_value()) << broken.keys;
        EXPECT_NE(to_text(loaded.problems).find(broken.expected), std::string::npos)
            << broken.keys << "\n"
            << to_text(loaded.problems);
    }
}

TEST(ListSections, two_questions_cannot_share_an_id) {
    const auto loaded = read_list_with("",
                                       "[[question]]\nid = \"q\"\ntext = \"?\"\n"
                                       "[[question]]\nid = \"q\"\ntext = \"?\"\n");
    EXPECT_NE(to_text(loaded.problems).find("question id \"q\" is taken by k.toml:8"),
              std::string::npos)
        << to_text(loaded.problems);
}

TEST(ListSections, stations_lists_and_dates_reach_the_engine) {
    const auto loaded = read_config(R"([event]
starts = 2027-03-10T08:00:00Z
ends = 2027-03-10T18:00:00Z
admission = 2027-03-10T07:30:00Z
[[list]]
id = "main"
products = ["Conference"]
include_pending = true
subevent = 5
[[station]]
id = "gate"
lists = ["main"]
gate = 7
direction = "exit"
name = { en = "North gate", fr = "Portail nord" }
)",
                                    "k.toml", zone_known, plain_reader);
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    const auto settings = engine_settings(*loaded.config, ZoneOffsets());
    EXPECT_EQ(settings.stations[0].gate, core::GateId{7});
    EXPECT_EQ(settings.stations[0].direction, core::Direction::exit);
    EXPECT_EQ(settings.stations[0].name.french, "Portail nord");
    EXPECT_EQ(settings.times.admission, loaded.config->event.admission);
    EXPECT_EQ(settings.times.from, loaded.config->event.starts);
    EXPECT_EQ(settings.times.to, loaded.config->event.ends);
    EXPECT_TRUE(settings.lists[0].list.include_pending);
    EXPECT_FALSE(settings.lists[0].list.all_products);
    EXPECT_EQ(settings.lists[0].list.subevent, core::SubeventId{5});
    EXPECT_EQ(settings.lists[0].products, std::vector<std::string>{"Conference"});
}

TEST(ListSections, a_key_set_that_cannot_be_read_stops_the_start) {
    const auto loaded = read_list_with("", "[keys]\nfile = \"none.toml\"\n");
    EXPECT_FALSE(loaded.config.has_value());
    EXPECT_NE(to_text(loaded.problems).find("none.toml"), std::string::npos)
        << to_text(loaded.problems);
}

}  // namespace
}  // namespace kiosk::config
