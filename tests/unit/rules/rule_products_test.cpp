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

// One number for both would let half of them in where the rule says "not on Tuesday".
TEST(RuleNames, a_name_that_two_products_have_stands_for_both_in_a_comparison) {
    const auto variation = var(Variable::variation);
    const auto tuesday = named(99, "Tuesday");
    for (const auto& [first, second] :
         {std::pair(variation, tuesday), std::pair(tuesday, variation)}) {
        const auto is_it = call(Operator::equal, {first, second});
        const auto is_not = call(Operator::not_equal, {first, second});
        for (const std::int64_t number : {11, 14}) {
            EXPECT_EQ(judged(is_it, number == 11 ? 1 : 2, number), Truth::yes) << number;
            EXPECT_EQ(judged(is_not, number == 11 ? 1 : 2, number), Truth::no) << number;
        }
        EXPECT_EQ(judged(is_it, 1, 12), Truth::no);
        EXPECT_EQ(judged(is_not, 1, 12), Truth::yes);
    }
}

TEST(RuleNames, where_the_rule_may_not_grow_a_shared_name_admits_nobody) {
    for (const Operator op : {Operator::equal, Operator::not_equal}) {
        auto root = call(op, {var(Variable::variation), named(99, "Tuesday")});
        for (std::size_t depth = 2; depth < kRuleDepthMax; ++depth)
            root = call(Operator::all, {root});
        EXPECT_EQ(judged(root, 1, 11), Truth::no);
        EXPECT_EQ(judged(root, 1, 12), Truth::no);
    }
}

std::string refusal(const Expression& root) {
    const auto checked = check_products_are_named(rule(root));
    return checked ? "accepted" : checked.error().context;
}

constexpr std::string_view kNumberAlone =
    ": a product by its number alone; the attendee list has numbers of its own, so add the name: "
    "{\"lookup\": [\"product\", \"12\", \"Day pass\"]}";

// The file's own first product would be taken for the shop's product 1.
TEST(RuleNames, a_product_by_its_number_alone_is_refused_with_its_path) {
    const auto product = var(Variable::product);
    const auto in = [](Variable of, Expression item) {
        return call(Operator::in_list,
                    {var(of), call(Operator::list, {named(1, "Day pass"), std::move(item)})});
    };
    const std::string alone(kNumberAlone);
    EXPECT_EQ(refusal(call(Operator::equal, {product, number(1)})), "rules/==/1" + alone);
    EXPECT_EQ(refusal(call(Operator::not_equal, {number(1), product})), "rules/!=/0" + alone);
    EXPECT_EQ(refusal(in(Variable::product, named(2, ""))), "rules/inList/1/objectList/1" + alone);
    EXPECT_EQ(refusal(call(Operator::any, {yes(), in(Variable::variation, number(31))})),
              "rules/or/1/inList/1/objectList/1" + alone);
}

TEST(RuleNames, what_can_be_a_product_s_number_in_disguise_is_refused) {
    const auto product = var(Variable::product);
    const auto list = [](std::vector<Expression> items) {
        return call(Operator::list, std::move(items));
    };
    for (const auto& beside : {text("1"), var(Variable::variation), var(Variable::gate),
                               var(Variable::entries_number)}) {
        EXPECT_EQ(refusal(call(Operator::equal, {product, beside})),
                  "rules/==/1: a product is only equal to another; compare it with their names");
    }
    EXPECT_EQ(refusal(call(Operator::in_list, {product, list({yes()})})),
              "rules/inList/1/objectList/0: a product is only equal to another; compare it with "
              "their names")
        << "yes is 1 there";
    EXPECT_EQ(refusal(call(Operator::in_list, {named(1, "Day pass"), list({product})})),
              "rules/inList/1/objectList/0: a product can stand in ==, != and inList only");
    EXPECT_EQ(refusal(call(Operator::less, {product, number(2)})),
              "rules/</0: a product can stand in ==, != and inList only");
    EXPECT_EQ(refusal(call(Operator::is_before, {var(Variable::now), date_from(), product})),
              "rules/isBefore/2: a product can stand in ==, != and inList only");
}

TEST(RuleNames, a_name_or_no_variation_at_all_can_be_asked_for) {
    const auto variation = var(Variable::variation);
    EXPECT_EQ(refusal(call(Operator::equal, {variation, named(31, "Tuesday")})), "accepted");
    EXPECT_EQ(refusal(call(Operator::not_equal, {variation, Expression{}})), "accepted");
    EXPECT_EQ(refusal(call(Operator::equal, {variation, no()})), "accepted");
    EXPECT_EQ(refusal(call(Operator::all, {variation, yes()})), "accepted");
    EXPECT_EQ(refusal(variation_in({named(31, "Tuesday"), Expression{}})), "accepted");
    EXPECT_EQ(refusal(call(Operator::equal, {var(Variable::gate), number(1)})), "accepted");
}

}  // namespace
}  // namespace kiosk::core
