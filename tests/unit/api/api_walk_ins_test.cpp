// tests/unit/api/api_walk_ins_test.cpp — who may give out tickets, what is asked, and what is told.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

constexpr const char* kJson = "Content-Type: application/json\r\n";
const std::string kWalkIns = "POST /api/v1/walkins";
const std::string kGuest = R"("name":"Efua Sarpong","product":"Day ticket","paid_by":"card")";

std::string body(const std::string& more = "") {
    return "{" + kGuest + (more.empty() ? "" : "," + more) + "}";
}

TEST_F(Api, a_desk_gives_out_a_ticket_and_shows_its_code_as_a_picture) {
    const auto response = asks_as(
        kEsi, kWalkIns,
        body(
            R"("email":"e@example.org","company":"S","language":"fr","note":"VIP","nonce":"n-1")"));
    ASSERT_EQ(response.status, 200) << response.body;
    const auto answer = json(response);
    const auto& made = answer.at("attendee").at("walk_in");
    EXPECT_EQ(made.at("code").as_string(), "W-7K3QX9");
    EXPECT_EQ(made.at("paid_by").as_string(), "card");
    EXPECT_TRUE(made.at("local_only").as_bool());
    EXPECT_EQ(answer.at("picture").at("side").as_int64(), 29) << "21 squares and the quiet zone";
    EXPECT_TRUE(answer.at("picture").at("path").as_string().starts_with("M4 4h7v1"));
    EXPECT_TRUE(answer.at("checkin").is_null());
    ASSERT_EQ(station.walk_ins.size(), 1U);
    const ports::WalkInRequest& asked = station.walk_ins[0];
    EXPECT_EQ(asked.texts.name, "Efua Sarpong");
    EXPECT_EQ(asked.texts.email, "e@example.org");
    EXPECT_EQ(asked.texts.company, "S");
    EXPECT_EQ(asked.texts.language, "fr");
    EXPECT_EQ(asked.texts.note, "VIP");
    EXPECT_EQ(asked.product, "Day ticket");
    EXPECT_EQ(asked.paid_by, core::PaidBy::card);
    EXPECT_EQ(asked.by, "Esi");
    EXPECT_EQ(asked.proof, core::NameProof::pin);
    EXPECT_EQ(asked.nonce, "n-1");
    EXPECT_TRUE(station.scan_requests.empty());
}

TEST_F(Api, a_walk_in_is_checked_in_where_that_is_asked_for) {
    const auto response = asks_as(kEsi, kWalkIns, body(R"("check_in":true,"station":"desk-1")"));
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_TRUE(json(response).at("checkin").is_object());
    ASSERT_EQ(station.scan_requests.size(), 1U);
    EXPECT_EQ(station.scan_requests[0].station, "desk-1");
    EXPECT_EQ(station.scan_requests[0].attendee, station.people.front().card.ticket);
    EXPECT_FALSE(station.scan_requests[0].nonce.empty());
    EXPECT_FALSE(station.scan_requests[0].nonce.contains("W-7K3QX9")) << "nonces are recorded";
}

TEST_F(Api, each_field_of_a_walk_in_has_its_limit) {
    const auto status_of = [&](const std::string& field, std::size_t length,
                               const std::string& end = "") {
        const std::string text = std::string(length - end.size(), 'a') + end;
        std::string asked = body("\"" + field + "\":\"" + text + "\"");
        if (field == "name" || field == "product") {
            asked = R"({"paid_by":"cash","name":"x","product":"y"})";
            const std::string old = field == "name" ? R"("name":"x")" : R"("product":"y")";
            asked.replace(asked.find(old), old.size(), "\"" + field + "\":\"" + text + "\"");
        }
        return asks_as(kEsi, kWalkIns, asked).status;
    };
    EXPECT_EQ(status_of("name", 200), 200);
    EXPECT_EQ(status_of("name", 201), 422);
    EXPECT_EQ(status_of("product", 200), 200);
    EXPECT_EQ(status_of("product", 201), 422);
    EXPECT_EQ(status_of("email", 254, "@x.org"), 200);
    EXPECT_EQ(status_of("email", 255, "@x.org"), 422);
    EXPECT_EQ(status_of("company", 200), 200);
    EXPECT_EQ(status_of("company", 201), 422);
    EXPECT_EQ(status_of("note", 500), 200);
    EXPECT_EQ(status_of("note", 501), 422);
    EXPECT_EQ(status_of("language", 35), 200);
    EXPECT_EQ(status_of("language", 36), 422);
    EXPECT_EQ(status_of("nonce", 190), 200);
    EXPECT_EQ(status_of("nonce", 191), 422);
}

TEST_F(Api, a_walk_in_that_says_nothing_or_something_else_is_refused) {
    const auto refused = [&](const std::string& asked) {
        return asks_as(kEsi, kWalkIns, asked).status == 422;
    };
    EXPECT_TRUE(refused("{}"));
    EXPECT_TRUE(refused(R"({"name":"\u200b","product":"y","paid_by":"cash"})"));
    EXPECT_TRUE(refused(R"({"name":"x","product":"y"})")) << "how was it paid for?";
    EXPECT_TRUE(refused(R"({"name":"x","product":"y","paid_by":"gold"})"));
    EXPECT_TRUE(refused(body(R"("email":"nobody")")));
    EXPECT_TRUE(refused(body(R"("language":"<b>")")));
    EXPECT_TRUE(refused(body(R"("note":"a\u0007b")")));
    EXPECT_TRUE(refused(body(R"("phone":"1")")));
    EXPECT_TRUE(refused(body(R"("check_in":true)"))) << "where?";
    EXPECT_TRUE(refused(body(R"("station":"nowhere")")));
    EXPECT_TRUE(refused(body(R"("operator":"Abena")"))) << "Esi is signed in";
    EXPECT_EQ(operator_asks(kWalkIns, kJson, body()).status, 422) << "who?";
    EXPECT_EQ(asks_as("Authorization: Bearer none\r\n", kWalkIns, body()).status, 401);
    EXPECT_TRUE(station.walk_ins.empty());
}

TEST_F(Api, what_the_station_refuses_of_a_walk_in_is_a_problem_of_its_kind) {
    const auto status = [&](Errc code) {
        station.refuses = Error{code, "why"};
        return asks_as(kEsi, kWalkIns, body()).status;
    };
    EXPECT_EQ(status(Errc::invalid_input), 422);
    EXPECT_EQ(status(Errc::unavailable), 503);
}

}  // namespace
}  // namespace kiosk::api
