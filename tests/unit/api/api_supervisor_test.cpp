// tests/unit/api/api_supervisor_test.cpp — who may ask for what, and what reaches the station.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

constexpr const char* kWho = R"({"operator":"abena","note":"smoke in hall B"})";
constexpr const char* kJson = "Content-Type: application/json\r\n";
constexpr const char* kOverride =
    R"({"action":"override","operator":"abena","reason":"badge forgotten"})";
const std::string kScan = "/api/v1/scans/0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7";

TEST_F(Api, an_alarm_is_raised_by_staff_and_a_screen_is_told_how) {
    const auto lane = post("/api/v1/emergency/begin", kWho);
    EXPECT_EQ(lane.status, 401);
    EXPECT_EQ(json(lane).at("detail").as_string(),
              "this needs the role lead: sign in, or send a token; on the station itself: kioskctl "
              "emergency begin --operator NAME --note TEXT");
    EXPECT_TRUE(station.acts.empty());
    const auto response = operator_asks("POST /api/v1/emergency/begin", kJson, kWho);
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(json(response).at("seq").as_int64(), 12);
    EXPECT_FALSE(json(response).at("emergency_since").is_null());
    ASSERT_EQ(station.acts.size(), 1U);
    EXPECT_EQ(station.acts[0].act, core::SupervisorAct::begin_emergency);
    EXPECT_EQ(station.acts[0].by, "abena");
    EXPECT_EQ(station.acts[0].note, "smoke in hall B");
}

TEST_F(Api, an_override_is_guarded_as_every_other_request_that_changes_something) {
    const auto sends = [this](const std::string& headers) {
        http::RawClient client(port_);
        client.send(http::request_text("POST " + kScan + "/resolve", port_, headers, kOverride));
        return client.receive().status;
    };
    EXPECT_EQ(sends(kJson + kAbena), 403);  // no X-Kiosk
    EXPECT_EQ(sends(kJson + kAbena + "X-Kiosk: 1\r\nOrigin: http://evil.example\r\n"), 403);
    EXPECT_EQ(sends(kAbena + "X-Kiosk: 1\r\nContent-Type: text/plain\r\n"), 415);
    EXPECT_EQ(sends(std::string(kJson) + "X-Kiosk: 1\r\n"), 401);
    EXPECT_EQ(sends(kJson + kEsi + "X-Kiosk: 1\r\n"), 403);
    EXPECT_TRUE(station.overrides.empty());
    EXPECT_EQ(sends(kJson + kAbena + "X-Kiosk: 1\r\n"), 200);
}

// U+200B, U+2060 and U+3164 are letters to a program and nothing to a reader of the record.
TEST_F(Api, names_and_reasons_have_to_say_something) {
    const auto wrong = [this](const std::string& to, const std::string& body) {
        const auto response = operator_asks("POST " + to, kJson, body);
        EXPECT_EQ(response.status, 422) << body << response.body;
        return response.status == 422
                   ? std::string(json(response).at("errors").at(0).at("pointer").as_string())
                   : std::string();
    };
    const std::string resolve = kScan + "/resolve";
    for (const char* nothing : {"", "  ", "\\u200b", "\\u2060 \\u3164", "..."}) {
        const auto body = [&](std::string text) {
            return text.replace(text.find('@'), 1, nothing);
        };
        EXPECT_EQ(wrong(resolve, body(R"({"action":"override","operator":"@","reason":"x"})")),
                  "/operator");
        EXPECT_EQ(wrong(resolve, body(R"({"action":"override","operator":"a","reason":"@"})")),
                  "/reason");
        EXPECT_EQ(wrong("/api/v1/forgiveness", body(R"({"operator":"a","code":"x","note":"@"})")),
                  "/note");
        EXPECT_EQ(wrong("/api/v1/emergency/begin", body(R"({"operator":"@"})")), "/operator");
        EXPECT_EQ(wrong("/api/v1/emergency/end", body(R"({"operator":"a","note":"@"})")), "/note");
        EXPECT_EQ(wrong("/api/v1/scans", body(R"({"station":"desk-1","code":"code-ok",)"
                                              R"("force":true,"operator":"@"})")),
                  "/operator");
    }
    EXPECT_EQ(wrong(resolve, R"({"action":"override","operator":"a","second":"\u200b",)"
                             R"("reason":"x"})"),
              "/second");
    EXPECT_TRUE(station.overrides.empty());
    EXPECT_TRUE(station.acts.empty());
    EXPECT_TRUE(station.scan_requests.empty());
    // An alarm does not wait for words.
    EXPECT_EQ(operator_asks("POST /api/v1/emergency/begin", kJson, R"({"operator":"a"})").status,
              200);
}

