// tests/unit/api/api_scans_test.cpp — decisions asked over HTTP.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

TEST_F(Api, a_scan_is_decided_and_recorded) {
    const auto response = post("/api/v1/scans", R"({"station":"desk-1","code":"code-ok"})");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(json(response).at("verdict").as_string(), "go");
    EXPECT_TRUE(json(response).at("recorded").as_bool());
    EXPECT_EQ(json(response).at("attendee").at("order").as_string(), "K7M9P");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
}

TEST_F(Api, a_refusal_is_200_too_and_says_what_to_do) {
    const auto response =
        post("/api/v1/scans", R"({"station":"desk-1","code":"code-already_redeemed"})");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(json(response).at("verdict").as_string(), "check");
    EXPECT_EQ(json(response).at("next").at("en").as_string(),
              "09:02, North gate → Help desk, hall B");
    EXPECT_EQ(json(response).at("next").at("fr").as_string(),
              "09:02, Portail nord → Guichet, hall B");
}

TEST_F(Api, all_fields_of_a_scan_reach_the_station) {
    post("/api/v1/scans",
         R"({"station":"gate-n","code":"x\u0000y","source":"camera","type":"exit","nonce":"n1",)"
         R"("dry_run":true})");
    ASSERT_EQ(station.scan_requests.size(), 1U);
    const auto& request = station.scan_requests[0];
    EXPECT_EQ(request.station, "gate-n");
    EXPECT_EQ(request.code, std::string("x\0y", 3));
    EXPECT_EQ(request.source, core::ScanSource::camera);
    EXPECT_EQ(request.direction, core::Direction::exit);
    EXPECT_EQ(request.nonce, "n1");
    EXPECT_TRUE(request.dry_run);
}

TEST_F(Api, a_wrong_scan_names_its_fields_and_decides_nothing) {
    const auto response = post("/api/v1/scans", R"({"station":"desk-1","cod":"x"})");
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(json(response).at("errors").as_array().size(), 2U);
    EXPECT_TRUE(station.scan_requests.empty());
}

TEST_F(Api, an_overlong_code_names_the_limit) {
    const auto response =
        post("/api/v1/scans", R"({"station":"desk-1","code":")" + std::string(8193, 'a') + "\"}");
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(detail(response), "code is 8193 bytes, limit 8192");
}

TEST_F(Api, an_unknown_station_is_told_the_known_ones) {
    const auto response = post("/api/v1/scans", R"({"station":"gate-x","code":"a"})");
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(detail(response), "no station \"gate-x\"; known: desk-1, gate-n");
    EXPECT_EQ(post("/api/v1/scans", R"({"code":"a"})").status, 422);
}

TEST_F(Api, without_a_list_nothing_is_decided) {
    station.list_loaded = false;
    const auto response = post("/api/v1/scans", R"({"station":"desk-1","code":"code-ok"})");
    EXPECT_EQ(response.status, 503);
    EXPECT_NE(detail(response).find("kioskctl import"), std::string::npos);
    EXPECT_EQ(response.header("Retry-After"), "5");
    EXPECT_TRUE(station.scan_requests.empty());
}

TEST_F(Api, without_a_disk_the_station_is_asked_and_answers_by_its_policy) {
    station.storage_works = false;
    EXPECT_EQ(post("/api/v1/scans", R"({"station":"desk-1","code":"code-ok"})").status, 200);
    EXPECT_EQ(station.scan_requests.size(), 1U);
}

TEST_F(Api, an_exit_asks_for_no_list_no_permission_and_no_answers) {
    station.list_loaded = false;
    const auto response =
        post("/api/v1/scans", R"({"station":"gate-n","code":"code-ok","type":"exit","force":true,)"
                              R"("operator":"Ama","answers":{"nobody_asks":"1"}})");
    EXPECT_EQ(response.status, 200) << response.body;
    ASSERT_EQ(station.scan_requests.size(), 1U);
    EXPECT_FALSE(station.scan_requests[0].force);
    EXPECT_TRUE(station.scan_requests[0].answers.empty());
}

TEST_F(Api, someone_found_by_name_is_checked_in) {
    const auto response =
        post("/api/v1/checkins", R"({"station":"desk-1","attendee":"csv:0000000000000003"})");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(json(response).at("attendee").at("display_name").as_string(), "Zoë N’Diaye");
    ASSERT_EQ(station.scan_requests.size(), 1U);
    EXPECT_EQ(station.scan_requests[0].attendee, core::TicketId{3});
    EXPECT_EQ(post("/api/v1/checkins", R"({"station":"desk-1","attendee":"Zoë"})").status, 422);
}

TEST_F(Api, the_log_is_read_in_pages_both_ways) {
    for (int i = 0; i < 5; ++i) post("/api/v1/scans", R"({"station":"desk-1","code":"code-ok"})");
    const auto first = json(get("/api/v1/checkins?limit=2"));
    EXPECT_EQ(first.at("items").at(0).at("seq").as_int64(), 1);
    EXPECT_EQ(first.at("next_cursor").as_string(), "2");
    EXPECT_EQ(json(get("/api/v1/checkins?limit=2&cursor=2")).at("items").at(0).at("seq").as_int64(),
              3);
    const auto newest = json(get("/api/v1/checkins?limit=2&order=desc"));
    EXPECT_EQ(newest.at("items").at(0).at("seq").as_int64(), 5);
    const auto older = json(get("/api/v1/checkins?limit=2&order=desc&cursor=4"));
    EXPECT_EQ(older.at("items").at(0).at("seq").as_int64(), 3);
    EXPECT_TRUE(json(get("/api/v1/checkins")).at("next_cursor").is_null());
    const auto& person = first.at("items").at(0).at("attendee");
    EXPECT_EQ(person.at("display_name").as_string(), "Ọlá Adébáyọ̀");
}

TEST_F(Api, the_logs_filters_reach_the_station) {
    EXPECT_EQ(
        get("/api/v1/checkins?after=7&station=desk-1&verdict=stop&reason=invalid&limit=500").status,
        200);
    ASSERT_EQ(station.log_queries.size(), 1U);
    const auto& query = station.log_queries[0];
    EXPECT_EQ(query.after_seq, 7U);
    EXPECT_EQ(query.station, "desk-1");
    EXPECT_EQ(query.verdict, "stop");
    EXPECT_EQ(query.reason, "invalid");
    EXPECT_EQ(query.limit, 500U);
    for (const char* wrong : {"limit=0", "limit=501", "verdict=maybe", "reason=x", "order=up",
                              "x=1", "cursor=a", "after=-1"}) {
        EXPECT_EQ(get("/api/v1/checkins?" + std::string(wrong)).status, 422) << wrong;
    }
}

}  // namespace
}  // namespace kiosk::api
