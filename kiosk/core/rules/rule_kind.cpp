// kiosk/core/rules/rule_kind.cpp — kinds, and which of them compare.
#include "kiosk/core/rules/rule_kind.hpp"

#include <string>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

// A text in a rule; nothing for one that is known at the gate only.
const std::string* written_text(const Expression& e) {
    return e.op == Operator::literal ? std::get_if<std::string>(&e.literal) : nullptr;
}

bool is_numeric(const Expression& e) {
    return kind_of(e) == Kind::number || kind_of(e) == Kind::id;
}

bool is_number_text(const Expression& e) {
    const auto* text = written_text(e);
    return text != nullptr && number_in(*text).has_value();
}

bool is_entry_status(const Expression& e) {
    return e.op == Operator::variable && e.variable == Variable::entry_status;
}

bool can_be_entry_status(const Expression& e) {
    const auto* text = written_text(e);
    return text == nullptr || *text == "present" || *text == "absent";
}

bool has_order(const Expression& a, const Expression& b) {
    const Kind left = kind_of(a);
    const Kind right = kind_of(b);
    if (is_numeric(a) || is_numeric(b)) {
        const auto counts = [](const Expression& e) {  // yes is 1
            return is_numeric(e) || kind_of(e) == Kind::condition || is_number_text(e);
        };
        return counts(a) && counts(b);
    }
    return left == right && (left == Kind::time || left == Kind::text || left == Kind::condition);
}

bool texts_can_equal(const Expression& a, const Expression& b) {
    return (!is_entry_status(a) || can_be_entry_status(b)) &&
           (!is_entry_status(b) || can_be_entry_status(a));
}

// A text equals anything that the server would print like that.
bool can_be_print_of(const Expression& text, const Expression& other) {
    const auto* written = written_text(text);
    if (written == nullptr) return false;  // "present" is no print of anything
    if (kind_of(other) == Kind::condition) return *written == "True" || *written == "False";
    return is_numeric(other) && number_in(*written).has_value();
}

// As Python compares within a list, and elsewhere where neither side is a text or yes/no.
bool can_be_same(const Expression& a, const Expression& b) {
    const Kind left = kind_of(a);
    const Kind right = kind_of(b);
    const auto counts = [](Kind kind) {
        return kind == Kind::number || kind == Kind::id || kind == Kind::condition;
    };
    if (counts(left) && counts(right)) return true;
    if (left == Kind::text && right == Kind::text) return texts_can_equal(a, b);
    const auto may_be_null = [](Kind kind) { return kind == Kind::null || kind == Kind::id; };
    if (may_be_null(left) && may_be_null(right)) return true;
    return left == Kind::time && right == Kind::time;
}

bool can_equal(const Expression& a, const Expression& b) {
    const Kind left = kind_of(a);
    const Kind right = kind_of(b);
    if (left == Kind::text && right == Kind::text) return texts_can_equal(a, b);
    if (left == Kind::text) return can_be_print_of(a, b);
    if (right == Kind::text) return can_be_print_of(b, a);
    if (left == Kind::condition || right == Kind::condition) return true;
    return can_be_same(a, b);
}

std::string name_of_kind(const Expression& e) {
    if (const auto* text = written_text(e)) return "\"" + *text + "\"";
    switch (kind_of(e)) {
        case Kind::condition: return "yes or no";
        case Kind::number:
        case Kind::id: return "a number";
        case Kind::text: return "\"present\" or \"absent\"";
        case Kind::time: return "a time";
        case Kind::list: return "a list";
        case Kind::null: return "null";
    }
    KIOSK_UNREACHABLE();
}

// The faulty one is what somebody wrote.
Result<> refuse_pair(const Expression& e, std::size_t left, std::string_view never,
                     const std::string& path) {
    const bool wrote_left =
        e.operands[left].op == Operator::literal && e.operands[left + 1].op != Operator::literal;
    const std::size_t faulty = wrote_left ? left : left + 1;
    const std::size_t other = wrote_left ? left + 1 : left;
    return fail(Errc::invalid_input, path_to_operand(path, e, faulty) + ": " +
                                         name_of_kind(e.operands[faulty]) + std::string(never) +
                                         name_of_kind(e.operands[other]));
}

Result<> check_list(const Expression& e, const std::string& path) {
    const Expression& wanted = e.operands[0];
    const Expression& where = e.operands[1];
    if (kind_of(where) == Kind::text) {
        if (kind_of(wanted) == Kind::text) return {};
        return refuse_pair(e, 0, " never contains ", path);
    }
    for (std::size_t i = 0; i < where.operands.size(); ++i) {
        const Expression& item = where.operands[i];
        if (can_be_same(wanted, item)) continue;
        return fail(Errc::invalid_input, path_to_operand(path_to_operand(path, e, 1), where, i) +
                                             ": " + name_of_kind(item) + " never equals " +
                                             name_of_kind(wanted));
    }
    return {};
}

Result<> check_pairs(const Expression& e, const std::string& path) {
    const bool equality = e.op == Operator::equal || e.op == Operator::not_equal;
    const bool ordered = e.op >= Operator::less && e.op <= Operator::greater_or_equal;
    if (e.op == Operator::in_list) return check_list(e, path);
    if (!equality && !ordered) return {};
    for (std::size_t i = 0; i + 1 < e.operands.size(); ++i) {
        const Expression& a = e.operands[i];
        const Expression& b = e.operands[i + 1];
        if (ordered && !has_order(a, b)) {
            return refuse_pair(e, i, " is never less or more than ", path);
        }
        if (equality && !can_equal(a, b)) return refuse_pair(e, i, " never equals ", path);
    }
    return {};
}

Result<> check_all(const Expression& e, const std::string& path) {
    KIOSK_TRY_VOID(check_pairs(e, path));
    for (std::size_t i = 0; i < e.operands.size(); ++i) {
        KIOSK_TRY_VOID(check_all(e.operands[i], path_to_operand(path, e, i)));
    }
    return {};
}

}  // namespace

Kind kind_of(const Expression& e) {
    switch (e.op) {
        case Operator::literal:
            if (std::holds_alternative<std::monostate>(e.literal)) return Kind::null;
            if (std::holds_alternative<bool>(e.literal)) return Kind::condition;
            if (std::holds_alternative<std::string>(e.literal)) return Kind::text;
            return Kind::number;
        case Operator::variable:
            switch (e.variable) {
                case Variable::product:
                case Variable::variation:
                case Variable::gate: return Kind::id;
                case Variable::now: return Kind::time;
                case Variable::entry_status: return Kind::text;
                case Variable::now_isoweekday:
                case Variable::entries_number:
                case Variable::entries_today:
                case Variable::entries_days:
                case Variable::minutes_since_last_entry:
                case Variable::minutes_since_first_entry: return Kind::number;
            }
            KIOSK_UNREACHABLE();
        case Operator::list: return Kind::list;
        case Operator::time: return Kind::time;
        case Operator::entries_since:
        case Operator::entries_before:
        case Operator::entries_days_since:
        case Operator::entries_days_before: return Kind::number;
        case Operator::all:
        case Operator::any:
        case Operator::equal:
        case Operator::not_equal:
        case Operator::less:
        case Operator::less_or_equal:
        case Operator::greater:
        case Operator::greater_or_equal:
        case Operator::in_list:
        case Operator::is_before:
        case Operator::is_after: return Kind::condition;
    }
    KIOSK_UNREACHABLE();
}

Result<> check_comparisons(const Rule& rule) {
    return check_all(rule.root(), "rules");
}

}  // namespace kiosk::core
