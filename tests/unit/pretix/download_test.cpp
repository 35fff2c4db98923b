// tests/unit/pretix/download_test.cpp — a run against recorded servers, and against bad ones.
#include "kiosk/pretix/download.hpp"

#include <gtest/gtest.h>

#include "kiosk/pretix/limits.hpp"
#include "tests/unit/pretix/recordings.hpp"

namespace kiosk::pretix {
namespace {

const std::string kEvent = "/api/v1/organizers/accra/events/pyconafrica2024/";
const std::string kNoMore = R"({"count": 0, "next": null, "previous": null, "results": []})";

DownloadOptions options() {
    return {.shop = ShopAddress::parse("https://pretix.example").value(),
            .organizer = "accra",
            .event = "pyconafrica2024",
            .api_token = "secret",
            .zone = [](const std::string&) -> Result<ZoneOffsets> { return ZoneOffsets(); },
            .dates_after = {}};
}

std::string orders_page(int count, const std::string& next, const std::string& at) {
    return R"({"count": )" + std::to_string(count) + R"(, "next": )" +
           (next.empty() ? "null"
                         : "\"https://pretix.example" + kEvent + "orders/?" + next + "\"") +
           R"(, "results": [{"code": "A)" + at + R"(", "status": "p", "datetime": ")" + at +
           R"(", "positions": []}]})";
}

Reply orders_reply(std::string body, const std::string& generated) {
    Reply reply = json_reply(200, std::move(body));
    reply.headers.push_back({"X-Page-Generated", generated});
    return reply;
}

std::string path_of(const Download& run) {
    const auto target = run.request().target;
    return target.substr(0, target.find('?'));
}

// Goes to the first page of the orders with nothing in the lists before.
Download at_orders(Stamps stamps) {
    Download run(options(), std::move(stamps));
    static_cast<void>(run.take(recorded("v2026.5", "event-detail").reply));
    while (path_of(run) != kEvent + "orders/")
        static_cast<void>(run.take(json_reply(200, kNoMore)));
    return run;
}

void take_catalogue(Download& run, const std::string& version) {
    const auto event = run.take(recorded(version, "event-detail").reply);
    ASSERT_TRUE(event.event);
    EXPECT_EQ(event.event->slug, "pyconafrica2024");
    EXPECT_TRUE(event.dates && event.dates->empty());
    const auto items = run.take(recorded(version, "items").reply);
    EXPECT_EQ(items.items.value().size(), 10U);
    const auto questions = run.take(recorded(version, "questions").reply);
    EXPECT_TRUE(questions.questions);
    const auto lists = run.take(recorded(version, "checkinlists").reply);
    EXPECT_EQ(lists.lists.value().size(), 18U);
    EXPECT_TRUE(lists.objections.empty());
    EXPECT_EQ(run.take(recorded(version, "revokedsecrets").reply).revoked.size(), 8U);
    EXPECT_EQ(run.take(recorded(version, "blockedsecrets").reply).blocked.size(), 5U);
}

TEST(Download, a_first_run_reads_all_that_a_real_server_says) {
    for (const auto* version : kVersions) {
        Download run(options(), {});
        EXPECT_EQ(run.request().target, kEvent);
        take_catalogue(run, version);
        EXPECT_EQ(run.request().target,
                  kEvent +
                      "orders/?testmode=false&exclude=downloads&exclude=payment_date"
                      "&exclude=payment_provider&exclude=fees&exclude=positions.downloads"
                      "&exclude=payments&exclude=refunds&ordering=datetime");
        const Recorded first = recorded(version, "orders-page-size-3");
        const auto orders = run.take(first.reply);
        ASSERT_EQ(orders.orders.size(), 3U);
        EXPECT_EQ(orders.orders[0].code, "7CFHS");
        EXPECT_EQ(run.request().target, kEvent + "orders/?page=2&page_size=3");
        EXPECT_EQ(run.stamps().orders, header_of(first.reply, "X-Page-Generated").value());
        EXPECT_FALSE(run.stamps().orders_complete);
        EXPECT_EQ(run.stamps().resume_from, "2024-06-02T05:06:00Z");
        static_cast<void>(
            run.take(orders_reply(orders_page(304, "", "2024-06-03T00:00:00Z"), "z")));
        EXPECT_EQ(run.state(), DownloadState::over);
        EXPECT_TRUE(run.stamps().orders_complete);
        EXPECT_EQ(run.stamps().resume_from, "");
        EXPECT_EQ(run.stamps().orders, header_of(first.reply, "X-Page-Generated").value());
    }
}

