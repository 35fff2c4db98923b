// kiosk/core/rules/rule_products.cpp — one walk through the tree.
#include "kiosk/core/rules/rule_products.hpp"

#include <algorithm>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

void resolve(Expression& expression, std::span<const Product> products) {
    if (!expression.label.empty()) {
        const auto found = std::ranges::find(products, expression.label, &Product::name);
        expression.literal = found == products.end() ? kNoProduct.value : found->id.value;
    }
    for (auto& operand : expression.operands) resolve(operand, products);
}

bool speaks_of_product(const Expression& expression) {
    return expression.op == Operator::variable && expression.variable == Variable::product;
}

// Names stand beside the variable that they are compared with.
void resolve_comparisons(Expression& expression, std::span<const Product> products) {
    if (std::ranges::any_of(expression.operands, speaks_of_product)) {
        resolve(expression, products);
        return;
    }
    for (auto& operand : expression.operands) resolve_comparisons(operand, products);
}

void collect(const Expression& expression, bool beside_product, std::vector<std::string>& names) {
    if (beside_product && !expression.label.empty()) names.push_back(expression.label);
    const bool here = beside_product || std::ranges::any_of(expression.operands, speaks_of_product);
    for (const auto& operand : expression.operands) collect(operand, here, names);
}

}  // namespace

std::vector<std::string> product_names_in(const Rule& rule) {
    std::vector<std::string> names;
    collect(rule.root(), /*beside_product=*/false, names);
    return names;
}

std::shared_ptr<const Rule> with_products_of(const Rule& rule, std::span<const Product> products) {
    Expression root = rule.root();
    resolve_comparisons(root, products);
    auto made = Rule::make(std::move(root));
    KIOSK_CHECK(made.has_value(), "other numbers do not make a rule unreadable");
    return std::make_shared<const Rule>(*std::move(made));
}

}  // namespace kiosk::core
