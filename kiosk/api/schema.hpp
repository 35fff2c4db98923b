// kiosk/api/schema.hpp — words to write JSON Schemas (2020-12) with; openapi.json is made of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace kiosk::api::schema {

using Schema = boost::json::value;

struct Field {
    std::string_view name;
    Schema schema;
};

// Every one of `needed` is there, `optional` ones may be.
[[nodiscard]] Schema object(std::initializer_list<Field> needed,
                            std::initializer_list<Field> optional = {});

// An object with these fields more, which are always there too.
[[nodiscard]] Schema with(Schema object, std::initializer_list<Field> needed);

// `bytes_max`: of UTF-8, which is never more characters; 0: whatever it is.
[[nodiscard]] Schema text(std::size_t bytes_max = 0);
[[nodiscard]] Schema time();    // "2027-03-10T09:42:07.113Z"
[[nodiscard]] Schema number();  // a whole number, 0 or more
[[nodiscard]] Schema number_to(std::uint64_t least, std::uint64_t most);
[[nodiscard]] Schema boolean();
[[nodiscard]] Schema switch_of_query();  // ?raw=1
[[nodiscard]] Schema anything();
[[nodiscard]] Schema choice(std::initializer_list<std::string_view> known);
[[nodiscard]] Schema choice_of(std::span<const std::string_view> known);
[[nodiscard]] Schema list_of(Schema item);
[[nodiscard]] Schema map_of(Schema value);  // an object with any names
[[nodiscard]] Schema any_of(std::initializer_list<Schema> schemas);
[[nodiscard]] Schema or_null(Schema schema);
[[nodiscard]] Schema ref(std::string_view name);  // a schema of the document's own
[[nodiscard]] Schema about(Schema schema, std::string_view description);

}  // namespace kiosk::api::schema
