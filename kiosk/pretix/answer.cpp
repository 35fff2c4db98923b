// kiosk/pretix/answer.cpp — status, form, words.
#include "kiosk/pretix/answer.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/pretix/limits.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

constexpr std::string_view kRevoked = "Device access has been revoked.";

std::chrono::seconds retry_after(const Reply& reply) {
    const auto text = header_of(reply, "Retry-After");
    if (!text) return std::chrono::seconds(0);
    int seconds = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
    // RFC 9110 section 10.2.3 allows a date too, which would need a clock.
    if (error != std::errc{} || end != text->data() + text->size() || seconds < 0) {
        return kRetryAfterUsual;
    }
    return std::min(std::chrono::seconds(seconds), kRetryAfterMax);
}

std::optional<json::value> json_of(const Reply& reply) {
    json::parse_options options;
    options.max_depth = kRuleJsonDepthMax;
    boost::system::error_code error;
    json::value value = json::parse(reply.body, error, {}, options);
    if (error || !(value.is_object() || value.is_array())) return std::nullopt;
    return value;
}

std::string printable(std::string_view text) {
    std::string plain(text.substr(0, kWordsBytesMax));
    // A character of UTF-8 that was cut in two is no text.
    while (text.size() > kWordsBytesMax && !plain.empty() &&
           (static_cast<unsigned char>(text[plain.size()]) & 0xC0U) == 0x80U) {
        plain.pop_back();
    }
    std::ranges::replace_if(plain, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }, ' ');
    return plain;
}

std::string words_of(const json::value& body) {
    if (const auto* object = body.if_object()) {
        if (const auto* detail = object->if_contains("detail")) {
            if (const auto* text = detail->if_string())
                return printable({text->data(), text->size()});
        }
    }
    return printable(json::serialize(body));
}

AnswerKind kind_of(int status, std::string_view words) {
    if (status >= 200 && status < 300) return AnswerKind::good;
    if (status == 401) {
        return words == kRevoked ? AnswerKind::revoked : AnswerKind::token_refused;
    }
    if (status == 403) return AnswerKind::not_allowed;
    if (status == 404) return AnswerKind::not_found;
    const bool passes = status == 408 || status == 409 || status == 425;
    return status >= 400 && status < 500 && !passes ? AnswerKind::refused : AnswerKind::trouble;
}

Answer without_words_of_the_shop(const Reply& reply) {
    Answer answer{.status = reply.status, .words = {}, .retry_after = retry_after(reply)};
    const std::string status = std::to_string(reply.status);
    if (reply.status == 304) {
        answer.kind = AnswerKind::not_modified;
    } else if (reply.status == 429) {
        answer.kind = AnswerKind::wait;
        answer.words = "too many requests";
        if (answer.retry_after.count() == 0) answer.retry_after = kRetryAfterUsual;
    } else if (reply.status >= 300 && reply.status < 400) {
        answer.kind = AnswerKind::moved;
        answer.words = "status " + status + ": redirects are not followed";
    } else if (reply.status == 0) {
        answer.words = "no answer";
    } else if (reply.body.size() > kAnswerBytesMax) {
        answer.words = "an answer of " + std::to_string(reply.body.size()) + " bytes, limit " +
                       std::to_string(kAnswerBytesMax);
    } else {
        answer.words = "status " + status + " with something other than JSON";
    }
    return answer;
}

}  // namespace

Answer read_answer(const Reply& reply) {
    Answer answer = without_words_of_the_shop(reply);
    if (answer.kind != AnswerKind::trouble || reply.status == 0) return answer;
    if (reply.status >= 500 || reply.body.size() > kAnswerBytesMax) return answer;
    auto body = json_of(reply);
    if (!body) return answer;
    answer.words = words_of(*body);
    answer.kind = kind_of(reply.status, answer.words);
    if (answer.kind == AnswerKind::good) answer.words.clear();
    answer.body = std::move(*body);
    return answer;
}

std::string_view name_of(AnswerKind kind) {
    switch (kind) {
        case AnswerKind::good: return "good";
        case AnswerKind::not_modified: return "not modified";
        case AnswerKind::revoked: return "revoked";
        case AnswerKind::token_refused: return "token refused";
        case AnswerKind::not_allowed: return "not allowed";
        case AnswerKind::not_found: return "not found";
        case AnswerKind::refused: return "refused";
        case AnswerKind::wait: return "wait";
        case AnswerKind::moved: return "moved";
        case AnswerKind::trouble: return "trouble";
    }
    return "";
}

}  // namespace kiosk::pretix
