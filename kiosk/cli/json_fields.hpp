// kiosk/cli/json_fields.hpp — fields of an answer, or a blank where they are not there.
//
// The daemon may be older or newer than this program: an absent field is no error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace kiosk::cli {

[[nodiscard]] const boost::json::value& field_of(const boost::json::value& object,
                                                 std::string_view name);
[[nodiscard]] std::string text_of(const boost::json::value& object, std::string_view name);
[[nodiscard]] std::int64_t number_of(const boost::json::value& object, std::string_view name);
[[nodiscard]] bool truth_of(const boost::json::value& object, std::string_view name);
[[nodiscard]] const boost::json::array& items_of(const boost::json::value& object,
                                                 std::string_view name);

// Of {"en": …, "fr": …} the wanted language, else English, else any; a plain text as it is.
[[nodiscard]] std::string local_text_of(const boost::json::value& object, std::string_view name,
                                        std::string_view language);

// The value as it stands in a cell: texts without quotation marks, null as nothing.
[[nodiscard]] std::string cell_of(const boost::json::value& object, std::string_view name);

}  // namespace kiosk::cli
