// tests/unit/pretix/rule_json_test.cpp — rules are read once, and refused with the place.
#include "kiosk/pretix/rule_json.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace kiosk::pretix {
namespace {

std::string refusal(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = 2 * kRuleJsonDepthMax;
    const auto rule = read_rule(boost::json::parse(text, {}, options));
    return rule ? "accepted" : rule.error().context;
}

TEST(RuleJson, names_the_offending_node) {
    EXPECT_EQ(refusal(R"({"and": [true, true, {"isAfter": [{"var": "now"},
                                  {"buildTime": ["date_from"]}, "soon"]}]})"),
              "rules/and/2/isAfter: tolerance is text");
    EXPECT_EQ(refusal(R"({"<": [{"var": "entries_tody"}, 1]})"),
              "rules/</0/var: unknown variable \"entries_tody\"");
    EXPECT_EQ(refusal(R"({"or": [{"===": [1, 1]}]})"), "rules/or/0: unknown operator \"===\"");
    EXPECT_EQ(refusal(R"({"<": [{"and": [true]}, 1]})"),
              "rules/</0/and: and/or cannot stand below a comparison");
    EXPECT_EQ(refusal(R"({"isAfter": [{"var": "now"}, {"buildTime": ["custom", "noon"]}]})"),
              "rules/isAfter/1/buildTime: \"noon\" is not an ISO 8601 time");
    EXPECT_EQ(refusal(R"({"isAfter": [{"var": "now"},
                                      {"buildTime": ["custom", "2024-09-24T09:00:00"]}]})"),
              "rules/isAfter/1/buildTime: "
              "\"2024-09-24T09:00:00\" is not an ISO 8601 time with an offset");
    EXPECT_EQ(refusal(R"({"isAfter": [{"var": "now"}, 5]})"),
              "rules/isAfter: value 1 is not a time");
    EXPECT_EQ(refusal(R"({"inList": [{"var": "product"}, 5]})"),
              "rules/inList: needs a list or a text");
    EXPECT_EQ(refusal(R"({"isAfter": [{"var": "now"}, {"buildTime": ["date_from"]}, "inf"]})"),
              "rules/isAfter: tolerance is text");
    EXPECT_EQ(refusal(R"({"==": [1]})"), "rules/==: takes 2 values, has 1");
    EXPECT_EQ(refusal(R"({"==": [1, 2], "!=": [1, 2]})"),
              "rules: an object must have exactly one key");
    EXPECT_EQ(refusal(R"({"var": "product"})"),
              "rules: the top level is not a comparison, and, or");
    EXPECT_EQ(refusal("[1]"), "rules: not an object");
}

std::string label_read_from(const std::string& name) {
    const auto rule = read_rule(boost::json::parse(
        R"({"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "1", ")" + name +
        R"("]}]}]})"));
    return rule ? (*rule)->root().operands[1].operands[0].label : rule.error().context;
}

TEST(RuleJson, a_long_name_is_cut_between_two_characters) {
    const std::string most(core::kRuleLabelMax, 'x');
    EXPECT_EQ(label_read_from(most), most);
    EXPECT_EQ(label_read_from(most + "x"), most);
    const std::string front(core::kRuleLabelMax - 1, 'x');
    EXPECT_EQ(label_read_from(front + "é"), front);
    EXPECT_EQ(refusal(R"({"==": [1, ")" + std::string(core::kRuleTextMax, 'x') + R"("]})"),
              "accepted");
    EXPECT_EQ(refusal(R"({"==": [1, ")" + std::string(core::kRuleTextMax + 1, 'x') + R"("]})"),
              "rules/==/1: a text of 257 bytes, limit 256");
}

// The server leaves a JSON array as it is: what stands in it is not evaluated.
// Errors as their text.
std::string product_looked_up_by(const std::string& number) {
    const auto rule = read_rule(boost::json::parse(
        R"({"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", )" + number +
        R"(, "Day pass"]}]}]})"));
    if (!rule) return rule.error().context;
    return std::to_string(std::get<std::int64_t>((*rule)->root().operands[1].operands[0].literal));
}

TEST(RuleJson, a_looked_up_number_is_read_as_the_server_does) {
    for (const char* number :
         {"102", "102.0", R"("102")", R"(" 102")", R"("102\n")", R"("+102")"}) {
        EXPECT_EQ(product_looked_up_by(number), "102") << number;
    }
    EXPECT_EQ(product_looked_up_by("9223372036854775808"), "-9223372036854775808");
    EXPECT_EQ(product_looked_up_by(R"("9223372036854775808")"), "-9223372036854775808");
    for (const char* number : {R"("")", R"("+-5")", R"("1 02")", R"("18446744073709551616")"}) {
        EXPECT_TRUE(product_looked_up_by(number).ends_with("is not a number")) << number;
    }
}

