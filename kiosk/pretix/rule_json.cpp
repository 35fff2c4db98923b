// kiosk/pretix/rule_json.cpp — JSON logic, node by node.
#include "kiosk/pretix/rule_json.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <optional>
#include <span>

#include <boost/json/parse.hpp>

#include "kiosk/core/access/answer_format.hpp"
#include "kiosk/json/repeated_key.hpp"
#include "kiosk/pretix/object_reader.hpp"
#include "kiosk/pretix/shop_time.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;
using core::Expression;
using core::Operator;
using core::TimeSource;
using core::Variable;

std::unexpected<Error> refuse(const std::string& path, std::string_view why) {
    return fail(Errc::invalid_input, path + ": " + std::string(why));
}

std::string_view view(const json::string& text) {
    return {text.data(), text.size()};
}

constexpr std::array kOperators{Operator::list,
                                Operator::all,
                                Operator::any,
                                Operator::equal,
                                Operator::not_equal,
                                Operator::less,
                                Operator::less_or_equal,
                                Operator::greater,
                                Operator::greater_or_equal,
                                Operator::in_list,
                                Operator::is_before,
                                Operator::is_after,
                                Operator::entries_since,
                                Operator::entries_before,
                                Operator::entries_days_since,
                                Operator::entries_days_before};

constexpr std::array kVariables{Variable::product,
                                Variable::variation,
                                Variable::gate,
                                Variable::now,
                                Variable::now_isoweekday,
                                Variable::entry_status,
                                Variable::entries_number,
                                Variable::entries_today,
                                Variable::entries_days,
                                Variable::minutes_since_last_entry,
                                Variable::minutes_since_first_entry};

constexpr std::array kTimeSources{TimeSource::custom, TimeSource::custom_time_of_day,
                                  TimeSource::date_from, TimeSource::date_to,
                                  TimeSource::date_admission};

template <class Names>
auto named(const Names& names, std::string_view name) -> std::optional<typename Names::value_type> {
    for (const auto one : names) {
        if (name_of(one) == name) return one;
    }
    return std::nullopt;
}

// {"op": x} means {"op": [x]}.
using Values = std::span<const json::value>;

Values values_of(const json::value& json) {
    if (const auto* array = json.if_array()) return {array->data(), array->size()};
    return {&json, 1};
}

Result<std::string> text_at(Values values, std::size_t at, const std::string& path) {
    if (at >= values.size() || !values[at].is_string()) {
        return refuse(path, "value " + std::to_string(at) + " is not a text");
    }
    const auto text = view(values[at].get_string());
    if (text.size() > core::kRuleTextMax) {
        return fail(Errc::too_large, path + ": a text of " + std::to_string(text.size()) +
                                         " bytes, limit " + std::to_string(core::kRuleTextMax));
    }
    return std::string(text);
}

