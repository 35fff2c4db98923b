// kiosk/pretix/answer.hpp — what a ticket shop's reply means, whatever was asked.
//
// The status alone says little: proxies answer for the shop, and the shop says "refused" with 400
// and "unknown ticket" with 404. What is not JSON is not the shop's word.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include <boost/json/value.hpp>

#include "kiosk/pretix/exchange.hpp"

namespace kiosk::pretix {

enum class AnswerKind : std::uint8_t {
    good,           // 2xx with JSON
    not_modified,   // 304
    revoked,        // 401: the organiser took this device's access away; remove personal data
    token_refused,  // 401: another key, or none
    not_allowed,    // 403: outside the device's profile or events
    not_found,      // 404 with JSON
    refused,        // another 4xx with JSON
    wait,           // 429
    moved,          // 3xx: never followed
    trouble,        // 5xx, HTML, cut, too large, no answer: try again later
};

struct Answer {
    AnswerKind kind = AnswerKind::trouble;
    int status = 0;
    boost::json::value body;              // null without JSON
    std::string words;                    // for people; at most kWordsBytesMax bytes, printable
    std::chrono::seconds retry_after{0};  // at least; 0 where the shop does not say
};

[[nodiscard]] Answer read_answer(const Reply& reply);

// The `name` of the first few kinds in words, for logs: "token refused".
[[nodiscard]] std::string_view name_of(AnswerKind kind);

}  // namespace kiosk::pretix
