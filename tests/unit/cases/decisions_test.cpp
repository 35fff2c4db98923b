// tests/unit/cases/decisions_test.cpp — the recorded decisions of a real server, all of them.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/unit/cases/running.hpp"

namespace kiosk::cases {
namespace {

TEST(RecordedDecisions, every_decision_is_the_servers) {
    std::ostringstream out;
    std::ostringstream summary;
    const auto count = run_cases(kFolder / "decisions.jsonl", options(), out, summary);
    ASSERT_TRUE(count) << count.error().context;
    EXPECT_EQ(count->total, 768U);
    EXPECT_EQ(mismatches(out.str()), "");
    EXPECT_EQ(summary.str(), "768 of 768 match\n");
}

// Runs the first recorded decision with a change.
std::string report_of(const std::string& from, const std::string& to) {
    return run_changed("decisions.jsonl", from, to);
}

TEST(RecordedDecisions, a_file_may_begin_with_a_byte_order_mark) {
    const auto report = report_of("{", "\xEF\xBB\xBF{");
    EXPECT_TRUE(report.ends_with("1 of 1 match\n")) << report;
}

TEST(RecordedDecisions, a_wrong_expectation_does_not_match) {
    const auto report = report_of(R"("reason": "unpaid")", R"("reason": "product")");
    EXPECT_NE(report.find(R"("match":false,"difference":"reason is unpaid, expected product")"),
              std::string::npos)
        << report;
    EXPECT_TRUE(report.ends_with("0 of 1 match\n"));
}

// A later recorder may say more of the world; more that is expected must be known, or a case would
// pass that nobody judged.
TEST(RecordedDecisions, an_unknown_key_is_passed_over_except_in_what_is_expected) {
    EXPECT_TRUE(report_of(R"("force": false)", R"("force": false, "simulate": true)")
                    .ends_with("1 of 1 match\n"));
    const auto report = report_of(R"("forced_flag")", R"("dream": 1, "forced_flag")");
    EXPECT_NE(report.find("expect: unknown key"), std::string::npos) << report;
    EXPECT_TRUE(report.ends_with("0 of 1 match\n"));
}

TEST(RecordedDecisions, validity_counts_to_the_microsecond) {  // the scan is at 09:00:00 sharp
    const auto reason_with = [](const std::string& key, const std::string& value) {
        const auto report =
            report_of("\"" + key + "\": null", "\"" + key + "\": \"" + value + "\"");
        const auto at = report.find(R"("reason":")") + 10;
        return report.substr(at, report.find('"', at) - at);
    };
    EXPECT_EQ(reason_with("valid_from", "2024-09-24T09:00:00.000001Z"), "invalid_time");
    EXPECT_EQ(reason_with("valid_from", "2024-09-24T09:00:00.000000Z"), "unpaid");
    EXPECT_EQ(reason_with("valid_until", "2024-09-24T08:59:59.999999Z"), "invalid_time");
    EXPECT_EQ(reason_with("valid_until", "2024-09-24T09:00:00Z"), "unpaid");
    EXPECT_EQ(reason_with("valid_until", "9999-12-31T23:59:59.999999Z"), "unpaid");
    EXPECT_EQ(reason_with("valid_from", "0001-01-01T00:00:00Z"), "unpaid");
    EXPECT_EQ(reason_with("valid_until", "0001-01-01T00:00:00+00:00"), "invalid_time");
}

// The server's database gives the one stored first as the newest.
TEST(RecordedDecisions, of_two_check_ins_at_one_instant_the_first_counts_as_the_last) {
    const auto one = [](const std::string& type) {
        return R"({"type": ")" + type +
               R"(", "datetime": "2024-09-24T08:00:00Z", "list": "this",)" +
               R"( "successful": true, "nonce": null, "device": 1})";
    };
    const std::string valid = R"("valid_if_pending": true}, "position": {"item": 102, )";
    const std::string before =
        valid + R"("variation": 201, "subevent": null, "canceled": false, "blocked": null, )" +
        R"("valid_from": null, "valid_until": null, "answered_questions": [405]}, )" +
        R"("questions": [{"id": 405, "type": "N", "required": false, )" +
        R"("ask_during_checkin": true, "options": []}], "checkins": [)";
    const auto with = [&](const std::string& first, const std::string& second) {
        return report_of(before, before + one(first) + ", " + one(second));
    };
    EXPECT_NE(with("exit", "entry").find("1 of 1 match"), std::string::npos);
    EXPECT_NE(with("entry", "exit").find(R"("reason":"already_redeemed")"), std::string::npos);
}

TEST(RecordedDecisions, answers_are_taken_as_the_server_takes_them) {
    for (const char* answers : {R"({"405": 7})", R"({"405": null})", R"({"405": true})",
                                R"({"405": ["1"]})", R"({"note": "x"})"}) {
        const auto report = report_of(R"("answers": {})", std::string(R"("answers": )") + answers);
        EXPECT_TRUE(report.ends_with("1 of 1 match\n")) << report;
    }
}

TEST(RecordedDecisions, a_missing_file_is_an_error) {
    std::ostringstream out;
    const auto count = run_cases(kFolder / "none.jsonl", options(), out, out);
    ASSERT_FALSE(count);
    EXPECT_EQ(count.error().code, Errc::not_found);
}

TEST(RecordedDecisions, a_file_without_cases_proves_nothing) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("kiosk-no-cases-" + std::to_string(::getpid()) + ".jsonl");
    std::ofstream(file) << "\n \n";
    std::ostringstream out;
    const auto count = run_cases(file, options(), out, out);
    std::filesystem::remove(file);
    ASSERT_FALSE(count);
    EXPECT_TRUE(count.error().context.ends_with(": no cases")) << count.error().context;
}

}  // namespace
}  // namespace kiosk::cases
