// tests/unit/wire/views_json_test.cpp — status, counts, people, log rows, imports, problems.
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/wire/attendee_json.hpp"
#include "kiosk/wire/event_json.hpp"
#include "kiosk/wire/import_json.hpp"
#include "kiosk/wire/problem_json.hpp"
#include "kiosk/wire/scan_log_json.hpp"
#include "kiosk/wire/status_json.hpp"
#include "kiosk/wire/summary_json.hpp"
#include "tests/unit/wire/sample.hpp"

namespace kiosk::wire {
namespace {

using boost::json::parse;

TEST(StatusJson, tells_list_storage_stations_and_readers) {
    ports::StatusView status = a_status();
    status.readers = {{"usb-1", ports::ReaderState::absent, "plug it in"}};
    const auto json = parse(print_status(status, /*ready=*/true, Audience::lane));
    EXPECT_EQ(json.at("list").at("age_s").as_int64(), 41);
    EXPECT_EQ(json.at("storage").at("state").as_string(), "green");
    EXPECT_EQ(json.at("stations").as_array().size(), 2U);
    EXPECT_EQ(json.at("stations").at(0).at("name").at("fr").as_string(), "Accueil 1");
    EXPECT_EQ(json.at("readers").at(0).at("state").as_string(), "absent");
    EXPECT_TRUE(json.at("ready").as_bool());
    EXPECT_TRUE(json.at("warnings").as_array().empty());
}

TEST(StatusJson, tells_of_the_deny_list_to_staff_alone) {
    ports::StatusView status = a_status();
    status.warnings = {"a product"};
    status.staff_warnings = {"[[deny]] names ticket \"csv:1\""};
    EXPECT_EQ(parse(print_status(status, /*ready=*/true, Audience::lane)).at("warnings"),
              parse(R"(["a product"])"));
    EXPECT_EQ(parse(print_status(status, /*ready=*/true, Audience::staff)).at("warnings"),
              parse(R"(["[[deny]] names ticket \"csv:1\"", "a product"])"));
}

TEST(StatusJson, tells_codes_that_were_drained_only_where_there_were_any) {
    ports::StatusView status = a_status();
    status.readers = {{"usb-1", ports::ReaderState::ready, "Scanner ready. …", 3},
                      {"usb-2", ports::ReaderState::ready, "Scanner ready."}};
    const auto json = parse(print_status(status, /*ready=*/true, Audience::lane));
    EXPECT_EQ(json.at("readers").at(0).at("drained").as_int64(), 3);
    EXPECT_FALSE(json.at("readers").at(1).as_object().contains("drained"));
    EXPECT_EQ(parse(print_device(status.readers[0])).at("drained").as_int64(), 3);
}

TEST(StatusJson, without_a_list_has_no_age) {
    ports::StatusView status = a_status();
    status.roster_loaded = false;
    status.roster_imported_at.reset();
    const auto json = parse(print_status(status, /*ready=*/false, Audience::lane));
    EXPECT_FALSE(json.at("list").at("loaded").as_bool());
    EXPECT_TRUE(json.at("list").at("age_s").is_null());
}

TEST(SummaryJson, counts_in_total_by_product_and_by_hour) {
    ports::SummaryView summary;
    summary.as_of = kNow;
    summary.as_of_seq = 12;
    summary.newest_scan = kNow - std::chrono::milliseconds(2500);
    summary.total = {"", 10, 4, 3, 5, 2, 1};
    summary.day = "2027-03-10";
    summary.today.arrived = 3;
    summary.last_minutes.entries = 2;
    summary.overrides = 1;
    summary.refused_tickets = 1;
    summary.undone = 2;
    summary.by_product = {{"Full pass", 6, 2, 2, 2, 0, 0}};
    summary.by_hour = {{"2027-03-10T09", 0, 4, 0, 5, 2, 1}};
    EXPECT_EQ(
        print_summary(summary),
        R"({"as_of":"2027-03-10T09:42:07.113Z","as_of_seq":12,)"
        R"("newest_scan":"2027-03-10T09:42:04.613Z","age_s":2,)"
        R"("expected":10,"arrived":4,"inside":3,)"
        R"("entries":5,"exits":2,"refused":1,"refused_tickets":1,"undone":2,"overrides":1,)"
        R"("today":{"day":"2027-03-10","arrived":3,"entries":0,"exits":0,"refused":0,)"
        R"("overrides":0},"recent":{"minutes":10,"arrived":0,"entries":2,"exits":0,"refused":0,)"
        R"("overrides":0},"by_product":[{"product":"Full pass",)"
        R"("expected":6,"arrived":2,"inside":2,"entries":2,"exits":0,"refused":0}],)"
        R"("by_hour":[{"hour":"2027-03-10T09","arrived":4,"entries":5,"exits":2,"refused":1}]})");
}

TEST(AttendeeJson, a_page_carries_its_cursor) {
    ports::AttendeeView person;
    person.card = *an_outcome(core::Reason::ok).holder;
    person.status = "inside";
    person.last_entry = kNow;
    const auto json = parse(print_attendee_page({{person}, 21}));
    EXPECT_EQ(json.at("next_cursor").as_string(), "21");
    EXPECT_EQ(json.at("items").at(0).at("id").as_string(), "csv:0000000000001234");
    EXPECT_TRUE(json.at("items").at(0).at("last_exit").is_null());
    EXPECT_TRUE(parse(print_attendee_page({})).at("next_cursor").is_null());
}

TEST(ScanLogJson, rows_have_the_hash_and_never_a_code) {
    ports::StoredScan stored;
    stored.seq = 9;
    stored.scan.reason = core::Reason::already_redeemed;
    stored.scan.ticket = core::TicketId{0x1234};
    stored.scan.code.bytes.fill(0xAB);
    const auto holder = [](core::TicketId) { return an_outcome(core::Reason::ok).holder; };
    const auto json = parse(print_scan_page({stored}, holder, 9, Audience::lane));
    const auto& row = json.at("items").at(0);
    EXPECT_EQ(row.at("verdict").as_string(), "check");
    EXPECT_EQ(row.at("code_hash").as_string(), "abababababababababababababababab");
    EXPECT_EQ(row.at("attendee").at("order").as_string(), "K7M9P");
    EXPECT_EQ(json.at("next_cursor").as_string(), "9");
}

TEST(ScanLogJson, someone_gone_from_the_list_keeps_an_id) {
    ports::StoredScan stored;
    stored.scan.ticket = core::TicketId{1};
    const auto nobody = [](core::TicketId) { return std::optional<core::HolderCard>(); };
    const auto json = parse(print_scan_page({stored}, nobody, std::nullopt, Audience::staff));
    EXPECT_EQ(json.at("items").at(0).at("attendee").at("id").as_string(), "csv:0000000000000001");
    EXPECT_TRUE(json.at("items").at(0).at("attendee").at("display_name").is_null());
}

TEST(ImportJson, lists_every_rejection) {
    ports::ImportAnswer answer;
    answer.rejected = 1;
    answer.rejections = {"line 7, column 3 \"E-mail\": 300 bytes, limit 254"};
    const auto json = parse(print_import_answer(answer));
    EXPECT_EQ(json.at("rejections").at(0).as_string(), answer.rejections[0]);
    EXPECT_FALSE(json.at("imported").as_bool());
}

TEST(ProblemJson, has_the_members_of_rfc_9457) {
    const ProblemBody body{"/problems/validation",
                           "Request not valid",
                           422,
                           "station is unknown",
                           "/api/v1/scans",
                           "b-1",
                           {{"/station", "unknown_station", "no station"}}};
    EXPECT_EQ(
        print_problem(body),
        R"({"type":"/problems/validation","title":"Request not valid","status":422,)"
        R"("detail":"station is unknown","instance":"/api/v1/scans","trace_id":"b-1",)"
        R"("errors":[{"pointer":"/station","code":"unknown_station","detail":"no station"}]})");
}

TEST(EventJson, hello_names_run_version_and_time) {
    EXPECT_EQ(print_hello("b7", "kioskd 0.1.0", kNow),
              R"({"boot":"b7","version":"kioskd 0.1.0","server_time":"2027-03-10T09:42:07.113Z"})");
}

}  // namespace
}  // namespace kiosk::wire
