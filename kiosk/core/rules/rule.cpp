// kiosk/core/rules/rule.cpp — the check of a rule, once, at load.
#include "kiosk/core/rules/rule.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "kiosk/base/check.hpp"
#include "kiosk/core/rules/rule_kind.hpp"

namespace kiosk::core {
namespace {

std::unexpected<Error> refuse(const std::string& path, std::string_view why) {
    return fail(Errc::invalid_input, path + ": " + std::string(why));
}

bool walks_history(const Expression& e) {
    if (e.op == Operator::variable) {
        return e.variable >= Variable::entry_status;
    }
    return e.op >= Operator::entries_since;
}

class Checker {
  public:
    Result<> check(const Expression& e, const std::string& path, std::size_t depth, bool compared) {
        if (depth > kRuleDepthMax) {
            return fail(Errc::too_large, path + ": deeper than " + std::to_string(kRuleDepthMax));
        }
        if (++nodes_ > kRuleNodesMax) {
            return fail(Errc::too_large, path + ": more than " + std::to_string(kRuleNodesMax) +
                                             " parts in one rule");
        }
        if (walks_history(e) && ++history_terms_ > kRuleHistoryTermsMax) {
            return fail(Errc::too_large, path + ": more than " +
                                             std::to_string(kRuleHistoryTermsMax) +
                                             " questions about earlier entries");
        }
        const std::string here = e.op == Operator::literal || e.op == Operator::variable
                                     ? path
                                     : path + "/" + std::string(name_of(e.op));
        if (compared && (e.op == Operator::all || e.op == Operator::any)) {
            return refuse(here, "and/or cannot stand below a comparison");
        }
        KIOSK_TRY_VOID(check_operands(e, here));
        const bool below = compared || !(e.op == Operator::all || e.op == Operator::any);
        for (std::size_t i = 0; i < e.operands.size(); ++i) {
            KIOSK_TRY_VOID(check(e.operands[i], here + "/" + std::to_string(i), depth + 1, below));
        }
        return {};
    }

  private:
    static Result<> check_count(const Expression& e, const std::string& here, std::size_t low,
                                std::size_t high) {
        if (e.operands.size() >= low && e.operands.size() <= high) return {};
        const std::string wanted =
            low == high ? std::to_string(low) : std::to_string(low) + " or " + std::to_string(high);
        return refuse(here,
                      "takes " + wanted + " values, has " + std::to_string(e.operands.size()));
    }

    static Result<> check_operands(const Expression& e, const std::string& here) {
        switch (e.op) {
            case Operator::literal:
            case Operator::variable:
            case Operator::time: return check_count(e, here, 0, 0);
            case Operator::list:
            case Operator::all:
            case Operator::any: return {};
            case Operator::equal:
            case Operator::not_equal:
            case Operator::greater:
            case Operator::greater_or_equal: return check_count(e, here, 2, 2);
            case Operator::less:
            case Operator::less_or_equal: return check_ordered(e, here, 3);
            case Operator::in_list: return check_in_list(e, here);
            case Operator::is_before:
            case Operator::is_after: return check_before(e, here);
            case Operator::entries_since:
            case Operator::entries_before:
            case Operator::entries_days_since:
            case Operator::entries_days_before:
                KIOSK_TRY_VOID(check_count(e, here, 1, 1));
                if (kind_of(e.operands[0]) != Kind::time) return refuse(here, "needs a time");
                return {};
        }
        KIOSK_UNREACHABLE();
    }

    static Result<> check_ordered(const Expression& e, const std::string& here, std::size_t most) {
        return check_count(e, here, 2, most);
    }

    static Result<> check_in_list(const Expression& e, const std::string& here) {
        KIOSK_TRY_VOID(check_count(e, here, 2, 2));
        const Kind where = kind_of(e.operands[1]);
        if (where == Kind::list || where == Kind::text) return {};
        return refuse(here, "needs a list or a text");
    }

    static Result<> check_before(const Expression& e, const std::string& here) {
        KIOSK_TRY_VOID(check_count(e, here, 2, 3));
        for (std::size_t i = 0; i < 2; ++i) {
            if (kind_of(e.operands[i]) != Kind::time) {
                return refuse(here, "value " + std::to_string(i) + " is not a time");
            }
        }
        if (e.operands.size() == 2) return {};
        return check_tolerance(e.operands[2], here);
    }

    static Result<> check_tolerance(const Expression& e, const std::string& here) {
        switch (kind_of(e)) {
            case Kind::null:
            case Kind::number:
            case Kind::condition:  // yes is one minute, as everywhere in Python
            case Kind::id: return {};
            case Kind::text: break;
            case Kind::time:
            case Kind::list: return refuse(here, "tolerance is not a number of minutes");
        }
        const auto* text = std::get_if<std::string>(&e.literal);
        if (e.op != Operator::literal) return refuse(here, "tolerance is text");
        if (text->empty()) return {};
        const auto minutes = number_in(*text);
        if (!minutes || !std::isfinite(*minutes)) return refuse(here, "tolerance is text");
        return {};
    }

    std::size_t nodes_ = 0;
    std::size_t history_terms_ = 0;
};

// Underscores stand between two digits only.
std::optional<std::string> without_underscores(std::string_view text) {
    const auto is_digit = [&](std::size_t at) {
        return at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            plain += text[i];
        } else if (i == 0 || !is_digit(i - 1) || !is_digit(i + 1)) {
            return std::nullopt;
        }
    }
    return plain;
}

}  // namespace

std::optional<double> number_in(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    const auto plain = without_underscores(text);
    if (!plain) return std::nullopt;
    double number = 0;
    const char* last = plain->data() + plain->size();
    const auto [end, error] = std::from_chars(plain->data(), last, number);
    if (error != std::errc{} || end != last || std::isnan(number)) return std::nullopt;
    return number;
}

bool is_condition(Operator op) {
    return op >= Operator::all && op <= Operator::is_after;
}

Result<Rule> Rule::make(Expression root) {
    if (!is_condition(root.op)) {
        return fail(Errc::invalid_input, "rules: the top level is not a comparison, and, or");
    }
    if (root.operands.empty()) return fail(Errc::invalid_input, "rules: the rule is empty");
    KIOSK_TRY_VOID(Checker().check(root, "rules", 1, /*compared=*/false));
    return Rule(std::move(root));
}

}  // namespace kiosk::core
