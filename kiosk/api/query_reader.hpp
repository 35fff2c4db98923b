// kiosk/api/query_reader.hpp — typed, bounded reading of query parameters.
//
// As wire::JsonReader: all objections at once, and whatever was not asked for is one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/http/request.hpp"
#include "kiosk/wire/field_error.hpp"

namespace kiosk::api {

struct NumberRange {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
};

class QueryReader {
  public:
    // The request must outlive the reader.
    explicit QueryReader(const http::Request& request) : request_(request) {}

    // The value; empty where the parameter is absent or wrong.
    [[nodiscard]] std::string text(std::string_view name, std::size_t bytes_max);
    [[nodiscard]] std::string choice(std::string_view name,
                                     std::initializer_list<std::string_view> known);

    // The value; `otherwise` where it is absent or wrong.
    [[nodiscard]] std::uint64_t number(std::string_view name, std::uint64_t otherwise,
                                       NumberRange range);

    // True for "1" and "true".
    [[nodiscard]] bool boolean(std::string_view name);

    // All parameters "<prefix>NAME", by NAME.
    [[nodiscard]] std::map<std::string, std::string> group(std::string_view prefix,
                                                           std::size_t bytes_max);

    void object_to(std::string_view name, std::string code, std::string detail);

    // All objections, unknown parameters included. Call it last.
    [[nodiscard]] std::vector<wire::FieldError> errors();

  private:
    const http::Request& request_;
    std::set<std::string, std::less<>> asked_;
    std::vector<wire::FieldError> errors_;
};

}  // namespace kiosk::api
