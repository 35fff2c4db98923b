// tests/unit/wire/supervisor_json_test.cpp — what supervisors may ask, at each limit and above.
#include "kiosk/wire/supervisor_json.hpp"

#include <gtest/gtest.h>

#include "kiosk/core/record.hpp"
#include "tests/unit/wire/sample.hpp"

namespace kiosk::wire {
namespace {

using core::SupervisorAct;

template <class Request>
std::string first_error(const Read<Request>& read) {
    if (read) return "";
    return read.error().front().pointer + " " + read.error().front().code;
}

std::string emergency(const std::string& name, const std::string& note = "drill") {
    return R"({"operator":")" + name + R"(","note":")" + note + R"("})";
}

TEST(SupervisorJson, an_emergency_says_who_and_why) {
    const auto read =
        read_emergency(emergency("  abena ", "smoke in hall B"), SupervisorAct::begin_emergency);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->act, SupervisorAct::begin_emergency);
    EXPECT_EQ(read->by, "abena");
    EXPECT_EQ(read->note, "smoke in hall B");
}

TEST(SupervisorJson, an_operator_is_named_within_64_bytes) {
    const auto error = [](const std::string& body) {
        return first_error(read_emergency(body, SupervisorAct::end_emergency));
    };
    EXPECT_EQ(error(emergency(std::string(core::kOperatorMax, 'a'))), "");
    EXPECT_EQ(error(emergency(std::string(core::kOperatorMax + 1, 'a'))), "/operator too_long");
    EXPECT_EQ(error(emergency("   ")), "/operator empty");
    EXPECT_EQ(error(emergency("a\\u0007b")), "/operator control_character");
    EXPECT_EQ(error(emergency("a\\u007fb")), "/operator control_character");
    EXPECT_EQ(error(R"({"note":"x"})"), "/operator missing");
}

TEST(SupervisorJson, a_note_has_200_bytes_and_no_control_characters) {
    const auto error = [](const std::string& note) {
        return first_error(
            read_emergency(emergency("abena", note), SupervisorAct::begin_emergency));
    };
    EXPECT_EQ(error(std::string(core::kNoteMax, 'n')), "");
    EXPECT_EQ(error(std::string(core::kNoteMax + 1, 'n')), "/note too_long");
    EXPECT_EQ(error("a\\nb"), "/note control_character");
}

TEST(SupervisorJson, forgiveness_is_for_an_attendee_or_a_code) {
    const auto by_id =
        read_forgiveness(R"({"operator":"abena","attendee":"csv:0000000000000003","zone":"hall"})");
    ASSERT_TRUE(by_id);
    EXPECT_EQ(by_id->act, SupervisorAct::forgive_passback);
    EXPECT_EQ(by_id->ticket, core::TicketId{3});
    EXPECT_EQ(by_id->zone, "hall");
    const auto by_code = read_forgiveness(R"({"operator":"abena","code":"x1"})");
    ASSERT_TRUE(by_code);
    EXPECT_EQ(by_code->code, "x1");
    EXPECT_EQ(first_error(read_forgiveness(R"({"operator":"abena"})")), "/attendee one_of_two");
    EXPECT_EQ(first_error(read_forgiveness(
                  R"({"operator":"a","code":"x","attendee":"csv:0000000000000003"})")),
              "/attendee one_of_two");
    EXPECT_EQ(first_error(read_forgiveness(R"({"operator":"a","attendee":"Zoë"})")),
              "/attendee not_id");
}

TEST(SupervisorJson, a_forgiven_code_and_zone_have_limits) {
    const auto error = [](const std::string& field, std::size_t bytes) {
        const std::string other = field == "zone" ? R"("code":"x",)" : "";
        return first_error(read_forgiveness(R"({"operator":"a",)" + other + '"' + field + "\":\"" +
                                            std::string(bytes, 'z') + "\"}"));
    };
    EXPECT_EQ(error("code", core::kScanBytesMax), "");
    EXPECT_EQ(error("code", core::kScanBytesMax + 1), "/code too_long");
    EXPECT_EQ(error("zone", 64), "");
    EXPECT_EQ(error("zone", 65), "/zone too_long");
    EXPECT_EQ(error("attendee", 65), "/attendee too_long");
}

std::string resolution(const std::string& more) {
    return R"({"action":"override","operator":"abena","reason":"badge forgotten")" + more + "}";
}

TEST(SupervisorJson, an_override_names_one_or_two_persons) {
    const auto one = read_resolution(resolution(""));
    ASSERT_TRUE(one);
    EXPECT_EQ(one->request.let_in.by, "abena");
    EXPECT_EQ(one->request.let_in.note, "badge forgotten");
    EXPECT_TRUE(one->request.let_in.second.empty());
    const auto two = read_resolution(resolution(R"(,"second":"kofi","nonce":"n1")"));
    ASSERT_TRUE(two);
    EXPECT_EQ(two->request.let_in.second, "kofi");
    EXPECT_EQ(two->request.nonce, "n1");
}

TEST(SupervisorJson, an_override_is_bounded_and_complete) {
    const auto error = [](const std::string& body) { return first_error(read_resolution(body)); };
    const auto with = [](const std::string& field, std::size_t bytes) {
        return resolution(",\"" + field + "\":\"" + std::string(bytes, 's') + "\"");
    };
    EXPECT_EQ(error(with("second", core::kOperatorMax)), "");
    EXPECT_EQ(error(with("second", core::kOperatorMax + 1)), "/second too_long");
    EXPECT_EQ(error(with("nonce", core::kNonceMax)), "");
    EXPECT_EQ(error(with("nonce", core::kNonceMax + 1)), "/nonce too_long");
    EXPECT_EQ(error(R"({"operator":"a","reason":"r"})"), "/action missing");
    EXPECT_EQ(error(R"({"action":"open","operator":"a","reason":"r"})"), "/action unknown_value");
    EXPECT_EQ(error(R"({"action":"override","reason":"r"})"), "/operator missing");
    const auto named = read_resolution(R"({"action":"override","reason":"r"})",
                                       /*operator_needed=*/false);
    ASSERT_TRUE(named) << "a session names the operator";
    EXPECT_TRUE(named->request.let_in.by.empty());
    EXPECT_EQ(error(with("second_pin", 64)), "");
    EXPECT_EQ(error(with("second_pin", 65)), "/second_pin too_long");
    EXPECT_EQ(error(R"({"action":"override","operator":"a"})"), "/reason missing");
    EXPECT_EQ(error(resolution(R"(,"pin":"1234")")), "/pin unknown_field");
}

TEST(SupervisorJson, an_alert_has_no_name_and_no_code) {
    const std::string json = print_alert({.number = 3,
                                          .seq = 48213,
                                          .at = kNow,
                                          .station = "gate-n",
                                          .zone = "venue",
                                          .direction = core::Direction::exit});
    EXPECT_EQ(json, R"({"number":3,"seq":48213,"at":"2027-03-10T09:42:07.113Z",)"
                    R"("station":"gate-n","zone":"venue","type":"exit","dry_run":false})");
}

TEST(SupervisorJson, the_answer_names_the_record) {
    EXPECT_EQ(
        print_supervisor_answer({.seq = 9, .at = kNow, .emergency_since = kNow, .holder = {}}),
        R"({"seq":9,"at":"2027-03-10T09:42:07.113Z",)"
        R"("emergency_since":"2027-03-10T09:42:07.113Z","attendee":null})");
}

}  // namespace
}  // namespace kiosk::wire
