// kiosk/wire/json_reader.cpp — over Boost.JSON, which checks syntax and UTF-8.
#include "kiosk/wire/json_reader.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/system/error_code.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kiosk/json/repeated_key.hpp"

namespace kiosk::wire {
namespace {

constexpr std::size_t kShownMax = 40;  // bytes of a client's text that an error repeats

// RFC 6901 section 3: "~" and "/" are escaped.
std::string pointer_to(std::string_view field) {
    std::string pointer = "/";
    for (const char c : field) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
    return pointer;
}

}  // namespace

struct JsonReader::Document {
    boost::json::object object;
    std::set<std::string, std::less<>> asked;
    std::vector<FieldError> errors;
    bool broken = false;

    const boost::json::value* find(std::string_view field) {
        asked.emplace(field);
        return object.if_contains(field);
    }
    void wrong(std::string_view field, std::string code, std::string detail) {
        errors.push_back({pointer_to(field), std::move(code), std::move(detail)});
    }
};

JsonReader::JsonReader(std::string_view text) : document_(std::make_unique<Document>()) {
    boost::json::parse_options options;
    options.max_depth = kJsonDepthMax;
    boost::system::error_code error;
    boost::json::value value = boost::json::parse(text, error, {}, options);
    if (error) {
        document_->broken = true;
        document_->errors.push_back({"", "not_json", "body is not JSON: " + error.message()});
        return;
    }
    if (!value.is_object()) {
        document_->broken = true;
        document_->errors.push_back({"", "not_object", "body is not a JSON object"});
        return;
    }
    document_->object = std::move(value.as_object());
    if (const auto repeated = repeated_key(text, "", kJsonDepthMax)) {
        const std::string name = repeated->key.substr(0, kShownMax);
        document_->errors.push_back({repeated->path.substr(0, kShownMax) + pointer_to(name),
                                     "repeated_field", fmt::format("{} is given twice", name)});
    }
}

JsonReader::~JsonReader() = default;

std::optional<std::string> JsonReader::text(std::string_view field, std::size_t bytes_max) {
    const auto* value = document_->find(field);
    if (value == nullptr) return std::nullopt;
    const auto* string = value->if_string();
    if (string == nullptr) {
        document_->wrong(field, "not_text", fmt::format("{} is not a string", field));
        return std::nullopt;
    }
    if (string->size() > bytes_max) {
        document_->wrong(field, "too_long",
                         fmt::format("{} is {} bytes, limit {}", field, string->size(), bytes_max));
        return std::nullopt;
    }
    return std::string(string->data(), string->size());
}

std::optional<bool> JsonReader::boolean(std::string_view field) {
    const auto* value = document_->find(field);
    if (value == nullptr) return std::nullopt;
    if (const auto* boolean = value->if_bool()) return *boolean;
    document_->wrong(field, "not_boolean", fmt::format("{} is neither true nor false", field));
    return std::nullopt;
}

std::optional<std::string> JsonReader::choice(std::string_view field,
                                              std::initializer_list<std::string_view> known) {
    auto value = text(field, kShownMax);
    if (!value) return std::nullopt;
    if (std::ranges::find(known, *value) != known.end()) return value;
    document_->wrong(field, "unknown_value",
                     fmt::format("{} is none of: {}", field, fmt::join(known, ", ")));
    return std::nullopt;
}

std::map<std::string, std::string> JsonReader::texts(std::string_view field, std::size_t count_max,
                                                     std::size_t bytes_max) {
    std::map<std::string, std::string> texts;
    const auto* value = document_->find(field);
    if (value == nullptr) return texts;
    const auto* object = value->if_object();
    if (object == nullptr) {
        document_->wrong(field, "not_object", fmt::format("{} is not an object", field));
        return texts;
    }
    if (object->size() > count_max) {
        document_->wrong(
            field, "too_many",
            fmt::format("{} has {} entries, limit {}", field, object->size(), count_max));
        return texts;
    }
    for (const auto& entry : *object) {
        const std::string name(entry.key());
        const auto* text = entry.value().if_string();
        if (text == nullptr) {
            document_->wrong(field, "not_text",
                             fmt::format("{} has an entry that is not a string: {}", field,
                                         name.substr(0, kShownMax)));
        } else if (std::max(name.size(), text->size()) > bytes_max) {
            document_->wrong(field, "too_long",
                             fmt::format("{} has an entry of {} bytes, limit {}", field,
                                         std::max(name.size(), text->size()), bytes_max));
        } else {
            texts.emplace(name, std::string(text->data(), text->size()));
        }
    }
    return texts;
}

void JsonReader::require(std::string_view field) {
    if (document_->broken || document_->find(field) != nullptr) return;
    document_->wrong(field, "missing", fmt::format("{} is missing", field));
}

void JsonReader::object_to(std::string_view field, std::string code, std::string detail) {
    document_->wrong(field, std::move(code), std::move(detail));
}

std::vector<FieldError> JsonReader::errors() {
    std::vector<FieldError> all = document_->errors;
    for (const auto& entry : document_->object) {
        const std::string_view name(entry.key().data(), entry.key().size());
        if (document_->asked.contains(name)) continue;
        all.push_back(
            {pointer_to(name.substr(0, kShownMax)), "unknown_field",
             fmt::format("field is not known; known: {}", fmt::join(document_->asked, ", "))});
        break;  // one is enough to find the mistake; a client may send thousands
    }
    return all;
}

}  // namespace kiosk::wire
