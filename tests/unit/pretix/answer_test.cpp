// tests/unit/pretix/answer_test.cpp — what is the shop's word, and what only stands in its way.
#include "kiosk/pretix/answer.hpp"

#include <gtest/gtest.h>

#include "kiosk/pretix/limits.hpp"
#include "tests/unit/pretix/recordings.hpp"

namespace kiosk::pretix {
namespace {

TEST(ShopAnswer, recorded_answers_are_told_apart) {
    const std::pair<const char*, AnswerKind> cases[] = {
        {"device-initialize-kiosk1", AnswerKind::good},
        {"device-initialize-used-token", AnswerKind::refused},
        {"device-after-revoke", AnswerKind::revoked},
        {"bad-token", AnswerKind::token_refused},
        {"event-404", AnswerKind::not_allowed},
        {"event-noslash", AnswerKind::moved},
        {"items-304", AnswerKind::not_modified},
        {"orders-page-beyond", AnswerKind::not_found},
        {"redeem-force-invalid", AnswerKind::not_found},
        {"redeem-server-error", AnswerKind::trouble}};
    for (const auto* version : kVersions) {
        for (const auto& [name, kind] : cases) {
            EXPECT_EQ(name_of(read_answer(recorded(version, name).reply).kind), name_of(kind))
                << version << " " << name;
        }
    }
}

TEST(ShopAnswer, a_page_of_a_proxy_is_never_the_shops_word) {
    for (const int status : {200, 400, 401, 403, 404, 502}) {
        const Reply reply{.status = status, .headers = {}, .body = "<html>Device access</html>"};
        EXPECT_EQ(read_answer(reply).kind, AnswerKind::trouble) << status;
    }
    EXPECT_EQ(read_answer(Reply{}).kind, AnswerKind::trouble);
    EXPECT_EQ(read_answer(json_reply(409, "{}")).kind, AnswerKind::trouble);
    EXPECT_EQ(read_answer(json_reply(200, R"({"cut": tr)")).kind, AnswerKind::trouble);
}

TEST(ShopAnswer, waits_as_long_as_the_shop_asks_within_reason) {
    const std::pair<const char*, std::chrono::seconds> cases[] = {
        {"7", std::chrono::seconds(7)}, {"3600", kRetryAfterMax},
        {"3601", kRetryAfterMax},       {"0", kRetryAfterUsual},
        {"soon", kRetryAfterUsual},     {"Wed, 21 Oct 2026 07:28:00 GMT", kRetryAfterUsual}};
    for (const auto& [text, wait] : cases) {
        const Reply reply{.status = 429, .headers = {{"retry-AFTER", text}}, .body = ""};
        const Answer answer = read_answer(reply);
        EXPECT_EQ(answer.kind, AnswerKind::wait) << text;
        EXPECT_EQ(answer.retry_after, wait) << text;
    }
}

TEST(ShopAnswer, is_taken_up_to_the_limit_of_bytes) {
    const std::string filling(kAnswerBytesMax - 2, 'x');
    EXPECT_EQ(read_answer(json_reply(200, "[\"" + filling.substr(2) + "\"]")).kind,
              AnswerKind::good);
    EXPECT_EQ(read_answer(json_reply(200, "[\"" + filling.substr(1) + "\"]")).kind,
              AnswerKind::trouble);
}

TEST(ShopAnswer, its_words_are_short_and_printable) {
    const auto words = read_answer(json_reply(400, R"({"detail": "a\u0007b\u00e9)" +
                                                       std::string(400, 'x') + "\"}"))
                           .words;
    EXPECT_TRUE(words.starts_with("a b\u00e9x")) << words;
    EXPECT_EQ(words.size(), kWordsBytesMax);
}

}  // namespace
}  // namespace kiosk::pretix