TEST(RuleJson, an_object_in_an_array_is_no_value) {
    const auto rule = read_rule(boost::json::parse(
        R"({"inList": [{"var": "product"}, [7, {"lookup": ["product", "1", ""]}, {"what": 1}]]})"));
    ASSERT_TRUE(rule) << rule.error().context;
    const auto& list = (*rule)->root().operands[1];
    ASSERT_EQ(list.operands.size(), 3U);
    EXPECT_EQ(list.operands[0].literal, core::Literal(std::int64_t{7}));
    EXPECT_EQ(list.operands[1].op, core::Operator::list);
    EXPECT_TRUE(list.operands[1].operands.empty());
}

TEST(RuleJson, an_empty_rule_is_no_rule_in_a_case) {
    for (const auto* text : {"{}", "[]", "null", R"({"and": []})", R"({"or": []})"}) {
        const auto rule = read_rule(boost::json::parse(text));
        ASSERT_TRUE(rule) << text;
        EXPECT_EQ(*rule, nullptr) << text;
    }
}

std::string refusal_of_file(std::string_view text) {
    const auto rule = read_rule_text(text);
    return rule ? (*rule == nullptr ? "no rule" : "accepted") : rule.error().context;
}

// A parser keeps the last of two values: this rule would admit everybody.
TEST(RuleJson, a_key_that_stands_twice_is_refused_in_a_file) {
    EXPECT_EQ(refusal_of_file(
                  R"({"and": [{"and": [{"<": [{"var": "entries_number"}, 0]}], "and": []}]})"),
              "rules/and/0: \"and\" stands there twice");
    EXPECT_EQ(refusal_of_file(R"({"or": [true], "o\u0072": [false]})"),
              "rules: \"or\" stands there twice");
    EXPECT_EQ(refusal_of_file(R"({"and": [true, [1, 2], {"or": [{"<": [{"var": "product",
                                  "var": "gate"}, 1]}]}]})"),
              "rules/and/2/or/0/</0: \"var\" stands there twice");
    EXPECT_EQ(refusal_of_file(R"({"and": [{"and": [true]}, {"and": [true]}]})"), "accepted");
}

TEST(RuleJson, only_an_empty_object_stands_for_no_rule_in_a_file) {
    EXPECT_EQ(refusal_of_file("{}"), "no rule");
    for (const auto* text : {"null", "[]", "[1]", "false", "0", "\"\""}) {
        EXPECT_EQ(refusal_of_file(text), "rules: not an object; {} stands for no rule") << text;
    }
    EXPECT_TRUE(refusal_of_file("").starts_with("rules: not JSON"));
}

// `levels` and-operators, one in the other, around a comparison.
std::string nested(std::size_t levels) {
    std::string text = R"({"<": [1, 2]})";
    for (std::size_t i = 0; i < levels; ++i) text = R"({"and": [)" + text + "]}";
    return text;
}

TEST(RuleJson, depth_is_bounded) {
    EXPECT_EQ(refusal(nested(core::kRuleDepthMax - 2)), "accepted");
    EXPECT_TRUE(refusal(nested(core::kRuleDepthMax - 1)).ends_with("deeper than 32"));
}

// A comparison with a list of products: four parts and one more for each product.
std::string products(std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) {
        list += (i == 0 ? "" : ",") + std::string(R"({"lookup": ["product", "1", "x"]})");
    }
    return R"({"inList": [{"var": "product"}, {"objectList": [)" + list + "]}]}";
}

TEST(RuleJson, size_is_bounded) {
    EXPECT_EQ(refusal(products(core::kRuleNodesMax - 3)), "accepted");
    EXPECT_TRUE(refusal(products(core::kRuleNodesMax - 2)).ends_with("parts in one rule"));
}

std::string questions_about_entries(std::size_t count) {
    std::string terms;
    for (std::size_t i = 0; i < count; ++i) {
        terms += (i == 0 ? "" : ",") + std::string(R"({"<": [{"var": "entries_number"}, 1]})");
    }
    return R"({"and": [)" + terms + "]}";
}

TEST(RuleJson, cost_is_bounded) {
    EXPECT_EQ(refusal(questions_about_entries(core::kRuleHistoryTermsMax)), "accepted");
    EXPECT_TRUE(refusal(questions_about_entries(core::kRuleHistoryTermsMax + 1))
                    .ends_with("questions about earlier entries"));
}

}  // namespace
}  // namespace kiosk::pretix
