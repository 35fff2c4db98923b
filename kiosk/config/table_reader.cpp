// kiosk/config/table_reader.cpp — typed values with exact places for every mistake.
#include "kiosk/config/table_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "kiosk/config/nearest_name.hpp"

namespace kiosk::config {
namespace {

std::string_view type_name(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table: return "a table";
        case toml::node_type::array: return "an array";
        case toml::node_type::string: return "a text";
        case toml::node_type::integer: return "an integer";
        case toml::node_type::floating_point: return "a number with a point";
        case toml::node_type::boolean: return "true or false";
        case toml::node_type::date: return "a date";
        case toml::node_type::time: return "a time of day";
        case toml::node_type::date_time: return "a date with time";
        case toml::node_type::none: break;
    }
    return "nothing";
}

UtcTime to_utc(const toml::date_time& written) {
    using namespace std::chrono;
    const sys_days day = year{written.date.year} / month{written.date.month} / written.date.day;
    const minutes offset{written.offset->minutes};
    return UtcTime{day} + hours{written.time.hour} + minutes{written.time.minute} - offset +
           seconds{written.time.second} + milliseconds{written.time.nanosecond / 1'000'000};
}

}  // namespace

Place Reading::place(toml::source_position position) const {
    return {file, position.line, position.column};
}

void Reading::error(toml::source_position position, std::string text) const {
    problems.push_back({place(position), Severity::error, std::move(text)});
}

TableReader::TableReader(const toml::table& table, std::string title, std::string path,
                         Reading& reading)
    : table_(table), title_(std::move(title)), path_(std::move(path)), reading_(reading) {
    reading_.places[path_] = reading_.place(table_.source().begin);
}

const toml::node* TableReader::find(std::string_view key) {
    known_.push_back(key);
    const toml::node* const node = table_.get(key);
    if (node != nullptr) {
        const std::string prefix = path_.empty() ? "" : path_ + ".";
        reading_.places[prefix + std::string(key)] = reading_.place(node->source().begin);
    }
    return node;
}

void TableReader::wrong_type(std::string_view key, const toml::node& node,
                             std::string_view wanted) {
    error(node,
          fmt::format("\"{}\" in {} must be {}, not {}", key, title_, wanted, type_name(node)));
}

std::optional<std::string> TableReader::bounded_text(std::string_view key, const toml::node& node) {
    const auto* const value = node.as_string();
    if (value == nullptr) {
        wrong_type(key, node, "a text in quotation marks");
        return std::nullopt;
    }
    const std::string& text = value->get();
    if (text.size() > kTextMax) {
        error(node, fmt::format("\"{}\" in {} is {} bytes long, limit {}", key, title_, text.size(),
                                kTextMax));
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> TableReader::text_at(std::string_view key) {
    const toml::node* const node = find(key);
    return node == nullptr ? std::nullopt : bounded_text(key, *node);
}

void TableReader::text(std::string_view key, std::string& into) {
    into = text_at(key).value_or(into);
}

void TableReader::path(std::string_view key, std::filesystem::path& into) {
    if (const auto value = text_at(key)) {
        if (value->empty() || value->find('\0') != std::string::npos) {
            error(*table_.get(key), fmt::format("\"{}\" in {} names no file", key, title_));
        }
        into = *value;
    }
}

void TableReader::id(std::string_view key, std::string& into) {
    const auto value = text_at(key);
    if (value && !is_id(*value)) {
        error(*table_.get(key),
              fmt::format("\"{}\" in {} is {}; an id has 1 to {} of a-z, 0-9, - and _", key, title_,
                          in_quotes(*value), kIdMax));
        return;
    }
    into = value.value_or(into);
}

void TableReader::language(std::string_view key, std::string& into) {
    const auto value = text_at(key);
    if (value && !is_language(*value)) {
        error(*table_.get(key), fmt::format("\"{}\" in {} is {}, no language tag such as \"en\"",
                                            key, title_, in_quotes(*value)));
        return;
    }
    into = value.value_or(into);
}

void TableReader::boolean(std::string_view key, bool& into) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    if (const auto* const value = node->as_boolean()) {
        into = value->get();
    } else {
        wrong_type(key, *node, "true or false");
    }
}

void TableReader::duration(std::string_view key, std::chrono::milliseconds& into,
                           std::chrono::milliseconds from, std::chrono::milliseconds to) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    if (!node->is_string()) {
        wrong_type(key, *node, "a duration with its unit, such as \"250ms\"");
        return;
    }
    const std::string& written = node->as_string()->get();
    const auto value = parse_duration(written);
    if (!value) {
        error(*node,
              fmt::format("\"{}\" in {} is {}; a duration is a whole number with ms, s, m, h "
                          "or d, such as \"250ms\"",
                          key, title_, in_quotes(written)));
    } else if (*value < from || *value > to) {
        error(*node, fmt::format("\"{}\" in {} is {}; allowed: {} to {}", key, title_,
                                 to_text(*value), to_text(from), to_text(to)));
    } else {
        into = *value;
    }
}

