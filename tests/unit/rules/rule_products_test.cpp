// tests/unit/rules/rule_products_test.cpp — products and variations by the names in a rule.
#include "kiosk/core/rules/rule_products.hpp"

#include <gtest/gtest.h>

#include "kiosk/core/rules/rule_eval.hpp"
#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

const std::vector<Product>& products() {
    static const std::vector<Product> all{
        {{1}, "Day pass", {{{11}, "Tuesday"}, {{12}, "Wednesday"}}},
        {{2}, "Workshop", {{{13}, "Morning"}, {{14}, "Tuesday"}}}};
    return all;
}

Truth judged(const Expression& root, std::int64_t product, std::int64_t variation) {
    const Scene scene;
    RuleFacts facts = scene.facts();
    facts.product = {product};
    facts.variation = VariationId{variation};
    return holds(*with_products_of(rule(root), products()), facts);
}

Expression variation_in(std::vector<Expression> names) {
    return call(Operator::in_list,
                {var(Variable::variation), call(Operator::list, std::move(names))});
}

TEST(RuleNames, a_product_is_found_by_its_name_whatever_its_number) {
    const auto of_workshop =
        call(Operator::in_list,
             {var(Variable::product), call(Operator::list, {named(4711, "Workshop")})});
    EXPECT_EQ(judged(of_workshop, 2, 13), Truth::yes);
    EXPECT_EQ(judged(of_workshop, 1, 11), Truth::no);
    EXPECT_EQ(judged(of_workshop, 4711, 11), Truth::no);
}

TEST(RuleNames, a_variation_is_found_by_its_name_or_behind_its_product_s) {
    for (const char* name :
         {"Morning", "Workshop – Morning", "Workshop - Morning", "Workshop / Morning"}) {
        EXPECT_EQ(judged(variation_in({named(99, name)}), 2, 13), Truth::yes) << name;
        EXPECT_EQ(judged(variation_in({named(99, name)}), 1, 11), Truth::no) << name;
    }
    EXPECT_EQ(judged(variation_in({named(11, "Friday")}), 1, 11), Truth::no) << "nobody has it";
    EXPECT_EQ(judged(variation_in({named(11, "")}), 1, 11), Truth::yes) << "no name, the number";
}

TEST(RuleNames, a_name_that_two_products_have_stands_for_both_in_a_list) {
    const auto tuesday = variation_in({named(99, "Tuesday")});
    EXPECT_EQ(judged(tuesday, 1, 11), Truth::yes);
    EXPECT_EQ(judged(tuesday, 2, 14), Truth::yes);
    EXPECT_EQ(judged(tuesday, 1, 12), Truth::no);
    const auto of_pass = variation_in({named(99, "Day pass – Tuesday")});
    EXPECT_EQ(judged(of_pass, 1, 11), Truth::yes);
    EXPECT_EQ(judged(of_pass, 2, 14), Truth::no);
}

}  // namespace
}  // namespace kiosk::core
