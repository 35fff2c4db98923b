// kiosk/http/message_head.cpp — one place to build headers.
#include "kiosk/http/message_head.hpp"

#include <algorithm>
#include <string>

#include "kiosk/base/check.hpp"

namespace kiosk::http {
namespace {

void set(std::vector<Header>& headers, const Header& header) {
    KIOSK_CHECK(is_header_value(header.value), "a header of an answer is one line");
    const auto found = std::ranges::find(headers, header.name, &Header::name);
    if (found == headers.end()) {
        headers.push_back(header);
    } else {
        found->value = header.value;
    }
}

}  // namespace

Header header_of(std::string_view name, std::string_view value) {
    Header header{std::string(name), std::string(value)};
    for (char& c : header.name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return header;
}

std::vector<Header> all_headers(const std::vector<Header>& common, const Response& response) {
    std::vector<Header> headers = common;
    for (const Header& header : response.headers) set(headers, header);
    if (!response.content_type.empty()) set(headers, {"Content-Type", response.content_type});
    return headers;
}

}  // namespace kiosk::http