// A name is for people, and fits products by all of it: what is too long is cut, between two
// characters of UTF-8.
std::string label_in(const json::string& text) {
    std::size_t size = std::min(text.size(), core::kRuleLabelMax);
    while (size > 0 && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return {text.data(), size};
}

Result<Expression> read_variable(Values values, const std::string& path) {
    const std::string name = KIOSK_TRY(text_at(values, 0, path));
    const auto variable = named(kVariables, name);
    if (!variable) return refuse(path, "unknown variable \"" + name + "\"");
    Expression e;
    e.op = Operator::variable;
    e.variable = *variable;
    return e;
}

Result<Expression> read_time(Values values, const std::string& path) {
    const std::string name = KIOSK_TRY(text_at(values, 0, path));
    const auto source = named(kTimeSources, name);
    if (!source) return refuse(path, "unknown time \"" + name + "\"");
    Expression e;
    e.op = Operator::time;
    e.time.source = *source;
    if (*source == TimeSource::custom) {
        const std::string text = KIOSK_TRY(text_at(values, 1, path));
        auto at = parse_shop_time(text);
        if (!at) return fail(std::move(at.error()).in(path));
        e.time.at = *at;
    } else if (*source == TimeSource::custom_time_of_day) {
        const std::string text = KIOSK_TRY(text_at(values, 1, path));
        auto time = parse_shop_time_of_day(text);
        if (!time) return fail(std::move(time.error()).in(path));
        e.time.time_of_day = *time;
    }
    return e;
}

// As Python's int() reads it: blanks around it and a plus sign are no matter. A number from 2^63
// to 2^64 - 1 is a negative one of its own, as in ObjectReader.
std::optional<std::int64_t> shop_number_in(std::string_view text) {
    text = core::without_blanks(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    const char* last = text.data() + text.size();
    std::int64_t number = 0;
    if (const auto [end, error] = std::from_chars(text.data(), last, number);
        error == std::errc{} && end == last) {
        return number;
    }
    std::uint64_t large = 0;
    const auto [end, error] = std::from_chars(text.data(), last, large);
    if (error != std::errc{} || end != last) return std::nullopt;
    return std::bit_cast<std::int64_t>(large);
}

// ["product", "12", "Day pass"]: the number counts, the name is for people.
Result<Expression> read_lookup(Values values, const std::string& path) {
    Expression e;
    if (const auto number = values.size() >= 2 ? whole_number(values[1]) : std::nullopt) {
        e.literal = *number;
    } else {
        const std::string text = KIOSK_TRY(text_at(values, 1, path));
        const auto read = shop_number_in(text);
        if (!read) return refuse(path, "\"" + text + "\" is not a number");
        e.literal = *read;
    }
    if (values.size() >= 3 && values[2].is_string()) e.label = label_in(values[2].get_string());
    return e;
}

// The server does not evaluate what stands in an array: an object there equals nothing.
Result<Expression> read_array_item(const json::value& item, const std::string& path) {
    if (!item.is_object() && !item.is_array()) return read_expression(item, path);
    Expression e;
    e.op = Operator::list;
    return e;
}

Result<Expression> read_array(const json::array& array, const std::string& path) {
    if (array.size() > core::kRuleNodesMax) return refuse(path, "too many values");
    Expression e;
    e.op = Operator::list;
    for (std::size_t i = 0; i < array.size(); ++i) {
        e.operands.push_back(KIOSK_TRY(read_array_item(array[i], path + "/" + std::to_string(i))));
    }
    return e;
}

Result<std::vector<Expression>> read_all(Values values, const std::string& path) {
    if (values.size() > core::kRuleNodesMax) return refuse(path, "too many values");
    std::vector<Expression> operands;
    operands.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        operands.push_back(KIOSK_TRY(read_expression(values[i], path + "/" + std::to_string(i))));
    }
    return operands;
}

Result<Expression> read_operation(const json::object& object, const std::string& path) {
    if (object.size() != 1) return refuse(path, "an object must have exactly one key");
    const std::string name(object.begin()->key());
    const std::string here = path + "/" + name;
    const Values values = values_of(object.begin()->value());
    if (name == "var") return read_variable(values, here);
    if (name == "buildTime") return read_time(values, here);
    if (name == "lookup") return read_lookup(values, here);
    const auto op = named(kOperators, name);
    if (!op) return refuse(path, "unknown operator \"" + name.substr(0, core::kRuleTextMax) + "\"");
    Expression e;
    e.op = *op;
    e.operands = KIOSK_TRY(read_all(values, here));
    return e;
}

// What the server takes for no rule at all.
bool is_empty(const json::value& json) {
    if (const auto* object = json.if_object()) return object->empty();
    if (const auto* array = json.if_array()) return array->empty();
    return json.is_null();
}

}  // namespace

Result<Expression> read_expression(const json::value& json, const std::string& path) {
    Expression e;
    switch (json.kind()) {
        case json::kind::null: return e;
        case json::kind::bool_: e.literal = json.get_bool(); return e;
        case json::kind::int64: e.literal = json.get_int64(); return e;
        case json::kind::double_: e.literal = json.get_double(); return e;
        case json::kind::uint64: e.literal = json.to_number<double>(); return e;
        case json::kind::string: e.literal = KIOSK_TRY(text_at({&json, 1}, 0, path)); return e;
        case json::kind::array: return read_array(json.get_array(), path);
        case json::kind::object: return read_operation(json.get_object(), path);
    }
    return refuse(path, "not JSON");
}

Result<std::shared_ptr<const core::Rule>> read_rule(const json::value& json) {
    if (is_empty(json)) return std::shared_ptr<const core::Rule>();
    const auto* object = json.if_object();
    if (object == nullptr) return refuse("rules", "not an object");
    core::Expression root = KIOSK_TRY(read_operation(*object, "rules"));
    const bool joins = root.op == Operator::all || root.op == Operator::any;
    if (joins && root.operands.empty()) return std::shared_ptr<const core::Rule>();
    core::Rule rule = KIOSK_TRY(core::Rule::make(std::move(root)));
    return std::make_shared<const core::Rule>(std::move(rule));
}

Result<std::shared_ptr<const core::Rule>> read_rule_text(std::string_view text) {
    json::parse_options options;
    options.max_depth = kRuleJsonDepthMax;
    boost::system::error_code error;
    const json::value value = json::parse({text.data(), text.size()}, error, {}, options);
    if (error == json::error::too_deep) {
        return fail(Errc::too_large,
                    "rules: nested deeper than " + std::to_string(core::kRuleDepthMax) + " levels");
    }
    if (error) return refuse("rules", "not JSON (" + error.message() + ")");
    if (const auto repeated = repeated_key(text, "rules", kRuleJsonDepthMax)) {
        return refuse(repeated->path,
                      "\"" + repeated->key.substr(0, core::kRuleTextMax) + "\" stands there twice");
    }
    if (!value.is_object()) return refuse("rules", "not an object; {} stands for no rule");
    return read_rule(value);
}

}  // namespace kiosk::pretix