void TableReader::utc_time(std::string_view key, std::optional<UtcTime>& into) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    const auto* const value = node->as_date_time();
    if (value == nullptr || !value->get().offset) {
        wrong_type(key, *node, "a time with its offset from UTC, such as 2027-03-13T08:00:00Z");
        return;
    }
    into = to_utc(value->get());
}

std::optional<std::chrono::local_days> TableReader::date(std::string_view key) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto* const value = node->as_date();
    if (value == nullptr) {
        wrong_type(key, *node, "a date such as 2027-03-10");
        return std::nullopt;
    }
    const toml::date& day = value->get();
    return std::chrono::local_days(std::chrono::year(day.year) / day.month / day.day);
}

std::optional<std::int64_t> TableReader::integer_at(std::string_view key) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto* const value = node->as_integer();
    if (value == nullptr) {
        wrong_type(key, *node, "an integer");
        return std::nullopt;
    }
    return value->get();
}

std::optional<double> TableReader::number(std::string_view key) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto value = node->is_number() ? node->value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value)) {
        wrong_type(key, *node, "a number");
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> TableReader::integer(std::string_view key, Range range) {
    const auto value = integer_at(key);
    if (value && (*value < range.from || *value > range.to)) {
        const std::string allowed = range.from == range.to
                                        ? fmt::to_string(range.from)
                                        : fmt::format("{} to {}", range.from, range.to);
        error(*table_.get(key),
              fmt::format("\"{}\" in {} is {}; allowed: {}", key, title_, *value, allowed));
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> TableReader::integer(std::string_view key,
                                                 std::span<const std::int64_t> known) {
    const auto value = integer_at(key);
    if (value && std::ranges::find(known, *value) == known.end()) {
        error(*table_.get(key), fmt::format("\"{}\" in {} is {}; allowed: {}", key, title_, *value,
                                            fmt::join(known, ", ")));
        return std::nullopt;
    }
    return value;
}

std::optional<std::size_t> TableReader::choice(std::string_view key,
                                               std::span<const std::string_view> known,
                                               std::span<const std::string_view> later) {
    const auto value = text_at(key);
    if (!value) {
        return std::nullopt;
    }
    if (const auto found = std::ranges::find(known, *value); found != known.end()) {
        return static_cast<std::size_t>(found - known.begin());
    }
    const toml::node& node = *table_.get(key);
    if (std::ranges::find(later, *value) != later.end()) {
        error(node, fmt::format("{} {} in {} is not in this version; known: {}", key,
                                in_quotes(*value), title_, fmt::join(known, ", ")));
    } else {
        error(node, fmt::format("{} {} in {} is unknown{}", key, in_quotes(*value), title_,
                                hint(*value, known)));
    }
    return std::nullopt;
}

void TableReader::local_text(std::string_view key, LocalText& into) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    const toml::table* const languages = node->as_table();
    if (languages == nullptr) {
        if (auto value = bounded_text(key, *node)) {
            into = {{"", *std::move(value)}};
        }
        return;
    }
    into.clear();
    for (const auto& [language, value] : *languages) {
        if (!is_language(language.str())) {
            reading_.error(language.source().begin,
                           fmt::format("{} in \"{}\" of {} is no language tag such as \"en\"",
                                       in_quotes(language.str()), key, title_));
        } else if (auto text = bounded_text(key, value)) {
            into[std::string(language.str())] = *std::move(text);
        }
    }
}

}  // namespace kiosk::config