// A lead who signed in at the gate stands at the lane all the same.
TEST_F(Api, the_station_is_told_whether_staff_ask) {
    const char* validate = R"({"station":"gate-n","code":"code-ok","dry_run":true})";
    EXPECT_EQ(asks_as(kAbena, "POST /api/v1/scans", validate).status, 200);
    EXPECT_EQ(operator_asks("POST /api/v1/scans", kJson, validate).status, 200);
    ASSERT_EQ(station.scan_requests.size(), 2U);
    EXPECT_FALSE(station.scan_requests[0].by_staff);
    EXPECT_TRUE(station.scan_requests[1].by_staff);
}

TEST_F(Api, nobody_takes_an_alarm_back_or_forgives_from_the_lane) {
    EXPECT_EQ(post("/api/v1/emergency/end", kWho).status, 401);
    EXPECT_EQ(post("/api/v1/forgiveness", R"({"operator":"abena","code":"x"})").status, 401);
    EXPECT_EQ(get("/api/v1/alerts").status, 401);
    EXPECT_EQ(get(kScan + "/explanation").status, 401);
    EXPECT_TRUE(station.acts.empty());
    EXPECT_EQ(operator_asks("POST /api/v1/emergency/end", kJson, kWho).status, 200);
    EXPECT_EQ(operator_asks("POST /api/v1/forgiveness", kJson,
                            R"({"operator":"abena","code":"x","zone":"hall","note":"fence"})")
                  .status,
              200);
    ASSERT_EQ(station.acts.size(), 2U);
    EXPECT_EQ(station.acts[0].act, core::SupervisorAct::end_emergency);
    EXPECT_EQ(station.acts[1].code, "x");
    EXPECT_EQ(station.acts[1].zone, "hall");
}

TEST_F(Api, what_the_station_refuses_is_told_with_its_status) {
    station.refuses = Error{Errc::unavailable, "in force, but no disk takes the record"};
    EXPECT_EQ(operator_asks("POST /api/v1/emergency/begin", kJson, kWho).status, 503);
    station.refuses = Error{Errc::conflict, "there is no emergency to end"};
    EXPECT_EQ(operator_asks("POST /api/v1/emergency/end", kJson, kWho).status, 409);
    station.refuses = Error{Errc::not_found, "no zone \"x\"; known: venue, hall"};
    EXPECT_EQ(get("/api/v1/muster?zone=x").status, 404);
}

TEST_F(Api, an_override_reaches_the_station_with_both_names) {
    const auto response =
        operator_asks("POST " + kScan + "/resolve", kJson,
                      R"({"action":"override","operator":"abena","second":"kofi",)"
                      R"("reason":"badge forgotten","nonce":"n1"})");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(json(response).at("reason").as_string(), "ok_override");
    ASSERT_EQ(station.overrides.size(), 1U);
    EXPECT_EQ(station.overrides[0].scan.bytes[0], 0x01);
    EXPECT_EQ(station.overrides[0].scan.bytes[15], 0xb7);
    EXPECT_EQ(station.overrides[0].let_in.by, "abena");
    EXPECT_EQ(station.overrides[0].let_in.second, "kofi");
    EXPECT_EQ(station.overrides[0].nonce, "n1");
    EXPECT_EQ(asks_as(kAbena, "POST /api/v1/scans/7/resolve", "{}").status, 404);
    EXPECT_EQ(asks_as(kAbena, "POST /api/v1/scans/7-/resolve", "{}").status, 404);
    EXPECT_EQ(asks_as(kAbena, "POST " + kScan + "/resolve", R"({"action":"override"})").status,
              422);
}

TEST_F(Api, over_the_network_an_override_bears_the_name_that_signed_in) {
    const auto resolve = [this](const std::string& more) {
        return asks_as(kAbena, "POST " + kScan + "/resolve",
                       R"({"action":"override","reason":"badge forgotten")" + more + "}");
    };
    EXPECT_EQ(resolve("").status, 200);
    EXPECT_EQ(resolve(R"(,"operator":" ABENA ")").status, 200);  // it may be said again
    const auto other = resolve(R"(,"operator":"Yaw")");
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(json(other).at("errors").at(0).at("code").as_string(), "not_you");
    ASSERT_EQ(station.overrides.size(), 2U);
    EXPECT_EQ(station.overrides[0].let_in.by, "Abena");
    EXPECT_EQ(station.overrides[1].let_in.by, "Abena");
}

