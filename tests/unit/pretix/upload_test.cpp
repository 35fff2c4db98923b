// tests/unit/pretix/upload_test.cpp — which answers are final, which are said again, which stop
// all.
#include "kiosk/pretix/upload.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "kiosk/pretix/limits.hpp"
#include "tests/unit/pretix/recordings.hpp"

namespace kiosk::pretix {
namespace {

FineTime at(const char* text) {
    return parse_iso_time(text).value();
}

CheckIn check_in(const std::string& nonce = "n1") {
    return {.secret = "0a9nx5m6uhvevw41ghvwj098ops86z7d",
            .list = 6,
            .direction = core::Direction::entry,
            .at = at("2024-09-24T08:40:00Z"),
            .nonce = nonce};
}

RefusedScan refused_scan() {
    return {.event = "pyconafrica2024",
            .list = 6,
            .code = "offline-unknown-secret",
            .direction = core::Direction::entry,
            .at = at("2024-09-24T08:50:00Z"),
            .reason = "invalid",
            .nonce = "fail-0001",
            .position = {},
            .item = {},
            .variation = {},
            .subevent = {}};
}

Annulment annulment(const char* time = "2024-09-24T11:05:00Z") {
    return {.nonce = "annul-0001",
            .list = 6,
            .checked_in_at = at("2024-09-24T11:00:00Z"),
            .at = at(time),
            .explanation = "Turnstile did not turn"};
}

Upload with(const UploadItem& item) {
    Upload upload("accra", "secret");
    EXPECT_TRUE(upload.add(1, item));
    return upload;
}

Settlement settled(const UploadItem& item, const Reply& reply) {
    Upload upload = with(item);
    const auto done = upload.take(reply);
    EXPECT_EQ(done.size(), 1U);
    EXPECT_EQ(upload.state(), UploadState::idle);
    return done.empty() ? Settlement::set_aside : done[0].settlement;
}

// The fields we said, as the recorded request said them; times compared as instants.
void expect_said(const Request& said, const Recorded& talk) {
    EXPECT_EQ(said.target, talk.target);
    const boost::json::value ours = boost::json::parse(said.body);
    const boost::json::value theirs = boost::json::parse(talk.body);
    for (const auto& entry : theirs.as_object()) {
        const auto* value = ours.as_object().if_contains(entry.key());
        ASSERT_NE(value, nullptr) << entry.key();
        if (entry.key() == "datetime") {
            EXPECT_EQ(at(value->as_string().c_str()), at(entry.value().as_string().c_str()));
        } else if (entry.key() != "source" && entry.key() != "info") {
            EXPECT_EQ(*value, entry.value()) << entry.key();
        }
    }
}

TEST(Upload, says_what_was_said_to_real_servers) {
    for (const auto* version : kVersions) {
        expect_said(with(check_in("n0nce000000000000000000000000075")).request(),
                    recorded(version, "redeem-force-already"));
        expect_said(with(refused_scan()).request(), recorded(version, "failed-invalid"));
    }
    expect_said(with(annulment()).request(), recorded("v2026.5", "annul-ok"));
}

TEST(Upload, final_answers_settle) {
    for (const auto* version : kVersions) {
        const auto answer = [&](const char* name) { return recorded(version, name).reply; };
        EXPECT_EQ(settled(check_in(), answer("redeem-force-already")), Settlement::recorded);
        EXPECT_EQ(settled(check_in(), answer("redeem-force-nonce-2")), Settlement::recorded);
        EXPECT_EQ(settled(check_in(), answer("redeem-force-invalid")), Settlement::unknown);
        EXPECT_EQ(settled(check_in(), answer("redeem-force-ambiguous")), Settlement::ambiguous);
        EXPECT_EQ(settled(check_in(), answer("redeem-unknown-list")), Settlement::refused);
        EXPECT_EQ(settled(refused_scan(), answer("failed-invalid")), Settlement::recorded);
        EXPECT_EQ(settled(refused_scan(), answer("failed-bad-reason")), Settlement::refused);
        EXPECT_EQ(settled(refused_scan(), answer("event-404")), Settlement::not_supported);
    }
}

TEST(Upload, annulments_are_the_shops_or_not_supported_here) {
    const auto answer = [](const char* name) { return recorded("v2026.5", name).reply; };
    EXPECT_EQ(settled(annulment(), answer("annul-ok")), Settlement::recorded);
    EXPECT_EQ(settled(annulment(), answer("annul-again")), Settlement::refused);
    EXPECT_EQ(settled(annulment(), answer("annul-late")), Settlement::refused);
    EXPECT_EQ(settled(annulment(), answer("annul-unknown")), Settlement::unknown);
    EXPECT_EQ(settled(annulment(), answer("annul-profile")), Settlement::not_supported);
}

TEST(Upload, an_annulment_is_sent_within_fifteen_minutes_and_not_later) {
    EXPECT_TRUE(with(annulment("2024-09-24T11:15:00Z")).drop_late().empty());
    const auto late = with(annulment("2024-09-24T11:15:00.000001Z")).drop_late();
    ASSERT_EQ(late.size(), 1U);
    EXPECT_EQ(late[0].settlement, Settlement::too_late);
}

TEST(Upload, says_the_same_again_when_there_was_no_answer) {
    for (const Reply& reply : {Reply{}, recorded("v2024.5", "redeem-server-error").reply,
                               Reply{.status = 200, .headers = {}, .body = "<html>"},
                               Reply{.status = 404, .headers = {}, .body = "<html>"},
                               Reply{.status = 429, .headers = {}, .body = ""}}) {
        Upload upload = with(check_in());
        const auto before = upload.request();
        EXPECT_TRUE(upload.take(reply).empty());
        EXPECT_EQ(upload.state(), UploadState::waiting);
        EXPECT_GT(upload.wait().count(), 0);
        EXPECT_EQ(upload.request().body, before.body);
    }
}

TEST(Upload, stops_with_everything_kept_where_the_shop_lets_nobody_in) {
    const std::pair<const char*, AnswerKind> cases[] = {
        {"device-after-revoke", AnswerKind::revoked},
        {"bad-token", AnswerKind::token_refused},
        {"event-404", AnswerKind::not_allowed},
        {"event-noslash", AnswerKind::moved}};
    for (const auto& [name, kind] : cases) {
        Upload upload = with(check_in());
        EXPECT_TRUE(upload.take(recorded("v2026.5", name).reply).empty());
        EXPECT_EQ(upload.state(), UploadState::stopped) << name;
        EXPECT_EQ(upload.reason(), kind);
        EXPECT_EQ(upload.queued(), 1U);
    }
}

TEST(Upload, keeps_the_order_of_events) {
    Upload upload("accra", "secret");
    ASSERT_TRUE(upload.add(1, check_in("out")));
    ASSERT_TRUE(upload.add(2, check_in("in")));
    EXPECT_NE(upload.request().body.find("\"out\""), std::string::npos);
    ASSERT_EQ(upload.take(recorded("v2024.5", "redeem-force-already").reply).at(0).key, 1U);
    EXPECT_NE(upload.request().body.find("\"in\""), std::string::npos);
}

// Fails on the first item as often as the shop may before the second is tried.
void fail_on_first(Upload& upload) {
    for (std::size_t i = 0; i < kFailuresMax; ++i) {
        EXPECT_NE(upload.request().body.find("\"bad\""), std::string::npos);
        EXPECT_TRUE(upload.take(recorded("v2026.5", "redeem-server-error").reply).empty());
    }
}

TEST(Upload, sets_aside_what_alone_makes_the_shop_fail) {
    Upload upload("accra", "secret");
    ASSERT_TRUE(upload.add(1, check_in("bad")));
    ASSERT_TRUE(upload.add(2, check_in("good")));
    fail_on_first(upload);
    EXPECT_NE(upload.request().body.find("\"good\""), std::string::npos);
    const auto done = upload.take(recorded("v2026.5", "redeem-force-already").reply);
    ASSERT_EQ(done.size(), 2U);
    EXPECT_EQ(done[0].key, 1U);
    EXPECT_EQ(done[0].settlement, Settlement::set_aside);
    EXPECT_EQ(done[1].settlement, Settlement::recorded);
}

TEST(Upload, blames_no_item_for_a_shop_that_fails_on_all) {
    Upload upload("accra", "secret");
    ASSERT_TRUE(upload.add(1, check_in("bad")));
    ASSERT_TRUE(upload.add(2, check_in("good")));
    fail_on_first(upload);
    EXPECT_TRUE(upload.take(recorded("v2026.5", "redeem-server-error").reply).empty());
    fail_on_first(upload);
    EXPECT_EQ(upload.queued(), 2U);
}

TEST(Upload, takes_items_up_to_their_limits) {
    Upload upload("accra", "secret");
    EXPECT_TRUE(upload.add(1, check_in(std::string(kNonceBytesMax, 'n'))));
    EXPECT_EQ(upload.add(2, check_in(std::string(kNonceBytesMax + 1, 'n'))).error().code,
              Errc::too_large);
    CheckIn nul = check_in();
    nul.secret = std::string("a\0b", 3);
    EXPECT_FALSE(upload.add(3, nul));
    while (upload.queued() < kUploadQueueMax) ASSERT_TRUE(upload.add(4, check_in()));
    EXPECT_EQ(upload.add(5, check_in()).error().code, Errc::too_large);
}

TEST(Upload, codes_that_are_no_text_go_as_base64) {
    EXPECT_EQ(raw_barcode("abc \"\\ \xc3\xa9"), "abc \"\\ \xc3\xa9");
    EXPECT_EQ(raw_barcode("\x1d"
                          "01"),
              "binary:HTAx");
    EXPECT_EQ(raw_barcode("\xff"), "binary:/w==");
    EXPECT_EQ(raw_barcode("\xff\x7f"), "binary:/38=");
}

}  // namespace
}  // namespace kiosk::pretix
