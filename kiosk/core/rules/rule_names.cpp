// kiosk/core/rules/rule_names.cpp — the names that rules use on paper.
#include "kiosk/base/check.hpp"
#include "kiosk/core/rules/rule.hpp"

namespace kiosk::core {

std::string_view name_of(Operator op) {
    switch (op) {
        case Operator::literal: return "";
        case Operator::variable: return "var";
        case Operator::list: return "objectList";
        case Operator::time: return "buildTime";
        case Operator::all: return "and";
        case Operator::any: return "or";
        case Operator::equal: return "==";
        case Operator::not_equal: return "!=";
        case Operator::less: return "<";
        case Operator::less_or_equal: return "<=";
        case Operator::greater: return ">";
        case Operator::greater_or_equal: return ">=";
        case Operator::in_list: return "inList";
        case Operator::is_before: return "isBefore";
        case Operator::is_after: return "isAfter";
        case Operator::entries_since: return "entries_since";
        case Operator::entries_before: return "entries_before";
        case Operator::entries_days_since: return "entries_days_since";
        case Operator::entries_days_before: return "entries_days_before";
    }
    KIOSK_UNREACHABLE();
}

std::string_view name_of(Variable variable) {
    switch (variable) {
        case Variable::product: return "product";
        case Variable::variation: return "variation";
        case Variable::gate: return "gate";
        case Variable::now: return "now";
        case Variable::now_isoweekday: return "now_isoweekday";
        case Variable::entry_status: return "entry_status";
        case Variable::entries_number: return "entries_number";
        case Variable::entries_today: return "entries_today";
        case Variable::entries_days: return "entries_days";
        case Variable::minutes_since_last_entry: return "minutes_since_last_entry";
        case Variable::minutes_since_first_entry: return "minutes_since_first_entry";
    }
    KIOSK_UNREACHABLE();
}

std::string_view name_of(TimeSource source) {
    switch (source) {
        case TimeSource::custom: return "custom";
        case TimeSource::custom_time_of_day: return "customtime";
        case TimeSource::date_from: return "date_from";
        case TimeSource::date_to: return "date_to";
        case TimeSource::date_admission: return "date_admission";
    }
    KIOSK_UNREACHABLE();
}

std::string path_to_operand(const std::string& path, const Expression& part, std::size_t operand) {
    return path + "/" + std::string(name_of(part.op)) + "/" + std::to_string(operand);
}

}  // namespace kiosk::core
