// kiosk/http/request.hpp — what a client asked for; owns all its texts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ports/caller.hpp"

namespace kiosk::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_ };

[[nodiscard]] std::string_view name_of(Method method);  // "GET"
[[nodiscard]] std::optional<Method> method_from_name(std::string_view name);

// True for methods that may change something (RFC 9110 section 9.2.1: not safe).
[[nodiscard]] bool changes_state(Method method);

// Where a request came in. The UNIX socket's permissions say who may use it: the operator.
enum class Transport : std::uint8_t { tcp, unix_socket };

struct Header {
    std::string name;  // lower case
    std::string value;
};

using Parameters = std::map<std::string, std::string, std::less<>>;

struct Request {
    Method method = Method::get;
    std::string path;                   // as sent, for problem bodies; not decoded
    std::vector<std::string> segments;  // of the path, decoded
    Parameters query;                   // decoded
    Parameters path_parameters;         // filled by the router
    std::vector<Header> headers;
    std::string body;
    std::filesystem::path body_file;  // of uploads; gone once the answer is given
    Transport transport = Transport::tcp;
    bool loopback = false;  // TCP from this machine, and by no proxy
    bool secure = false;    // the browser speaks https, to the proxy before us
    ports::Caller caller;   // filled in before the handler is called
    std::string trace_id;

    // The first header of this lower-case name; nothing where there is none.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    [[nodiscard]] std::size_t count_headers(std::string_view name) const;

    // A query parameter, or nothing.
    [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
};

}  // namespace kiosk::http
