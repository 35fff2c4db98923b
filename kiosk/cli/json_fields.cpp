// kiosk/cli/json_fields.cpp — tolerant access to Boost.JSON values.
#include "kiosk/cli/json_fields.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace kiosk::cli {
namespace json = boost::json;

const json::value& field_of(const json::value& object, std::string_view name) {
    static const json::value kNothing;
    const json::object* const fields = object.if_object();
    const json::value* const found = fields == nullptr ? nullptr : fields->if_contains(name);
    return found == nullptr ? kNothing : *found;
}

std::string text_of(const json::value& object, std::string_view name) {
    const json::string* const text = field_of(object, name).if_string();
    return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

std::int64_t number_of(const json::value& object, std::string_view name) {
    boost::system::error_code no_number;
    const auto number = field_of(object, name).to_number<std::int64_t>(no_number);
    return no_number ? 0 : number;
}

bool truth_of(const json::value& object, std::string_view name) {
    const bool* const truth = field_of(object, name).if_bool();
    return truth != nullptr && *truth;
}

const json::array& items_of(const json::value& object, std::string_view name) {
    static const json::array kNone;
    const json::array* const items = field_of(object, name).if_array();
    return items == nullptr ? kNone : *items;
}

std::string local_text_of(const json::value& object, std::string_view name,
                          std::string_view language) {
    const json::value& field = field_of(object, name);
    const json::object* const texts = field.if_object();
    if (texts == nullptr || texts->empty()) {
        return text_of(object, name);
    }
    for (const std::string_view wanted : {language, std::string_view("en")}) {
        if (texts->contains(wanted)) {
            return text_of(field, wanted);
        }
    }
    return text_of(field, texts->begin()->key());
}

std::string cell_of(const json::value& object, std::string_view name) {
    const json::value& field = field_of(object, name);
    if (field.is_null()) {
        return {};
    }
    return field.is_string() ? text_of(object, name) : json::serialize(field);
}

}  // namespace kiosk::cli
