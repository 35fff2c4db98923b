// kiosk/core/rules/rule.hpp — a check-in list's custom rule as a checked tree.
//
// The ticket shop writes rules in JSON logic (jsonlogic.com) with its own operators. A reader
// (kiosk/pretix/rule_json) turns the text into an Expression; Rule::make() checks it once, at load,
// so that nothing is left to fail at the gate. A checked Rule never changes and is free of I/O.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::core {

inline constexpr std::size_t kRuleNodesMax = 4096;        // a list of 1000 products, four times
inline constexpr std::size_t kRuleDepthMax = 32;          // the shop's editor makes about 5
inline constexpr std::size_t kRuleHistoryTermsMax = 256;  // each walks the ticket's check-ins
inline constexpr std::size_t kRuleTextMax = 256;          // bytes of one text
// Bytes of a name; longer ones are cut. The shop's have 255 characters of up to four bytes, and a
// variation's stands behind its product's.
inline constexpr std::size_t kRuleLabelMax = 2048;

enum class Operator : std::uint8_t {
    literal,   // null, yes/no, number or text
    variable,  // one of Variable
    list,      // objectList, or a JSON array
    time,      // buildTime
    all,       // and
    any,       // or
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    in_list,
    is_before,
    is_after,
    entries_since,  // these four take a time
    entries_before,
    entries_days_since,
    entries_days_before,
};

enum class Variable : std::uint8_t {
    product,
    variation,
    gate,
    now,
    now_isoweekday,  // 1 = Monday … 7 = Sunday, venue time
    entry_status,    // "present" or "absent"
    entries_number,
    entries_today,
    entries_days,
    minutes_since_last_entry,   // -1 without an entry
    minutes_since_first_entry,  // -1 without an entry
};

enum class TimeSource : std::uint8_t {
    custom,
    custom_time_of_day,
    date_from,
    date_to,
    date_admission
};

struct BuiltTime {
    TimeSource source = TimeSource::date_from;
    FineTime at;                               // custom
    std::chrono::microseconds time_of_day{0};  // custom_time_of_day, venue time
};

using Literal = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

struct Expression {
    Operator op = Operator::literal;
    Literal literal;                        // literal; a lookup is its number
    Variable variable = Variable::product;  // variable
    BuiltTime time;                         // time
    std::string label;                      // name in a lookup, for explanations
    std::vector<Expression> operands;
};

class Rule {
  public:
    // Errc::invalid_input or Errc::too_large with the path of the offending node:
    // "rules/and/2/isAfter: tolerance is text". The top level must be a comparison, and, or.
    [[nodiscard]] static Result<Rule> make(Expression root);

    [[nodiscard]] const Expression& root() const { return root_; }

  private:
    explicit Rule(Expression root) : root_(std::move(root)) {}

    Expression root_;
};

// The names of JSON logic: "isAfter", "entries_today". Operators without one of their own
// (literal) have an empty name.
[[nodiscard]] std::string_view name_of(Operator op);
[[nodiscard]] std::string_view name_of(Variable variable);
[[nodiscard]] std::string_view name_of(TimeSource source);

// Where a part's operand stands, as errors name it: "/and/1/inList/0".
[[nodiscard]] std::string path_to_operand(const std::string& path, const Expression& part,
                                          std::size_t operand);

// True for all, any and the comparisons: what may stand at the top.
[[nodiscard]] bool is_condition(Operator op);

// Reads a number as Python's float() does where a text stands for one: blanks around it are
// ignored, "1_0" is ten, "inf" is infinite. "nan" is none: no comparison with it holds.
[[nodiscard]] std::optional<double> number_in(std::string_view text);

}  // namespace kiosk::core
