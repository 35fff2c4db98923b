// kiosk/core/rules/rule_path.cpp — minimum over alternatives, maximum over what must all hold.
#include "kiosk/core/rules/rule_path.hpp"

#include <algorithm>
#include <cmath>
#include <compare>

#include "kiosk/base/check.hpp"
#include "kiosk/core/rules/rule_eval.hpp"

namespace kiosk::core {
namespace {

// How unlikely the holder is to change it, then how far off it is.
struct Cost {
    int rigidity = 0;
    double distance = 0;

    friend auto operator<=>(const Cost&, const Cost&) = default;
};

constexpr int kNobodyCanChange = 10'000;  // a literal no, or what cannot be judged
constexpr int kTechnical = 1000;          // "minutes < 0" only asks whether there was an entry

struct Path {
    Cost cost;
    std::vector<const Expression*> unmet;
};

bool is_better(const Path& a, const Path& b) {
    if (a.cost != b.cost) return a.cost < b.cost;
    return a.unmet.size() < b.unmet.size();
}

// What `a op b` says of b.
Operator mirrored(Operator op) {
    switch (op) {
        case Operator::less: return Operator::greater;
        case Operator::less_or_equal: return Operator::greater_or_equal;
        case Operator::greater: return Operator::less;
        case Operator::greater_or_equal: return Operator::less_or_equal;
        default: return op;
    }
}

bool is_subject(const Expression& e) {
    return e.op == Operator::variable || e.op >= Operator::entries_since;
}

int rigidity_of(const Expression& subject) {
    switch (subject.op) {
        case Operator::entries_days_since:
        case Operator::entries_days_before: return 100;
        case Operator::entries_since:
        case Operator::entries_before: return 120;
        default: break;
    }
    switch (subject.variable) {
        case Variable::entry_status: return 20;
        case Variable::minutes_since_first_entry: return 80;
        case Variable::minutes_since_last_entry: return 90;
        case Variable::entries_days: return 100;
        case Variable::entries_number: return 120;
        case Variable::entries_today: return 140;
        case Variable::now: return 200;
        case Variable::now_isoweekday: return 210;
        case Variable::gate: return 500;
        case Variable::product:
        case Variable::variation: return 1000;
    }
    KIOSK_UNREACHABLE();
}

bool counts_minutes(const Expression& subject) {
    return subject.op == Operator::variable &&
           (subject.variable == Variable::minutes_since_last_entry ||
            subject.variable == Variable::minutes_since_first_entry);
}

Cost cost_of(const Expression& e, const RuleFacts& facts) {
    const Condition condition = condition_of(e, facts);
    if (condition.subject == nullptr) return {kNobodyCanChange, 0};
    Cost cost{rigidity_of(*condition.subject), 0};
    if (e.op == Operator::is_before || e.op == Operator::is_after) {
        const auto limit = limit_of(e, facts);
        if (!limit) return {kNobodyCanChange, 0};
        cost.distance = std::abs(std::chrono::duration<double>(facts.now - limit->at).count());
        return cost;
    }
    if (condition.other == nullptr) return cost;
    const auto has = number_of(evaluate(*condition.subject, facts));
    const auto wanted = number_of(evaluate(*condition.other, facts));
    if (!has || !wanted) return cost;
    cost.distance = std::abs(*wanted - *has);
    if (counts_minutes(*condition.subject) && *wanted <= 0) cost.rigidity += kTechnical;
    return cost;
}

Path path_of(const Expression& e, const RuleFacts& facts);

Path every(const Expression& e, const RuleFacts& facts) {
    Path joined;
    for (const auto& operand : e.operands) {
        Path path = path_of(operand, facts);
        joined.cost = std::max(joined.cost, path.cost);
        joined.unmet.insert(joined.unmet.end(), path.unmet.begin(), path.unmet.end());
    }
    return joined;
}

Path best(const Expression& e, const RuleFacts& facts) {
    std::optional<Path> found;
    for (const auto& operand : e.operands) {
        Path path = path_of(operand, facts);
        if (!found || is_better(path, *found)) found = std::move(path);
    }
    return found ? *std::move(found) : Path{{kNobodyCanChange, 0}, {&e}};
}

Path path_of(const Expression& e, const RuleFacts& facts) {
    if (e.op == Operator::all) return every(e, facts);
    if (e.op == Operator::any) return best(e, facts);
    if (truth_of(evaluate(e, facts)) == Truth::yes) return {};
    return {cost_of(e, facts), {&e}};
}

}  // namespace

Condition condition_of(const Expression& e, const RuleFacts& facts) {
    if (!is_condition(e.op) || e.operands.size() < 2) return {};
    const std::size_t left = failing_pair(e, facts);
    const Expression& a = e.operands[left];
    const Expression& b = e.operands[left + 1];
    if (is_subject(a)) return {&a, e.op, &b};
    if (is_subject(b)) return {&b, mirrored(e.op), &a};
    return {};
}

std::vector<const Expression*> closest_path(const Rule& rule, const RuleFacts& facts) {
    return path_of(rule.root(), facts).unmet;
}

}  // namespace kiosk::core
