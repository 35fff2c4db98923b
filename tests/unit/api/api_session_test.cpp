// tests/unit/api/api_session_test.cpp — signing in, and what a session, token or place may do.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

constexpr const char* kJson = "Content-Type: application/json\r\n";

TEST_F(Api, a_right_pin_gives_a_cookie_that_no_script_reads) {
    const auto response = post("/api/v1/session", R"({"name":"Abena","pin":"428193"})");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.header("Set-Cookie"),
              "kiosk_session=s-Abena; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
    EXPECT_EQ(json(response).at("role").as_string(), "lead");
    EXPECT_EQ(response.body.find("s-Abena"), std::string::npos) << "the secret is the cookie's";
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
}

TEST_F(Api, a_wrong_pin_and_an_unknown_name_get_the_same_answer) {
    const auto wrong = post("/api/v1/session", R"({"name":"Abena","pin":"428194"})");
    const auto unknown = post("/api/v1/session", R"({"name":"Nobody","pin":"428193"})");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(detail(wrong), detail(unknown));
    EXPECT_EQ(wrong.header("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(wrong.header("Set-Cookie"), "");
}

TEST_F(Api, a_locked_name_is_told_how_long) {
    doorkeeper.refuses = ports::PinLocked{std::chrono::seconds(120)};
    const auto locked = post("/api/v1/session", R"({"name":"Abena","pin":"428193"})");
    EXPECT_EQ(locked.status, 429);
    EXPECT_EQ(locked.header("Retry-After"), "120");
    EXPECT_EQ(json(locked).at("type").as_string(), "/problems/pin-locked");
    doorkeeper.refuses = ports::PinsBusy{};
    EXPECT_EQ(post("/api/v1/session", R"({"name":"Abena","pin":"428193"})").status, 503);
}

TEST_F(Api, a_sign_in_is_bounded_and_complete) {
    const auto sign_in = [this](const std::string& name, const std::string& pin) {
        return post("/api/v1/session", R"({"name":")" + name + R"(","pin":")" + pin + "\"}").status;
    };
    EXPECT_EQ(sign_in(std::string(64, 'n'), "1"), 401);
    EXPECT_EQ(sign_in(std::string(65, 'n'), "1"), 422);
    EXPECT_EQ(sign_in("n", std::string(64, '1')), 401);
    EXPECT_EQ(sign_in("n", std::string(65, '1')), 422);
    EXPECT_EQ(post("/api/v1/session", R"({"name":"Abena"})").status, 422);
    EXPECT_EQ(post("/api/v1/session", R"({"name":"Abena","pin":428193})").status, 422);
    EXPECT_EQ(post("/api/v1/session", R"({"name":"Abena","pin":"1","role":"admin"})").status, 422);
}

TEST_F(Api, whoever_asks_learns_who_they_are) {
    EXPECT_EQ(json(get("/api/v1/session")).at("role").as_string(), "gate");
    EXPECT_TRUE(json(get("/api/v1/session")).at("name").is_null());
    EXPECT_TRUE(json(get("/api/v1/session")).at("anybody_known").as_bool());
    const auto abena = json(get("/api/v1/session", kAbena));
    EXPECT_EQ(abena.at("name").as_string(), "Abena");
    EXPECT_EQ(abena.at("role").as_string(), "lead");
    EXPECT_EQ(json(operator_asks("GET /api/v1/session")).at("role").as_string(), "admin");
}

TEST_F(Api, signing_out_ends_the_session_and_its_cookie) {
    const auto out = asks_as(kAbena, "DELETE /api/v1/session");
    EXPECT_EQ(out.status, 200);
    EXPECT_EQ(doorkeeper.ended, std::vector<std::string>{"s-Abena"});
    EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
    // Who signs in anew leaves no session behind.
    asks_as(kEsi, "POST /api/v1/session", R"({"name":"Abena","pin":"428193"})");
    EXPECT_EQ(doorkeeper.ended.back(), "s-Esi");
}

TEST_F(Api, the_cookie_is_found_among_others_and_by_its_whole_name) {
    const auto role = [this](const std::string& cookie) {
        return std::string(
            json(get("/api/v1/session", "Cookie: " + cookie + "\r\n")).at("role").as_string());
    };
    EXPECT_EQ(role("a=b; kiosk_session=s-Abena; c=d"), "lead");
    EXPECT_EQ(role("a=b;kiosk_session=s-Abena"), "lead");
    EXPECT_EQ(role("kiosk_session2=s-Abena"), "gate");
    EXPECT_EQ(role("xkiosk_session=s-Abena"), "gate");
    EXPECT_EQ(role("kiosk_session"), "gate");
    EXPECT_EQ(role("; ;; "), "gate");
    EXPECT_EQ(role("kiosk_session=over"), "gate") << "a session that is over is no session";
}

TEST_F(Api, a_token_is_good_for_its_role_and_station_or_is_refused) {
    const std::string gate = "Authorization: Bearer t-gate\r\n";
    const auto scan = [&](const std::string& who, const std::string& body) {
        return asks_as(who, "POST /api/v1/scans", body).status;
    };
    EXPECT_EQ(scan(gate, R"({"station":"gate-n","code":"code-ok"})"), 200);
    EXPECT_EQ(scan(gate, R"({"code":"code-ok"})"), 200) << "it knows where it stands";
    EXPECT_EQ(scan(gate, R"({"station":"desk-1","code":"code-ok"})"), 403);
    EXPECT_EQ(station.scan_requests.back().station, "gate-n");
    EXPECT_EQ(get("/api/v1/attendees?search=ama", gate).status, 403);
    EXPECT_EQ(scan("Authorization: Bearer t-viewer\r\n", R"({"station":"gate-n","code":"x"})"),
              403);
    EXPECT_EQ(get("/api/v1/status", "Authorization: Bearer t-viewer\r\n").status, 200);
    // Here an unknown token is no anonymous screen: it is a mistake, and told.
    for (const char* wrong :
         {"Bearer nothing", "Bearer ", "Basic YTpi", "bearer t-gate", "t-gate"}) {
        EXPECT_EQ(get("/api/v1/status", "Authorization: " + std::string(wrong) + "\r\n").status,
                  401)
            << wrong;
    }
    EXPECT_EQ(get("/api/v1/status", gate + gate).status, 401);
    EXPECT_EQ(
        asks_as(kAbena + "Authorization: Bearer t-viewer\r\n", "POST /api/v1/emergency/begin", "{}")
            .status,
        403)
        << "the token counts, not the cookie beside it";
}

TEST_F(Api, only_a_supervisors_act_keeps_a_session_awake) {
    get("/api/v1/status", kAbena);
    asks_as(kAbena, "POST /api/v1/scans", R"({"station":"gate-n","code":"code-ok"})");
    get("/api/v1/alerts", kAbena);
    EXPECT_EQ(doorkeeper.acted, (std::vector<bool>{false, false, false}));
    asks_as(kAbena, "POST /api/v1/emergency/begin", "{}");
    EXPECT_TRUE(doorkeeper.acted.back());
}

TEST_F(Api, people_and_tokens_are_the_operators_alone) {
    const std::string admin = "Cookie: kiosk_session=s-Root\r\n";
    ASSERT_EQ(operator_asks("POST /api/v1/people", kJson,
                            R"({"name":"Root","role":"admin","pin":"551907"})")
                  .status,
              200);
    EXPECT_EQ(json(get("/api/v1/session", admin)).at("role").as_string(), "admin");
    for (const char* path : {"people", "people/pin", "people/remove", "tokens", "tokens/remove"}) {
        EXPECT_EQ(asks_as(admin, "POST /api/v1/" + std::string(path), "{}").status, 403) << path;
    }
    EXPECT_EQ(get("/api/v1/people", admin).status, 403);
    EXPECT_EQ(get("/api/v1/tokens", admin).status, 403);
    EXPECT_EQ(json(operator_asks("GET /api/v1/people")).at("items").as_array().size(), 4U);
    const auto token =
        operator_asks("POST /api/v1/tokens", kJson, R"({"name":"Wall","role":"viewer"})");
    EXPECT_EQ(json(token).at("token").as_string(), "secret of Wall");
    EXPECT_EQ(operator_asks("POST /api/v1/tokens", kJson,
                            R"({"name":"X","role":"station","station":"nowhere"})")
                  .status,
              422);
    EXPECT_EQ(
        operator_asks("POST /api/v1/people", kJson, R"({"name":"X","role":"boss","pin":"551907"})")
            .status,
        422);
}

}  // namespace
}  // namespace kiosk::api
