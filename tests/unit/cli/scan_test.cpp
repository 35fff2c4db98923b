// tests/unit/cli/scan_test.cpp — kioskctl scan: verdict to words and exit code.
#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "running.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;

constexpr const char* kStop = R"({"verdict":"stop","reason":"unpaid","dry_run":false,
"message":{"en":"Ticket not paid","fr":"Billet non payé"},"next":{"en":"Help desk"},
"attendee":{"display_name":"Ama\u001b[2J Owusu","product":"Talks","order":"K7M9P"}})";

TEST(Scan, says_verdict_reason_holder_and_what_to_do) {
    FakeDaemon daemon;
    daemon.answer(200, kStop);
    const Said said = run_words({"scan", "A-1", "--lang", "fr"}, daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::stop);
    EXPECT_EQ(said.out,
              "STOP unpaid  Ama\\x1b[2J Owusu, Talks, order K7M9P\n  Billet non payé: Help desk\n");
}

TEST(Scan, sends_only_what_was_given) {
    FakeDaemon daemon;
    daemon.answer(200, kStop);
    (void)run_words({"scan", "A\"1"}, daemon.endpoint());
    (void)run_words({"scan", "A1", "--station", "desk-1", "--type", "exit", "--dry-run"},
                    daemon.endpoint());
    (void)run_words({"scan", "A1", "--ignore-unpaid", "--operator", "abena"}, daemon.endpoint());
    EXPECT_EQ(daemon.requests().at(0).target, "/api/v1/scans");
    EXPECT_EQ(boost::json::parse(daemon.requests().at(2).body),
              boost::json::parse(R"({"code":"A1","source":"typed","dry_run":false,
                                    "ignore_unpaid":true,"operator":"abena"})"));
    EXPECT_EQ(boost::json::parse(daemon.requests().at(0).body),
              boost::json::parse(R"({"code":"A\"1","source":"typed","dry_run":false})"));
    EXPECT_EQ(boost::json::parse(daemon.requests().at(1).body),
              boost::json::parse(R"({"code":"A1","source":"typed","dry_run":true,
                                    "station":"desk-1","type":"exit"})"));
}

TEST(Scan, exit_codes_follow_the_verdict) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"verdict":"go","reason":"ok"})");
    daemon.answer(200, R"({"verdict":"check","reason":"misread"})");
    EXPECT_EQ(run_words({"scan", "x"}, daemon.endpoint()).exit_code, ExitCode::done);
    EXPECT_EQ(run_words({"scan", "x"}, daemon.endpoint()).exit_code, ExitCode::check);
}

TEST(Scan, an_answer_given_again_says_so) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"verdict":"go","reason":"ok","message":{"en":"Welcome"},
        "replayed":true})");
    EXPECT_THAT(run_words({"scan", "x"}, daemon.endpoint()).out,
                HasSubstr("nothing new is recorded"));
}

TEST(Scan, reads_one_code_a_line_and_ends_with_the_worst) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"verdict":"go","reason":"ok"})");
    daemon.answer(200, kStop);
    daemon.answer(200, R"({"verdict":"check","reason":"misread"})");
    const Said said = run_words({"scan", "-", "--ndjson"}, daemon.endpoint(), "A1\r\n\nA2\nA3");
    EXPECT_EQ(said.exit_code, ExitCode::stop);
    EXPECT_EQ(daemon.requests().size(), 3U) << "empty lines are no codes";
    EXPECT_THAT(daemon.requests().at(0).body, HasSubstr("\"A1\""));
    EXPECT_EQ(std::ranges::count(said.out, '\n'), 3);
}

TEST(Scan, a_code_past_the_limit_or_not_utf8_never_leaves) {
    FakeDaemon daemon;
    daemon.answer(200, kStop);
    EXPECT_EQ(run_words({"scan", std::string(8192, 'x')}, daemon.endpoint()).exit_code,
              ExitCode::stop);
    const Said long_code = run_words({"scan", std::string(8193, 'x')}, daemon.endpoint());
    EXPECT_EQ(long_code.exit_code, ExitCode::usage);
    EXPECT_EQ(long_code.talk, "kioskctl: the code has 8193 bytes, limit 8192\n");
    EXPECT_EQ(run_words({"scan", "\xff"}, daemon.endpoint()).exit_code, ExitCode::usage);
    EXPECT_EQ(daemon.requests().size(), 1U);
}

TEST(Scan, an_unknown_station_is_told_in_the_words_of_the_daemon) {
    FakeDaemon daemon;
    daemon.answer(422, R"({"title":"Request not valid","status":422,"detail":"station is unknown",
        "errors":[{"pointer":"/station","code":"unknown_station",
        "detail":"no station \"x\"; known: desk-1"}]})");
    const Said said = run_words({"scan", "A1", "--station", "x"}, daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::usage);
    EXPECT_EQ(said.talk, "kioskctl: station is unknown; no station \"x\"; known: desk-1\n");
}

TEST(Scan, without_a_daemon_the_exit_code_is_69) {
    EXPECT_EQ(run_words({"scan", "A1"}, {"http://127.0.0.1:1", {}}).exit_code,
              ExitCode::unreachable);
}

}  // namespace
}  // namespace kiosk::cli
