// kiosk/pretix/object_reader.cpp — every key asked for, every type checked.
#include "kiosk/pretix/object_reader.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include <boost/json/serialize.hpp>

#include "kiosk/pretix/shop_time.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

const json::value kNull;
const json::array kNoValues;

bool is_null(const json::value* value) {
    return value == nullptr || value->is_null();
}

}  // namespace

std::optional<std::int64_t> whole_number(const json::value& value) {
    constexpr double kExact = 9007199254740992.0;  // 2^53: beyond, a double skips numbers
    if (const auto* number = value.if_int64()) return *number;
    if (const auto* number = value.if_uint64()) return std::bit_cast<std::int64_t>(*number);
    const auto* number = value.if_double();
    if (number == nullptr || std::trunc(*number) != *number || std::abs(*number) > kExact) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*number);
}

ObjectReader::ObjectReader(const json::value& json, std::string path)
    : object_(json.if_object()), path_(std::move(path)) {
    if (object_ == nullptr) error_ = Error{Errc::invalid_input, path_ + ": not an object"};
}

const json::value* ObjectReader::find(std::string_view key) {
    if (object_ == nullptr) return nullptr;
    const auto* found = object_->if_contains(key);
    const auto entry = object_->find(key);
    if (found != nullptr) known_.push_back(entry->key());
    return found;
}

const json::value& ObjectReader::at(std::string_view key) {
    const auto* found = find(key);
    if (found == nullptr) {
        refuse(key, "is missing");
        return kNull;
    }
    return *found;
}

bool ObjectReader::boolean(std::string_view key) {
    const auto* value = at(key).if_bool();
    if (value == nullptr) refuse(key, "is not true or false");
    return value != nullptr && *value;
}

bool ObjectReader::boolean_or(std::string_view key, bool fallback) {
    if (is_null(find(key))) return fallback;
    return boolean(key);
}

std::int64_t ObjectReader::integer(std::string_view key) {
    const auto number = whole_number(at(key));
    if (!number) refuse(key, "is not a whole number");
    return number.value_or(0);
}

std::string ObjectReader::text(std::string_view key) {
    const auto* value = at(key).if_string();
    if (value == nullptr) refuse(key, "is not a text");
    return value == nullptr ? std::string() : std::string(value->data(), value->size());
}

FineTime ObjectReader::time(std::string_view key) {
    auto time = parse_shop_time(text(key));
    if (!time) {
        refuse(key, time.error().context);
        return {};
    }
    return *time;
}

std::optional<std::int64_t> ObjectReader::integer_or_absent(std::string_view key) {
    if (is_null(find(key))) return std::nullopt;
    return integer(key);
}

std::optional<std::string> ObjectReader::text_or_absent(std::string_view key) {
    if (is_null(find(key))) return std::nullopt;
    return text(key);
}

std::optional<FineTime> ObjectReader::time_or_absent(std::string_view key) {
    if (is_null(find(key))) return std::nullopt;
    return time(key);
}

bool ObjectReader::says_yes(std::string_view key) {
    const auto* value = find(key);
    if (is_null(value)) return false;
    if (const auto* yes = value->if_bool()) return *yes;
    if (const auto* text = value->if_string()) return !text->empty();
    if (const auto* list = value->if_array()) return !list->empty();
    if (const auto* object = value->if_object()) return !object->empty();
    return value->to_number<double>() != 0;
}

std::string ObjectReader::name(std::string_view key) {
    if (const auto& value = at(key); value.is_number()) return json::serialize(value);
    return text(key);
}

const json::array& ObjectReader::array(std::string_view key) {
    if (is_null(find(key))) return kNoValues;
    const auto* value = at(key).if_array();
    if (value == nullptr) refuse(key, "is not a list");
    return value == nullptr ? kNoValues : *value;
}

std::vector<std::int64_t> ObjectReader::integers(std::string_view key) {
    std::vector<std::int64_t> numbers;
    for (const auto& item : array(key)) {
        const auto number = whole_number(item);
        if (!number) {
            refuse(key, "holds something other than whole numbers");
            return {};
        }
        numbers.push_back(*number);
    }
    return numbers;
}

void ObjectReader::refuse(std::string_view key, std::string_view why) {
    refuse(Error{Errc::invalid_input, path_ + "." + std::string(key) + ": " + std::string(why)});
}

void ObjectReader::refuse(Error error) {
    if (!error_) error_ = std::move(error);
}

Result<> ObjectReader::finish(bool all_known) {
    if (error_) return fail(*error_);
    if (!all_known) return {};
    for (const auto& entry : *object_) {
        const std::string_view key(entry.key().data(), entry.key().size());
        if (std::ranges::find(known_, key) == known_.end()) {
            return fail(Errc::invalid_input, path_ + ": unknown key \"" + std::string(key) + "\"");
        }
    }
    return {};
}

}  // namespace kiosk::pretix
