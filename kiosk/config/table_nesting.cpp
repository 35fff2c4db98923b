// kiosk/config/table_nesting.cpp — arrays, tables within tables, and what nobody asked for.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "kiosk/config/nearest_name.hpp"
#include "kiosk/config/secrets.hpp"
#include "kiosk/config/table_reader.hpp"

namespace kiosk::config {

void TableReader::texts(std::string_view key,
                        const std::function<void(std::string_view, const toml::node&)>& each) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    const toml::array* const array = node->as_array();
    if (array == nullptr && !node->is_string()) {
        wrong_type(key, *node, "an array of texts");
        return;
    }
    if (array == nullptr) {
        if (const auto text = bounded_text(key, *node)) {
            each(*text, *node);
        }
        return;
    }
    if (array->size() > kItemsMax) {
        error(*node, fmt::format("\"{}\" in {} has {} values, limit {}", key, title_, array->size(),
                                 kItemsMax));
        return;
    }
    for (const toml::node& item : *array) {
        if (const auto text = bounded_text(key, item)) {
            each(*text, item);
        }
    }
}

void TableReader::integers(std::string_view key, Range range,
                           const std::function<void(std::int64_t)>& each) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    const toml::array* const array = node->as_array();
    if (array == nullptr) {
        wrong_type(key, *node, "an array of integers");
        return;
    }
    if (array->size() > kItemsMax) {
        error(*node, fmt::format("\"{}\" in {} has {} values, limit {}", key, title_, array->size(),
                                 kItemsMax));
        return;
    }
    for (const toml::node& item : *array) {
        const auto* const value = item.as_integer();
        if (value == nullptr) {
            wrong_type(key, item, "an array of integers");
        } else if (value->get() < range.from || value->get() > range.to) {
            error(item, fmt::format("\"{}\" in {} has {}; allowed: {} to {}", key, title_,
                                    value->get(), range.from, range.to));
        } else {
            each(value->get());
        }
    }
}

void TableReader::dates(std::string_view key,
                        const std::function<void(std::chrono::local_days)>& each) {
    constexpr std::string_view kWanted = "an array of dates such as 2027-03-10";
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    const toml::array* const array = node->as_array();
    if (array == nullptr) {
        wrong_type(key, *node, kWanted);
        return;
    }
    if (array->size() > kItemsMax) {
        error(*node, fmt::format("\"{}\" in {} has {} values, limit {}", key, title_, array->size(),
                                 kItemsMax));
        return;
    }
    for (const toml::node& item : *array) {
        if (const auto* const date = item.as_date()) {
            const toml::date& day = date->get();
            each(std::chrono::local_days(std::chrono::year(day.year) / day.month / day.day));
        } else {
            wrong_type(key, item, kWanted);
        }
    }
}

void TableReader::text_map(std::string_view key, std::map<std::string, std::string>& into,
                           std::span<const std::string_view> known) {
    table(key, [&](TableReader& inner) {
        for (const std::string_view name : known) {
            if (auto value = inner.text_at(name)) {
                into[std::string(name)] = *std::move(value);
            }
        }
    });
}

void TableReader::table(std::string_view key, const std::function<void(TableReader&)>& body) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    const toml::table* const inner = node->as_table();
    if (inner == nullptr) {
        wrong_type(key, *node,
                   path_.empty() ? fmt::format("the table [{}]", key) : "a table { … }");
        return;
    }
    const bool top = path_.empty();
    TableReader reader(*inner,
                       top ? fmt::format("[{}]", key) : fmt::format("\"{}\" of {}", key, title_),
                       top ? std::string(key) : fmt::format("{}.{}", path_, key), reading_);
    body(reader);
    reader.finish();
}

void TableReader::tables(std::string_view key, const std::function<void(TableReader&)>& body) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    const toml::array* const array = node->as_array();
    if (array == nullptr || !array->is_homogeneous(toml::node_type::table)) {
        error(*node, fmt::format("\"{0}\" must be written [[{0}]], with two brackets", key));
        return;
    }
    if (array->size() > kItemsMax) {
        error(*node, fmt::format("{} [[{}]] in one file, limit {}", array->size(), key, kItemsMax));
        return;
    }
    std::size_t number = 0;  // counts on over the drop-ins
    while (reading_.places.contains(fmt::format("{}[{}]", key, number))) {
        ++number;
    }
    for (const toml::node& item : *array) {
        TableReader reader(*item.as_table(), fmt::format("[[{}]]", key),
                           fmt::format("{}[{}]", key, number++), reading_);
        body(reader);
        reader.finish();
    }
}

void TableReader::error_at(std::string_view key, std::string text) {
    error(*table_.get(key), fmt::format("{} in {}", text, title_));
}

void TableReader::require(std::string_view key) {
    if (!table_.contains(key)) {
        reading_.error(table_.source().begin, fmt::format("{} needs \"{}\"", title_, key));
    }
}

void TableReader::finish() {
    for (const auto& [key, value] : table_) {
        if (std::ranges::find(known_, key.str()) != known_.end() ||
            is_plain_secret(key.str(), value)) {
            continue;  // secrets have their own sentence
        }
        const bool is_section = value.is_table() || value.is_array_of_tables();
        reading_.error(
            key.source().begin,
            fmt::format("unknown {} {}{}{}", path_.empty() && is_section ? "table" : "key",
                        in_quotes(key.str()), path_.empty() ? "" : " in " + title_,
                        hint(key.str(), known_)));
    }
}

}  // namespace kiosk::config
