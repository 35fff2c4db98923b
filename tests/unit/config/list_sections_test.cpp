// tests/unit/config/list_sections_test.cpp — lists, questions, rules and keys as written.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

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
    if (text.find("number") != std::string_view::npos) {
        comparison.operands[0] = {.op = core::Operator::variable};
        comparison.operands[1].literal = std::int64_t{12};
    }
    if (text.find("word") != std::string_view::npos) {
        comparison.operands[0] = {.op = core::Operator::variable,
                                  .variable = core::Variable::entries_today};
        comparison.operands[1].literal = "abc";
    }
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

LoadedConfig giving_out(const std::string& products) {
    return read_list_with("", "[walk_in]\nproducts = [" + products + "]\n");
}

TEST(ListSections, what_the_desk_gives_out_is_bounded_and_named_once) {
    const auto loaded = giving_out("\"Day ticket\", \"Student\"");
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    EXPECT_EQ(loaded.config->walk_in.products, (std::vector<std::string>{"Day ticket", "Student"}));
    const auto name_of = [](std::size_t bytes) { return '"' + std::string(bytes, 'x') + '"'; };
    EXPECT_TRUE(giving_out(name_of(200)).config.has_value());
    EXPECT_EQ(problem_of(giving_out(name_of(201))),
              "k.toml:8:13: error: a product's name has 201 bytes, allowed 1 to 200");
    EXPECT_FALSE(giving_out("\"\"").config.has_value());
    EXPECT_EQ(problem_of(giving_out("\"a\", \"a\"")),
              "k.toml:8:18: error: product \"a\" is named twice");
    std::string many;
    for (int i = 0; i < 50; ++i) many += "\"" + std::to_string(i) + "\",";
    EXPECT_TRUE(giving_out(many).config.has_value());
    EXPECT_FALSE(giving_out(many + "\"x\"").config.has_value());
    EXPECT_FALSE(read_list_with("", "[walk_in]\n").config.has_value());
}

TEST(ListSections, a_rule_that_cannot_be_read_is_refused_with_its_path) {
    EXPECT_EQ(problem_of(read_list_with("rules = '{\"bad\": 1}'")),
              "k.toml:3:9: error: list \"main\": rules/and/2: unknown operator");
}

TEST(ListSections, a_rule_with_a_product_by_its_number_alone_is_refused_with_its_path) {
    EXPECT_TRUE(problem_of(read_list_with("rules = '{\"good\": \"number\"}'"))
                    .starts_with("k.toml:3:9: error: list \"main\": rules/==/1: a product by its "
                                 "number alone"));
}

TEST(ListSections, a_comparison_that_nothing_decides_is_refused_with_its_path) {
    EXPECT_EQ(problem_of(read_list_with("rules = '{\"good\": \"word\"}'")),
              "k.toml:3:9: error: list \"main\": rules/==/1: \"abc\" never equals a number");
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
