// kiosk/http/message_head.hpp — headers of requests and answers, in our own types.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/http/request.hpp"
#include "kiosk/http/response.hpp"

namespace kiosk::http {

// A header as received: the name in lower case.
[[nodiscard]] Header header_of(std::string_view name, std::string_view value);

// What goes out before the body: `common`, then the answer's own, which replace those of the same
// name. Each value must be clean (is_header_value): a handler never puts a client's text there
// unchecked.
[[nodiscard]] std::vector<Header> all_headers(const std::vector<Header>& common,
                                              const Response& response);

}  // namespace kiosk::http
