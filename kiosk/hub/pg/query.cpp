// kiosk/hub/pg/query.cpp — values and arrays in PostgreSQL's text form (manual, 8.4 and 8.15).
#include "kiosk/hub/pg/query.hpp"

#include <utility>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::hub::pg {
namespace {

// {a,b,NULL}: `write` appends one element or says NULL.
template <class Values, class Write>
std::string array_of(const Values& values, const Write& write) {
    std::string text = "{";
    for (const auto& value : values) {
        if (text.size() > 1) text += ',';
        write(text, value);
    }
    return text += '}';
}

void quote(std::string& out, std::string_view value) {
    out += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

}  // namespace

Query& Query::number(std::int64_t value) {
    values_.push_back(std::to_string(value));
    return *this;
}

Query& Query::text(std::string value) {
    values_.push_back(std::move(value));
    return *this;
}

Query& Query::bytes(std::span<const std::uint8_t> value) {
    values_.push_back("\\x" + to_hex(value));
    return *this;
}

Query& Query::numbers(std::span<const std::optional<std::int64_t>> values) {
    values_.push_back(array_of(values, [](std::string& out, const auto& value) {
        out += value ? std::to_string(*value) : "NULL";
    }));
    return *this;
}

Query& Query::texts(std::span<const std::string> values) {
    values_.push_back(
        array_of(values, [](std::string& out, const auto& value) { quote(out, value); }));
    return *this;
}

Query& Query::byte_strings(std::span<const std::optional<std::vector<std::uint8_t>>> values) {
    values_.push_back(array_of(values, [](std::string& out, const auto& value) {
        if (value)
            quote(out, "\\x" + to_hex(*value));
        else
            out += "NULL";
    }));
    return *this;
}

}  // namespace kiosk::hub::pg
