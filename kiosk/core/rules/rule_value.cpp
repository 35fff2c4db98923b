// kiosk/core/rules/rule_value.cpp — Python's coercions, spelled out.
#include "kiosk/core/rules/rule_value.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace kiosk::core {
namespace {

template <class T>
bool is(const Value& value) {
    return std::holds_alternative<T>(value);
}

bool is_number(const Value& value) {
    return is<std::int64_t>(value) || is<double>(value);
}

std::string digits_of(double number, std::chars_format format) {
    std::array<char, 64> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format);
    return {buffer.data(), end};
}

// repr() of a float: the shortest digits that read back, with ".0" where it is whole; with an
// exponent below 0.0001 and from 1e16 on.
std::string text_of(double number) {
    constexpr int kLeastPlain = -4;
    constexpr int kFirstLarge = 16;
    const std::string scientific = digits_of(number, std::chars_format::scientific);
    const auto e = scientific.find('e');
    if (e == std::string::npos) return scientific;  // "inf"
    const char* digits = scientific.data() + e + 1;
    if (*digits == '+') ++digits;  // from_chars reads a minus only
    int exponent = 0;
    std::from_chars(digits, scientific.data() + scientific.size(), exponent);
    if (exponent < kLeastPlain || exponent >= kFirstLarge) return scientific;
    std::string text = digits_of(number, std::chars_format::fixed);
    if (text.find('.') == std::string::npos) text += ".0";
    return text;
}

std::string text_of(const Value& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "True" : "False";
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* number = std::get_if<double>(&value)) return text_of(*number);
    return "None";
}

// What float() makes of it; nothing where it fails.
std::optional<double> as_number(const Value& value) {
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? 1.0 : 0.0;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<double>(*number);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* text = std::get_if<std::string_view>(&value)) return number_in(*text);
    return std::nullopt;
}

std::optional<std::int64_t> as_whole(const Value& value) {
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? 1 : 0;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    return std::nullopt;
}

// A whole number and a fraction are compared without rounding the first.
bool is_same_number(std::int64_t whole, double number) {
    constexpr double kEnd = 9223372036854775808.0;  // 2^63
    if (number != std::trunc(number) || number < -kEnd || number >= kEnd) return false;
    return static_cast<std::int64_t>(number) == whole;
}

}  // namespace

Truth truth_of(bool value) {
    return value ? Truth::yes : Truth::no;
}

Truth negated(Truth truth) {
    if (truth == Truth::undefined) return truth;
    return truth_of(truth == Truth::no);
}

Truth truth_of(const Value& value) {
    if (is<Undefined>(value)) return Truth::undefined;
    if (is<std::monostate>(value)) return Truth::no;
    if (const auto* yes = std::get_if<bool>(&value)) return truth_of(*yes);
    if (const auto* number = std::get_if<std::int64_t>(&value)) return truth_of(*number != 0);
    if (const auto* number = std::get_if<double>(&value)) return truth_of(*number != 0);
    if (const auto* text = std::get_if<std::string_view>(&value)) return truth_of(!text->empty());
    if (const auto* list = std::get_if<const Expression*>(&value)) {
        return truth_of(!(*list)->operands.empty());
    }
    return Truth::yes;  // a time
}

bool same(const Value& a, const Value& b) {
    const auto left = as_whole(a);
    const auto right = as_whole(b);
    if (left && right) return *left == *right;
    if (left && is<double>(b)) return is_same_number(*left, std::get<double>(b));
    if (right && is<double>(a)) return is_same_number(*right, std::get<double>(a));
    return a == b;
}

Truth equal(const Value& a, const Value& b) {
    if (is<Undefined>(a) || is<Undefined>(b)) return Truth::undefined;
    if (is<std::string_view>(a) || is<std::string_view>(b)) {
        if (is<FineTime>(a) || is<FineTime>(b)) return Truth::no;
        return truth_of(text_of(a) == text_of(b));
    }
    if (is<bool>(a) || is<bool>(b)) return truth_of(truth_of(a) == truth_of(b));
    return truth_of(same(a, b));
}

Truth less(const Value& a, const Value& b) {
    if (is<Undefined>(a) || is<Undefined>(b)) return Truth::undefined;
    if (is_number(a) || is_number(b)) {
        const auto left = as_number(a);
        const auto right = as_number(b);
        return truth_of(left && right && *left < *right);
    }
    if (a.index() != b.index()) return Truth::undefined;
    if (is<FineTime>(a)) return truth_of(std::get<FineTime>(a) < std::get<FineTime>(b));
    if (is<bool>(a)) return truth_of(std::get<bool>(a) < std::get<bool>(b));
    if (is<std::string_view>(a)) {
        return truth_of(std::get<std::string_view>(a) < std::get<std::string_view>(b));
    }
    return Truth::undefined;
}

Value value_of(const Literal& literal) {
    if (const auto* yes = std::get_if<bool>(&literal)) return *yes;
    if (const auto* number = std::get_if<std::int64_t>(&literal)) return *number;
    if (const auto* number = std::get_if<double>(&literal)) return *number;
    if (const auto* text = std::get_if<std::string>(&literal)) return std::string_view(*text);
    return std::monostate{};
}

std::optional<double> number_of(const Value& value) {
    return as_number(value);
}

}  // namespace kiosk::core