TEST_F(Api, a_second_person_proves_who_they_are_by_their_own_pin) {
    const auto resolve = [this](const std::string& more) {
        return asks_as(kAbena, "POST " + kScan + "/resolve",
                       R"({"action":"override","reason":"badge forgotten")" + more + "}");
    };
    const auto claimed = resolve(R"(,"second":"Kofi")");
    EXPECT_EQ(claimed.status, 422);
    EXPECT_EQ(json(claimed).at("errors").at(0).at("pointer").as_string(), "/second_pin");
    EXPECT_EQ(resolve(R"(,"second":"Kofi","second_pin":"428194")").status, 401);
    const auto desk = resolve(R"(,"second":"Esi","second_pin":"428193")");
    EXPECT_EQ(desk.status, 403) << desk.body;
    doorkeeper.refuses = ports::PinLocked{std::chrono::seconds(60)};
    const auto locked = resolve(R"(,"second":"Kofi","second_pin":"428193")");
    EXPECT_EQ(locked.status, 429);
    EXPECT_EQ(locked.header("Retry-After"), "60");
    EXPECT_TRUE(station.overrides.empty());
    doorkeeper.refuses.reset();
    EXPECT_EQ(resolve(R"(,"second":"Kofi","second_pin":"428193")").status, 200);
    ASSERT_EQ(station.overrides.size(), 1U);
    EXPECT_EQ(station.overrides[0].let_in.by, "Abena");
    EXPECT_EQ(station.overrides[0].let_in.second, "Kofi");
}

TEST_F(Api, forcing_needs_a_lead_and_a_station_that_lets_it) {
    const auto set_aside = [this](const std::string& who, const std::string& at,
                                  const std::string& more) {
        return asks_as(who, "POST /api/v1/scans",
                       R"({"station":")" + at + R"(","code":"code-ok")" + more + "}");
    };
    for (const char* what : {R"(,"force":true)", R"(,"ignore_unpaid":true)"}) {
        const std::string claimed = std::string(what) + R"(,"operator":"Abena")";
        EXPECT_EQ(set_aside("", "desk-1", claimed).status, 401);
        EXPECT_EQ(set_aside(kEsi, "desk-1", what).status, 403);
        EXPECT_EQ(set_aside(kAbena, "gate-n", what).status, 403);
        EXPECT_TRUE(station.scan_requests.empty());
        EXPECT_EQ(set_aside(kAbena, "desk-1", what).status, 200);
        ASSERT_EQ(station.scan_requests.size(), 1U);
        EXPECT_EQ(station.scan_requests[0].operator_id, "Abena");
        station.scan_requests.clear();
        const std::string nameless = R"({"station":"desk-1","code":"code-ok")" + std::string(what);
        EXPECT_EQ(operator_asks("POST /api/v1/scans", kJson, nameless + "}").status, 422)
            << "who says so?";
    }
}

TEST_F(Api, the_muster_list_names_people_to_a_lead) {
    core::HolderCard card;
    card.name = "Zoë N’Diaye";
    station.muster_list.rows = {{.entry = {.zone = "hall"}, .holder = card}};
    EXPECT_TRUE(json(asks_as(kEsi, "GET /api/v1/muster")).at("items").is_null());
    const auto lead = json(asks_as(kAbena, "GET /api/v1/muster"));
    EXPECT_EQ(lead.at("items").at(0).at("attendee").at("display_name").as_string(), "Zoë N’Diaye");
}

TEST_F(Api, the_muster_list_names_people_to_the_operator_and_not_to_the_lane) {
    core::HolderCard card;
    card.name = "Zoë N’Diaye";
    station.muster_list.rows = {{.entry = {.zone = "hall"}, .holder = card}};
    const auto lane = get("/api/v1/muster");
    EXPECT_EQ(lane.status, 200);
    EXPECT_TRUE(json(lane).at("items").is_null());
    const auto staff = json(operator_asks("GET /api/v1/muster?zone=hall&limit=1000"));
    EXPECT_EQ(staff.at("items").at(0).at("attendee").at("display_name").as_string(), "Zoë N’Diaye");
    ASSERT_EQ(station.muster_queries.size(), 2U);
    EXPECT_EQ(station.muster_queries[0].limit, 500U);
    EXPECT_FALSE(station.muster_queries[0].people);  // nothing is made or kept for the lane
    EXPECT_TRUE(station.muster_queries[1].people);
    EXPECT_EQ(station.muster_queries[1].zone, "hall");
    EXPECT_EQ(station.muster_queries[1].limit, 1000U);
}

