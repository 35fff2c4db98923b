// kiosk/core/rules/rule_products.cpp — one walk through the tree.
#include "kiosk/core/rules/rule_products.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

bool speaks_of(const Expression& expression, Variable variable) {
    return expression.op == Operator::variable && expression.variable == variable;
}

// Product or variation, where one of the operands is that.
std::optional<Variable> subject_of(const Expression& expression) {
    for (const auto variable : {Variable::product, Variable::variation}) {
        const auto is_it = [&](const Expression& one) { return speaks_of(one, variable); };
        if (std::ranges::any_of(expression.operands, is_it)) return variable;
    }
    return std::nullopt;
}

std::size_t parts_of(const Expression& expression) {
    std::size_t parts = 1;
    for (const auto& operand : expression.operands) parts += parts_of(operand);
    return parts;
}

bool is_named(std::string_view label, const Product& product, const Variation& variation) {
    constexpr std::array<std::string_view, 3> kBetween{" – ", " - ", " / "};
    if (label == variation.name) return true;
    if (!label.starts_with(product.name)) return false;
    label.remove_prefix(product.name.size());
    return std::ranges::any_of(kBetween, [&](std::string_view between) {
        return label.starts_with(between) && label.substr(between.size()) == variation.name;
    });
}

std::vector<std::int64_t> numbers_of(std::string_view label, Variable subject,
                                     std::span<const Product> products) {
    std::vector<std::int64_t> numbers;
    for (const auto& product : products) {
        if (subject == Variable::product) {
            if (label == product.name) return {product.id.value};
            continue;
        }
        for (const auto& variation : product.variations) {
            if (is_named(label, product, variation)) numbers.push_back(variation.id.value);
        }
    }
    return numbers;
}

class Resolver {
  public:
    Resolver(const Expression& root, std::span<const Product> products)
        : products_(products), spare_(kRuleNodesMax - parts_of(root)) {}

    // Names stand beside the variable that they are compared with.
    void resolve(Expression& expression) {
        if (const auto subject = subject_of(expression)) {
            for (auto& operand : expression.operands) resolve_names(operand, *subject);
            return;
        }
        for (auto& operand : expression.operands) resolve(operand);
    }

  private:
    void resolve_names(Expression& expression, Variable subject) {
        if (!expression.label.empty()) {
            const auto numbers = numbers_of(expression.label, subject, products_);
            const bool unique = numbers.size() == 1;
            expression.literal = unique ? numbers.front() : kNoProduct.value;
            return;
        }
        std::vector<Expression> more;
        for (auto& operand : expression.operands) {
            resolve_names(operand, subject);
            if (expression.op == Operator::list) add_namesakes(operand, subject, more);
        }
        std::ranges::move(more, std::back_inserter(expression.operands));
    }

    void add_namesakes(const Expression& item, Variable subject, std::vector<Expression>& more) {
        if (item.label.empty()) return;
        const auto numbers = numbers_of(item.label, subject, products_);
        if (numbers.size() < 2 || numbers.size() > spare_) return;
        spare_ -= numbers.size();
        for (const auto number : numbers) {
            more.push_back(item);
            more.back().literal = number;
        }
    }

    std::span<const Product> products_;
    std::size_t spare_;  // parts that the rule may still get
};

void collect(const Expression& expression, bool beside_product, std::vector<std::string>& names) {
    if (beside_product && !expression.label.empty()) names.push_back(expression.label);
    const bool here = beside_product || subject_of(expression) == Variable::product;
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
    Resolver(root, products).resolve(root);
    auto made = Rule::make(std::move(root));
    KIOSK_CHECK(made.has_value(), "other numbers do not make a rule unreadable");
    return std::make_shared<const Rule>(*std::move(made));
}

}  // namespace kiosk::core
