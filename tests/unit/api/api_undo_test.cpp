// tests/unit/api/api_undo_test.cpp — who asks for a check-in to be taken back, and what is told.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

constexpr const char* kJson = "Content-Type: application/json\r\n";
const std::string kUndo = "POST /api/v1/checkins/48213/undo";

TEST_F(Api, a_desk_undoes_its_own_check_in_without_a_reason) {
    const auto response = asks_as(kEsi, kUndo, R"({"station":"desk-1","nonce":"n-1"})");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(json(response).at("reason").as_string(), "slip");
    EXPECT_EQ(json(response).at("seq").as_int64(), 12);
    ASSERT_EQ(station.undos.size(), 1U);
    const ports::UndoRequest& asked = station.undos[0];
    EXPECT_EQ(std::get<std::uint64_t>(asked.scan), 48213U);
    EXPECT_EQ(asked.by, "Esi");
    EXPECT_EQ(asked.proof, core::NameProof::pin);
    EXPECT_FALSE(asked.by_lead);
    EXPECT_FALSE(asked.cause);
    EXPECT_EQ(asked.nonce, "n-1");
}

TEST_F(Api, a_lead_undoes_any_with_a_reason) {
    const std::string by_id = "POST /api/v1/checkins/0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7/undo";
    const auto response = asks_as(kAbena, by_id, R"({"reason":"left_queue","note":"came back"})");
    ASSERT_EQ(response.status, 200) << response.body;
    ASSERT_EQ(station.undos.size(), 1U);
    EXPECT_TRUE(station.undos[0].by_lead);
    EXPECT_EQ(station.undos[0].cause, core::UndoCause::left_queue);
    EXPECT_EQ(station.undos[0].note, "came back");
}

TEST_F(Api, an_undo_of_nobody_in_particular_or_elsewhere_is_refused) {
    EXPECT_EQ(asks_as("Authorization: Bearer none\r\n", kUndo, "{}").status, 401);
    EXPECT_EQ(asks_as(kEsi, "POST /api/v1/checkins/x/undo", "{}").status, 404);
    EXPECT_EQ(asks_as(kEsi, kUndo, R"({"reason":"boredom"})").status, 422);
    EXPECT_EQ(asks_as(kEsi, kUndo, R"({"reason":"other"})").status, 422) << "which other?";
    EXPECT_EQ(asks_as(kEsi, kUndo, R"({"reason":"other","note":"\u200b"})").status, 422);
    EXPECT_EQ(asks_as(kEsi, kUndo, R"({"operator":"Abena"})").status, 422) << "Esi is signed in";
    EXPECT_EQ(operator_asks(kUndo, kJson, R"({"reason":"test"})").status, 422) << "who?";
    EXPECT_TRUE(station.undos.empty());
}

TEST_F(Api, what_the_station_says_no_to_is_a_problem_of_its_kind) {
    const auto status = [&](Errc code) {
        station.refuses = Error{code, "why"};
        return asks_as(kEsi, kUndo, R"({"station":"desk-1"})").status;
    };
    EXPECT_EQ(status(Errc::denied), 403);
    EXPECT_EQ(status(Errc::conflict), 409);
    EXPECT_EQ(status(Errc::not_found), 404);
    EXPECT_EQ(status(Errc::unavailable), 503);
    EXPECT_EQ(status(Errc::invalid_input), 422);
}

TEST_F(Api, the_log_shows_what_was_undone_and_to_staff_by_whom) {
    post("/api/v1/scans", R"({"station":"desk-1","code":"code-ok"})");
    on_loop([&] {
        core::AnnulmentRecord act{.at = clock.now(), .boot = {}, .scan = {}, .proof = {}};
        act.cause = core::UndoCause::duplicate;
        act.by = "Abena";
        station.log.back().undone = act;
    });
    const auto lane = json(get("/api/v1/checkins")).at("items").at(0).at("undone");
    EXPECT_EQ(lane.at("reason").as_string(), "duplicate");
    EXPECT_FALSE(lane.as_object().contains("operator"));
    const auto staff = json(operator_asks("GET /api/v1/checkins")).at("items").at(0).at("undone");
    EXPECT_EQ(staff.at("operator").as_string(), "Abena");
}

}  // namespace
}  // namespace kiosk::api
