// kiosk/wire/repeated_field.cpp — Boost.JSON's parser with a listener that keeps only names.
#include "kiosk/wire/repeated_field.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_set>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/system/error_code.hpp>

namespace kiosk::wire {
namespace {

using Fault = boost::system::error_code;
using Text = boost::json::string_view;

// What basic_parser calls for each thing it meets; false would end the parsing.
struct NameListener {
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    std::size_t depth = 0;
    std::string name;  // the parts so far
    std::unordered_set<std::string> seen;
    std::optional<std::string> repeated;

    bool on_object_begin(Fault&) { return deeper(); }
    bool on_object_end(std::size_t, Fault&) { return higher(); }
    bool on_array_begin(Fault&) { return deeper(); }
    bool on_array_end(std::size_t, Fault&) { return higher(); }
    bool on_key_part(Text part, std::size_t, Fault&) {
        name.append(part.data(), part.size());
        return true;
    }
    bool on_key(Text part, std::size_t, Fault&) {
        name.append(part.data(), part.size());
        if (depth == 1 && !repeated && !seen.insert(name).second) repeated = name;
        name.clear();
        return true;
    }

    bool on_document_begin(Fault&) { return true; }
    bool on_document_end(Fault&) { return true; }
    bool on_string_part(Text, std::size_t, Fault&) { return true; }
    bool on_string(Text, std::size_t, Fault&) { return true; }
    bool on_number_part(Text, Fault&) { return true; }
    bool on_int64(std::int64_t, Text, Fault&) { return true; }
    bool on_uint64(std::uint64_t, Text, Fault&) { return true; }
    bool on_double(double, Text, Fault&) { return true; }
    bool on_bool(bool, Fault&) { return true; }
    bool on_null(Fault&) { return true; }
    bool on_comment_part(Text, Fault&) { return true; }
    bool on_comment(Text, Fault&) { return true; }

  private:
    bool deeper() {
        ++depth;
        return true;
    }
    bool higher() {
        --depth;
        return true;
    }
};

}  // namespace

std::optional<std::string> repeated_field(std::string_view object) {
    boost::json::basic_parser<NameListener> parser{boost::json::parse_options{}};
    Fault fault;
    parser.write_some(/*more=*/false, object.data(), object.size(), fault);
    return fault ? std::nullopt : parser.handler().repeated;
}

}  // namespace kiosk::wire
