// kiosk/json/repeated_key.cpp — Boost.JSON's parser with a listener that keeps names and places.
#include "kiosk/json/repeated_key.hpp"

#include <cstdint>
#include <limits>
#include <unordered_set>
#include <utility>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/system/error_code.hpp>

namespace kiosk {
namespace {

using Fault = boost::system::error_code;
using Text = boost::json::string_view;

// An object or array that is open.
struct Level {
    bool is_array = false;
    std::size_t at = 0;                    // of an array: the element that is read
    std::string key;                       // of an object: the key whose value is read
    std::unordered_set<std::string> seen;  // of an object
};

// What basic_parser calls for each thing it meets; false ends the parsing.
class PlaceListener {
  public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    std::optional<RepeatedKey> repeated;

    bool on_object_begin(Fault&) { return open(/*is_array=*/false); }
    bool on_object_end(std::size_t, Fault&) { return close(); }
    bool on_array_begin(Fault&) { return open(/*is_array=*/true); }
    bool on_array_end(std::size_t, Fault&) { return close(); }
    bool on_key_part(Text part, std::size_t, Fault&) {
        name_.append(part.data(), part.size());
        return true;
    }
    bool on_key(Text part, std::size_t, Fault&) {
        name_.append(part.data(), part.size());
        Level& object = levels_.back();
        object.key = std::exchange(name_, {});
        if (!repeated && !object.seen.insert(object.key).second) {
            repeated = RepeatedKey{.path = path(), .key = object.key};
        }
        return true;
    }

    bool on_document_begin(Fault&) { return true; }
    bool on_document_end(Fault&) { return true; }
    bool on_string_part(Text, std::size_t, Fault&) { return true; }
    bool on_string(Text, std::size_t, Fault&) { return value(); }
    bool on_number_part(Text, Fault&) { return true; }
    bool on_int64(std::int64_t, Text, Fault&) { return value(); }
    bool on_uint64(std::uint64_t, Text, Fault&) { return value(); }
    bool on_double(double, Text, Fault&) { return value(); }
    bool on_bool(bool, Fault&) { return value(); }
    bool on_null(Fault&) { return value(); }
    bool on_comment_part(Text, Fault&) { return true; }
    bool on_comment(Text, Fault&) { return true; }

  private:
    bool open(bool is_array) {
        levels_.push_back({.is_array = is_array, .at = 0, .key = {}, .seen = {}});
        return true;
    }
    bool close() {
        levels_.pop_back();
        return value();
    }
    bool value() {
        if (!levels_.empty() && levels_.back().is_array) ++levels_.back().at;
        return true;
    }

    // Of the innermost object.
    [[nodiscard]] std::string path() const {
        std::string text;
        for (std::size_t i = 0; i + 1 < levels_.size(); ++i) {
            const Level& level = levels_[i];
            text += "/" + (level.is_array ? std::to_string(level.at) : level.key);
        }
        return text;
    }

    std::vector<Level> levels_;
    std::string name_;  // the parts so far
};

}  // namespace

std::optional<RepeatedKey> repeated_key(std::string_view json, std::string_view root,
                                        std::size_t depth_max) {
    boost::json::parse_options options;
    options.max_depth = depth_max;
    boost::json::basic_parser<PlaceListener> parser(options);
    Fault fault;
    parser.write_some(/*more=*/false, json.data(), json.size(), fault);
    if (fault) return std::nullopt;
    auto repeated = std::move(parser.handler().repeated);
    if (repeated) repeated->path.insert(0, root);
    return repeated;
}

}  // namespace kiosk