TEST(Download, a_later_run_asks_only_for_what_changed) {
    const Stamps before{.items = "Fri, 20 Sep 2024 10:00:20 GMT",
                        .questions = {},
                        .revoked = "2024-09-20T10:00:10.570143Z",
                        .blocked = "2024-09-20T10:00:19.079343+00:00",
                        .orders = "2024-09-24T07:30:21.733553Z",
                        .orders_complete = true,
                        .resume_from = {}};
    Download run(options(), before);
    static_cast<void>(run.take(recorded("v2024.5", "event-detail").reply));
    const Header since{"If-Modified-Since", before.items};
    EXPECT_EQ(run.request().headers.back(), since);
    const auto kept = run.take(recorded("v2024.5", "items-304").reply);
    EXPECT_FALSE(kept.items);
    EXPECT_EQ(path_of(run), kEvent + "questions/");
    static_cast<void>(run.take(recorded("v2024.5", "questions").reply));
    static_cast<void>(run.take(recorded("v2024.5", "checkinlists").reply));
    EXPECT_EQ(run.request().target, kEvent +
                                        "revokedsecrets/?ordering=-created&created_since="
                                        "2024-09-20T10%3A00%3A10.570143Z");
    static_cast<void>(run.take(json_reply(200, kNoMore)));
    EXPECT_EQ(run.request().target, kEvent +
                                        "blockedsecrets/?ordering=-updated&updated_since="
                                        "2024-09-20T10%3A00%3A19.079343%2B00%3A00");
    const auto lifted = run.take(json_reply(
        200, R"({"count": 1, "next": null, "results": [{"id": 1, "secret": "s", "blocked": false,
                 "updated": "2024-09-24T07:31:00Z"}]})"));
    EXPECT_FALSE(lifted.blocked.at(0).counts);
    EXPECT_TRUE(run.request().target.ends_with(
        "&ordering=-last_modified&modified_since=2024-09-24T07%3A30%3A21.733553Z"));
    static_cast<void>(run.take(recorded("v2024.5", "orders-modified-none").reply));
    EXPECT_EQ(run.state(), DownloadState::over);
    EXPECT_EQ(run.stamps().items, before.items);
    EXPECT_EQ(run.stamps().revoked, before.revoked);
    EXPECT_EQ(run.stamps().blocked, "2024-09-24T07:31:00Z");
    EXPECT_GT(run.stamps().orders, before.orders);
}

TEST(Download, a_broken_first_run_goes_on_where_it_broke) {
    Download run = at_orders({});
    static_cast<void>(
        run.take(orders_reply(orders_page(60, "page=2", "2024-06-01T00:00:00Z"), "T1")));
    Download again = at_orders(run.stamps());
    EXPECT_TRUE(again.request().target.ends_with(
        "&ordering=datetime&created_since=2024-06-01T00%3A00%3A00Z"));
    static_cast<void>(again.take(orders_reply(orders_page(1, "", "2024-06-01T00:00:00Z"), "T2")));
    EXPECT_EQ(again.state(), DownloadState::over);
    EXPECT_EQ(again.stamps().orders, "T1");
}

TEST(Download, a_first_run_that_loses_rows_looks_again_from_where_it_was_sure) {
    for (const bool by_status : {false, true}) {
        Download run = at_orders({});
        static_cast<void>(run.take(orders_reply(orders_page(60, "page=2", "D1"), "T1")));
        static_cast<void>(run.take(by_status
                                       ? recorded("v2026.5", "orders-page-beyond").reply
                                       : orders_reply(orders_page(59, "page=3", "D9"), "T2")));
        EXPECT_EQ(run.state(), DownloadState::asking);
        EXPECT_TRUE(run.request().target.ends_with("&ordering=datetime&created_since=D1"));
    }
}

TEST(Download, a_list_that_changes_while_it_is_read_is_read_again_but_not_for_ever) {
    Download run(options(), {});
    static_cast<void>(run.take(recorded("v2026.5", "event-detail").reply));
    const Reply short_list = json_reply(200, R"({"count": 2, "next": null, "results": [
        {"id": 1, "name": {"en": "A"}}]})");
    for (std::size_t i = 0; i < kRestartsMax; ++i) {
        EXPECT_FALSE(run.take(short_list).items);
        EXPECT_EQ(run.state(), DownloadState::asking);
        EXPECT_EQ(run.request().target, kEvent + "items/");
    }
    EXPECT_FALSE(run.take(short_list).items);
    EXPECT_EQ(run.state(), DownloadState::broken);
}

