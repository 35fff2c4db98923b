// kiosk/api/schema.cpp — https://json-schema.org/draft/2020-12/schema
#include "kiosk/api/schema.hpp"

#include <utility>

#include <boost/json/array.hpp>

namespace kiosk::api::schema {

namespace json = boost::json;

Schema object(std::initializer_list<Field> needed, std::initializer_list<Field> optional) {
    Schema schema = with(
        json::object{
            {"type", "object"}, {"properties", json::object()}, {"required", json::array()}},
        needed);
    for (const Field& field : optional) {
        schema.at("properties").as_object()[field.name] = field.schema;
    }
    return schema;
}

Schema with(Schema object, std::initializer_list<Field> needed) {
    for (const Field& field : needed) {
        object.at("properties").as_object()[field.name] = field.schema;
        object.at("required").as_array().emplace_back(field.name);
    }
    return object;
}

Schema text(std::size_t bytes_max) {
    json::object schema{{"type", "string"}};
    if (bytes_max != 0) schema["maxLength"] = bytes_max;
    return schema;
}

Schema time() {
    return json::object{{"type", "string"}, {"format", "date-time"}};
}

Schema number() {
    return json::object{{"type", "integer"}, {"minimum", 0}};
}

Schema number_to(std::uint64_t least, std::uint64_t most) {
    return json::object{{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}

Schema boolean() {
    return json::object{{"type", "boolean"}};
}

Schema switch_of_query() {
    return choice({"0", "1", "false", "true"});
}

Schema anything() {
    return json::object();
}

Schema choice_of(std::span<const std::string_view> known) {
    json::array names;
    for (const auto name : known) names.emplace_back(name);
    return json::object{{"type", "string"}, {"enum", std::move(names)}};
}

Schema choice(std::initializer_list<std::string_view> known) {
    return choice_of({known.begin(), known.size()});
}

Schema list_of(Schema item) {
    return json::object{{"type", "array"}, {"items", std::move(item)}};
}

Schema map_of(Schema value) {
    return json::object{{"type", "object"}, {"additionalProperties", std::move(value)}};
}

Schema any_of(std::initializer_list<Schema> schemas) {
    json::array some;
    for (const Schema& schema : schemas) some.push_back(schema);
    return json::object{{"anyOf", std::move(some)}};
}

Schema or_null(Schema schema) {
    return any_of({std::move(schema), json::object{{"type", "null"}}});
}

Schema ref(std::string_view name) {
    json::string target("#/components/schemas/");
    target.append(name);
    return json::object{{"$ref", std::move(target)}};
}

Schema about(Schema schema, std::string_view description) {
    schema.as_object()["description"] = description;
    return schema;
}

}  // namespace kiosk::api::schema
