// tests/unit/cases/json_logic_test.cpp — the official JsonLogic suite for the operators we have.
//
// Our variables are a closed set, so triples whose data is looked up by `var` are run with the
// looked-up value in its place. Twenty test nothing but the look-up in data of the caller's own
// ("a.b", an index, a default); a rule with any of them is refused at load.
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "kiosk/pretix/rule_json.hpp"
#include "kiosk/core/rules/rule_eval.hpp"
#include "tests/unit/cases/running.hpp"

namespace kiosk::cases {
namespace {

namespace json = boost::json;

const std::set<std::string> kOperators{"and", "or", "<", "<=", ">", ">=", "==", "!="};

json::value load_suite() {
    std::ifstream input(kFolder / "fixtures/jsonlogic/tests.json");
    std::ostringstream text;
    text << input.rdbuf();
    return json::parse(text.str());
}

// The names of all operators in a rule.
void collect(const json::value& rule, std::set<std::string>& names) {
    if (const auto* object = rule.if_object()) {
        for (const auto& entry : *object) {
            names.insert(std::string(entry.key()));
            collect(entry.value(), names);
        }
    }
    if (const auto* array = rule.if_array()) {
        for (const auto& item : *array) collect(item, names);
    }
}

// Puts data in the place of {"var": "a.b"}.
json::value resolved(const json::value& rule, const json::value& data) {
    if (const auto* object = rule.if_object()) {
        if (const auto* name = object->if_contains("var")) {
            const json::value* found = &data;
            std::istringstream path(std::string(name->as_string().c_str()));
            for (std::string key; std::getline(path, key, '.');) found = &found->at(key);
            return *found;
        }
        json::object copy;
        for (const auto& entry : *object) copy[entry.key()] = resolved(entry.value(), data);
        return copy;
    }
    if (const auto* array = rule.if_array()) {
        json::array copy;
        for (const auto& item : *array) copy.push_back(resolved(item, data));
        return copy;
    }
    return rule;
}

// True when the value of the rule is what the suite wants; numbers are equal by value.
bool gives(const core::Value& value, const json::value& wanted) {
    if (const auto* list = std::get_if<const core::Expression*>(&value)) {
        if (!wanted.is_array() || (*list)->operands.size() != wanted.as_array().size())
            return false;
        for (std::size_t i = 0; i < (*list)->operands.size(); ++i) {
            const auto item = core::value_of((*list)->operands[i].literal);
            if (!gives(item, wanted.as_array()[i])) return false;
        }
        return true;
    }
    if (wanted.is_array()) return false;
    const auto expected = *pretix::read_expression(wanted, "wanted");
    return wanted.is_bool() == std::holds_alternative<bool>(value) &&
           same(value, core::value_of(expected.literal));
}

TEST(JsonLogic, the_official_triples_hold_for_every_operator_we_support) {
    const ZoneOffsets zone;
    const core::EventTimes times;
    const core::RuleFacts facts{.product = {1},
                                .variation = {},
                                .gate = {},
                                .now = {},
                                .zone = zone,
                                .times = times,
                                .history = {}};
    std::size_t run = 0;
    std::size_t refused = 0;
    const json::value suite = load_suite();
    for (const auto& entry : suite.as_array()) {
        if (!entry.is_array()) continue;
        const auto& triple = entry.as_array();
        std::set<std::string> names;
        collect(triple[0], names);
        const bool looks_up = names.erase("var") > 0;
        if (looks_up && names.empty()) {
            EXPECT_FALSE(pretix::read_expression(triple[0], "rule")) << json::serialize(entry);
            ++refused;
            continue;
        }
        if (!std::ranges::includes(kOperators, names)) continue;
        SCOPED_TRACE(json::serialize(entry));
        const auto expression = pretix::read_expression(resolved(triple[0], triple[1]), "rule");
        ASSERT_TRUE(expression) << expression.error().context;
        EXPECT_TRUE(gives(core::evaluate(*expression, facts), triple[2]));
        ++run;
    }
    EXPECT_EQ(run, 68U);
    EXPECT_EQ(refused, 20U);
}

}  // namespace
}  // namespace kiosk::cases