TEST(Download, stops_where_the_shop_says_no_and_tells_what) {
    const std::pair<const char*, AnswerKind> cases[] = {
        {"device-after-revoke", AnswerKind::revoked},
        {"bad-token", AnswerKind::token_refused},
        {"orders-forbidden-online", AnswerKind::not_allowed},
        {"event-noslash", AnswerKind::moved}};
    for (const auto& [name, kind] : cases) {
        Download run = at_orders({});
        static_cast<void>(run.take(recorded("v2026.5", name).reply));
        EXPECT_EQ(run.state(), DownloadState::stopped) << name;
        EXPECT_EQ(run.reason(), kind) << name;
        EXPECT_TRUE(run.words().starts_with(kEvent + "orders/: ")) << run.words();
    }
    Download run = at_orders({});
    std::string page = orders_page(60, "page=2", "D1");
    page.replace(page.find("pretix.example"), 14, "evil.example");
    EXPECT_TRUE(run.take(orders_reply(page, "T1")).orders.empty());
    EXPECT_EQ(run.state(), DownloadState::stopped);
}

TEST(Download, waits_in_trouble_longer_and_longer_and_then_breaks) {
    Download run = at_orders({});
    const auto target = run.request().target;
    for (std::size_t i = 1; i < kTroublesMax; ++i) {
        static_cast<void>(
            run.take(i % 2 == 0 ? Reply{} : recorded("v2024.5", "redeem-server-error").reply));
        EXPECT_EQ(run.state(), DownloadState::waiting);
        EXPECT_EQ(run.wait(), std::chrono::seconds(1U << std::min<std::size_t>(i, 6)));
        EXPECT_EQ(run.request().target, target);
    }
    static_cast<void>(run.take(json_reply(200, R"({"count": 1, "resu)")));
    EXPECT_EQ(run.state(), DownloadState::broken);
    Download asked = at_orders({});
    static_cast<void>(asked.take({.status = 429, .headers = {{"Retry-After", "17"}}, .body = ""}));
    EXPECT_EQ(asked.wait(), std::chrono::seconds(17));
    static_cast<void>(asked.take(orders_reply(orders_page(1, "", "D1"), "T1")));
    EXPECT_EQ(asked.state(), DownloadState::over);
}

TEST(Download, test_orders_are_left_out_and_counted_and_bad_ones_named) {
    Download run = at_orders({});
    const auto fetched = run.take(orders_reply(
        R"({"count": 3, "next": null, "results": [
            {"code": "A", "status": "p", "testmode": true, "positions": []},
            {"code": "B", "status": "x", "positions": []},
            {"code": "C", "status": "c", "positions": []}]})",
        "T1"));
    ASSERT_EQ(fetched.orders.size(), 1U);
    EXPECT_EQ(fetched.orders[0].code, "C");
    EXPECT_EQ(run.test_orders(), 1U);
    ASSERT_EQ(fetched.objections.size(), 1U);
    EXPECT_EQ(fetched.objections[0], "orders: order.status: is none of p, n, e, c");
}

TEST(Download, stamps_are_taken_up_to_their_limit) {
    for (const std::size_t size : {kStampBytesMax, kStampBytesMax + 1}) {
        Download run = at_orders({});
        const std::string stamp(size, '1');
        static_cast<void>(run.take(orders_reply(orders_page(60, "page=2", stamp), stamp)));
        EXPECT_EQ(run.stamps().orders, size == kStampBytesMax ? stamp : "");
        EXPECT_EQ(run.stamps().resume_from, size == kStampBytesMax ? stamp : "");
    }
}

TEST(Download, a_series_reads_its_dates_and_no_old_orders) {
    auto how = options();
    how.dates_after = "2024-09-10T00:00:00Z";
    Download run(how, {});
    static_cast<void>(run.take(json_reply(200, R"({"slug": "m", "has_subevents": true,
        "timezone": "UTC", "date_from": "2024-09-24T08:00:00Z"})")));
    EXPECT_EQ(path_of(run), kEvent + "subevents/");
    const auto fetched = run.take(json_reply(200, R"({"count": 1, "next": null, "results": [
        {"id": 7, "date_from": "2024-09-25T08:00:00Z"}]})"));
    EXPECT_EQ(fetched.dates.value().size(), 1U);
    while (path_of(run) != kEvent + "orders/")
        static_cast<void>(run.take(json_reply(200, kNoMore)));
    EXPECT_TRUE(run.request().target.ends_with("&subevent_after=2024-09-10T00%3A00%3A00Z"));
}

}  // namespace
}  // namespace kiosk::pretix
