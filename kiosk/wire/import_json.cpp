// kiosk/wire/import_json.cpp — counts, what was recognised, and every rejection.
#include "kiosk/wire/import_json.hpp"

#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kiosk/wire/holder_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

json::array text_array(const std::vector<std::string>& texts) {
    json::array array;
    for (const auto& text : texts) array.push_back(json::value(text));
    return array;
}

}  // namespace

std::string print_import_answer(const ports::ImportAnswer& answer) {
    json::object object;
    object["imported"] = answer.imported;
    object["held"] = answer.held;
    object["sentence"] = answer.sentence;
    object["version"] = answer.version;
    object["rows"] = answer.rows;
    object["accepted"] = answer.accepted;
    object["rejected"] = answer.rejected;
    object["added"] = answer.added;
    object["removed"] = answer.removed;
    object["before"] = answer.before;
    object["dialect"] = text_value(answer.dialect);
    object["encoding"] = text_value(answer.encoding);
    object["delimiter"] = text_value(answer.delimiter);
    object["ignored_columns"] = text_array(answer.ignored_columns);
    object["warnings"] = text_array(answer.warnings);
    object["rejections"] = text_array(answer.rejections);
    return json::serialize(object);
}

}  // namespace kiosk::wire
