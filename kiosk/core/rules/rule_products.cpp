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
    void resolve(Expression& expression, std::size_t depth = 1) {
        if (const auto subject = subject_of(expression)) {
            if (*subject == Variable::variation && compare_with_namesakes(expression, depth))
                return;
            for (auto& operand : expression.operands) resolve_names(operand, *subject);
            return;
        }
        for (auto& operand : expression.operands) resolve(operand, depth + 1);
    }

  private:
    // `==` and `!=` with a name that several variations have: whether it is one of them. True when
    // the comparison is made anew.
    bool compare_with_namesakes(Expression& e, std::size_t depth) {
        constexpr std::size_t kDeeper = 3;  // comparison, inList, list, name
        constexpr std::size_t kMoreParts = 3;
        const bool is_equal = e.op == Operator::equal;
        if (!is_equal && e.op != Operator::not_equal) return false;
        const std::size_t named = e.operands[0].label.empty() ? 1 : 0;
        const Expression& name = e.operands[named];
        const auto numbers = numbers_of(name.label, Variable::variation, products_);
        if (name.label.empty() || numbers.size() < 2) return false;
        const Expression subject = e.operands[1 - named];
        const std::size_t more = numbers.size() + kMoreParts;
        if (depth + kDeeper > kRuleDepthMax || more > spare_) {
            e.operands[named] = subject;  // `!=` then admits nobody rather than everybody
            if (is_equal) e.operands[named] = {.literal = kNoProduct.value};
            return true;
        }
        spare_ -= more;
        Expression list{.op = Operator::list};
        list.operands.assign(numbers.size(), name);
        for (std::size_t i = 0; i < numbers.size(); ++i) list.operands[i].literal = numbers[i];
        Expression among{.op = Operator::in_list};
        among.operands = {subject, std::move(list)};
        if (is_equal) {
            e = std::move(among);
        } else {
            Expression not_among{.op = Operator::equal};
            not_among.operands = {std::move(among), Expression{.literal = false}};
            e = std::move(not_among);
        }
        return true;
    }

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

bool is_product(const Expression& expression) {
    return speaks_of(expression, Variable::product) || speaks_of(expression, Variable::variation);
}

bool is_number(const Expression& expression) {
    return expression.op == Operator::literal &&
           (std::holds_alternative<std::int64_t>(expression.literal) ||
            std::holds_alternative<double>(expression.literal));
}

// What may stand beside a product without being a number of its own.
bool is_known_by_name(const Expression& operand, bool in_list) {
    if (operand.op != Operator::literal) return false;
    if (std::holds_alternative<std::monostate>(operand.literal)) return true;
    // Within a list Python takes yes for 1; beside a comparison for any number but 0.
    if (std::holds_alternative<bool>(operand.literal)) return !in_list;
    return is_number(operand) && !operand.label.empty();
}

Result<> refuse_beside_product(const Expression& operand, const std::string& path) {
    if (!is_number(operand)) {
        return fail(Errc::invalid_input,
                    path + ": a product is only equal to another; compare it with their names");
    }
    return fail(Errc::invalid_input,
                path +
                    ": a product by its number alone; the attendee list has numbers of its own, "
                    "so add the name: {\"lookup\": [\"product\", \"12\", \"Day pass\"]}");
}

Result<> check_beside_product(const Expression& e, std::size_t product, const std::string& path) {
    for (std::size_t i = 0; i < e.operands.size(); ++i) {
        if (i == product) continue;
        const Expression& operand = e.operands[i];
        const std::string here = path_to_operand(path, e, i);
        if (operand.op != Operator::list) {
            if (is_known_by_name(operand, /*in_list=*/false)) continue;
            return refuse_beside_product(operand, here);
        }
        for (std::size_t k = 0; k < operand.operands.size(); ++k) {
            const Expression& item = operand.operands[k];
            if (is_known_by_name(item, /*in_list=*/true)) continue;
            return refuse_beside_product(item, path_to_operand(here, operand, k));
        }
    }
    return {};
}

Result<> check_named(const Expression& e, const std::string& path) {
    const bool joins = e.op == Operator::all || e.op == Operator::any;
    const bool tells_equal =
        e.op == Operator::equal || e.op == Operator::not_equal || e.op == Operator::in_list;
    const auto product = std::ranges::find_if(e.operands, is_product);
    // Below and/or it only asks whether there is one.
    if (product != e.operands.end() && !joins) {
        const auto at = static_cast<std::size_t>(product - e.operands.begin());
        if (tells_equal) return check_beside_product(e, at, path);
        return fail(Errc::invalid_input, path_to_operand(path, e, at) +
                                             ": a product can stand in ==, != and inList only");
    }
    for (std::size_t i = 0; i < e.operands.size(); ++i) {
        KIOSK_TRY_VOID(check_named(e.operands[i], path_to_operand(path, e, i)));
    }
    return {};
}

void collect(const Expression& expression, bool beside_product, std::vector<std::string>& names) {
    if (beside_product && !expression.label.empty()) names.push_back(expression.label);
    const bool here = beside_product || subject_of(expression) == Variable::product;
    for (const auto& operand : expression.operands) collect(operand, here, names);
}

}  // namespace

Result<> check_products_are_named(const Rule& rule) {
    return check_named(rule.root(), "rules");
}

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