TEST_F(Api, the_muster_lists_parameters_are_bounded) {
    const std::string z(64, 'z');
    const std::string c(41, '1');
    EXPECT_EQ(get("/api/v1/muster?zone=" + z + "&cursor=" + c + "&limit=1").status, 200);
    for (const auto& wrong : {"zone=z" + z, "cursor=1" + c, std::string("limit=0"),
                              std::string("limit=1001"), std::string("names=1")}) {
        EXPECT_EQ(get("/api/v1/muster?" + wrong).status, 422) << wrong;
    }
}

TEST_F(Api, a_scan_is_explained_by_its_id_or_number) {
    EXPECT_EQ(operator_asks("GET " + kScan + "/explanation").status, 200);
    const auto told = operator_asks("GET /api/v1/scans/48213/explanation");
    EXPECT_FALSE(json(told).at("judged").as_bool());
    ASSERT_EQ(station.explained.size(), 2U);
    EXPECT_EQ(std::get<std::uint64_t>(station.explained[1]), 48213U);
    EXPECT_EQ(operator_asks("GET /api/v1/scans/9223372036854775807/explanation").status, 200);
    EXPECT_EQ(operator_asks("GET /api/v1/scans/9223372036854775808/explanation").status, 404);
    EXPECT_EQ(operator_asks("GET /api/v1/scans/ten/explanation").status, 404);
}

TEST_F(Api, the_deny_list_is_named_to_staff_only) {
    const auto lane = post("/api/v1/scans", R"({"station":"gate-n","code":"code-denylisted"})");
    EXPECT_EQ(json(lane).at("reason").as_string(), "see_supervisor");
    EXPECT_EQ(lane.body.find("denylisted"), std::string::npos);
    const auto log = get("/api/v1/checkins");
    EXPECT_EQ(log.body.find("denylisted"), std::string::npos) << log.body;
    EXPECT_EQ(log.body.find("abena"), std::string::npos) << log.body;
    const auto lead = asks_as(kAbena, "GET /api/v1/checkins");  // at the gate, for a moment
    EXPECT_EQ(lead.body.find("denylisted"), std::string::npos) << lead.body;
    EXPECT_EQ(get("/api/v1/checkins?reason=denylisted").status, 422);
    EXPECT_EQ(get("/api/v1/checkins?reason=see_supervisor").status, 200);
    EXPECT_EQ(station.log_queries.back().reason, "denylisted");
    const auto staff = operator_asks("GET /api/v1/checkins?reason=denylisted");
    EXPECT_EQ(json(staff).at("items").at(0).at("reason").as_string(), "denylisted");
    EXPECT_EQ(json(staff).at("items").at(0).at("operator").as_string(), "abena");
}

TEST_F(Api, a_silent_alert_reaches_the_operators_stream_only) {
    EXPECT_EQ(get("/api/v1/stream?topics=alert").status, 422);
    http::RawClient lane(port_);
    lane.send(http::request_text("GET /api/v1/stream", port_));
    ASSERT_TRUE(lane.receive_until("event: hello"));
    http::RawClient staff(socket_path());
    staff.send(http::request_text("GET /api/v1/stream?topics=alert", 0));
    ASSERT_TRUE(staff.receive_until("event: hello"));
    station.alert_list = {{.number = 1, .seq = 7, .station = "gate-n"},
                          {.number = 2, .seq = 9, .station = "gate-n"}};
    on_loop([this] {
        server_->feed().publish_alert(station.alert_list[0]);
        server_->feed().publish_emergency(clock.now().utc);
    });
    EXPECT_TRUE(staff.receive_until("event: alert\ndata: {\"number\":1,\"seq\":7"))
        << staff.buffered();
    EXPECT_TRUE(lane.receive_until("event: emergency.state")) << lane.buffered();
    EXPECT_EQ(lane.buffered().find("alert"), std::string::npos) << lane.buffered();
    const auto newer = json(operator_asks("GET /api/v1/alerts?after=1"));
    ASSERT_EQ(newer.at("items").as_array().size(), 1U);
    EXPECT_EQ(newer.at("items").at(0).at("seq").as_int64(), 9);
    // Numbers of another run of the daemon mean nothing in this one: then all are told.
    const std::string boot(newer.at("boot").as_string());
    const auto told = [this](const std::string& by) {
        return json(operator_asks("GET /api/v1/alerts?after=1&boot=" + by)).at("items").as_array();
    };
    EXPECT_EQ(told(boot).size(), 1U);
    EXPECT_EQ(told("another-run").size(), 2U);
    const std::string b(64, 'b');
    EXPECT_EQ(operator_asks("GET /api/v1/alerts?boot=" + b).status, 200);
    EXPECT_EQ(operator_asks("GET /api/v1/alerts?boot=b" + b).status, 422);
}

}  // namespace
}  // namespace kiosk::api
