// kiosk/api/query_reader.cpp — one objection for each wrong parameter.
#include "kiosk/api/query_reader.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kiosk::api {

std::string QueryReader::text(std::string_view name, std::size_t bytes_max) {
    asked_.emplace(name);
    const auto value = request_.parameter(name);
    if (!value) return {};
    if (value->size() > bytes_max) {
        object_to(name, "too_long",
                  fmt::format("{} is {} bytes, limit {}", name, value->size(), bytes_max));
        return {};
    }
    return std::string(*value);
}

std::string QueryReader::choice(std::string_view name,
                                std::initializer_list<std::string_view> known) {
    std::string value = text(name, std::numeric_limits<std::size_t>::max());
    if (value.empty() || std::ranges::find(known, value) != known.end()) return value;
    object_to(name, "unknown_value",
              fmt::format("{} is none of: {}", name, fmt::join(known, ", ")));
    return {};
}

std::uint64_t QueryReader::number(std::string_view name, std::uint64_t otherwise,
                                  NumberRange range) {
    asked_.emplace(name);
    const auto text = request_.parameter(name);
    if (!text) return otherwise;
    std::uint64_t value = 0;
    const char* const end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, value);
    const bool whole = read.ec == std::errc{} && read.ptr == end;
    if (whole && value >= range.least && value <= range.most) return value;
    object_to(name, "not_in_range",
              fmt::format("{} is not a number from {} to {}", name, range.least, range.most));
    return otherwise;
}

bool QueryReader::boolean(std::string_view name) {
    const std::string value = choice(name, {"1", "true", "0", "false"});
    return value == "1" || value == "true";
}

std::map<std::string, std::string> QueryReader::group(std::string_view prefix,
                                                      std::size_t bytes_max) {
    std::map<std::string, std::string> group;
    for (const auto& [name, value] : request_.query) {
        if (!name.starts_with(prefix)) continue;
        group[name.substr(prefix.size())] = text(name, bytes_max);
    }
    return group;
}

void QueryReader::object_to(std::string_view name, std::string code, std::string detail) {
    errors_.push_back({std::string(name), std::move(code), std::move(detail)});
}

std::vector<wire::FieldError> QueryReader::errors() {
    std::vector<wire::FieldError> all = errors_;
    for (const auto& [name, value] : request_.query) {
        if (asked_.contains(name)) continue;
        all.push_back({name, "unknown_parameter",
                       fmt::format("parameter is not known; known: {}", fmt::join(asked_, ", "))});
    }
    return all;
}

}  // namespace kiosk::api
