// tests/unit/cli/verbs_test.cpp — status, counts, search, checkins, decode and verify.
#include <filesystem>
#include <fstream>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "running.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr const char* kStatus = R"({"node":"box","event":"Conference","timezone":"Africa/Accra",
"software":"kioskd 0.1.0","now":"2027-03-10T09:42:07.113Z","uptime_s":300,"ready":true,
"list":{"loaded":true,"version":2,"tickets":1204,"age_s":41,"held":false},
"storage":{"state":"green","code":null,"durable_seq":622,"commit_p50_us":1200,
"commit_p99_us":3400},"clock":{"state":"synced","code":null,"sentence":"Set by a server."},
"stations":[{"id":"desk-1","name":{"en":"Desk 1","fr":"Accueil 1"},"type":"entry","list":"main",
"scans":410,"refused":9,"last_scan":"2027-03-10T09:42:05.000Z"}],
"readers":[{"id":"usb-1","state":"absent","sentence":"not plugged in"}],"dropped_scans":0})";

TEST(Status, is_one_screen) {
    FakeDaemon daemon;
    daemon.answer(200, kStatus);
    const Said said = run_words({"status", "--lang", "fr"}, daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done);
    EXPECT_EQ(said.out,
              "Conference · 2027-03-10 09:42:07 UTC · Africa/Accra · kioskd 0.1.0 · up 5 min\n"
              "✔ list     1,204 tickets, 41 s old\n"
              "✔ storage  622 records durable, commit 1.2 ms (p99 3.4 ms)\n"
              "✔ clock    Set by a server.\n"
              "▲ reader   usb-1: not plugged in\n"
              "STATION  NAME       DIR    LIST  LAST SCAN (UTC)      SCANS  REFUSED\n"
              "desk-1   Accueil 1  entry  main  2027-03-10 09:42:05    410        9\n");
}

TEST(Status, json_is_the_document_of_the_daemon) {
    FakeDaemon daemon;
    daemon.answer(200, kStatus);
    const Said said = run_words({"status", "--json"}, daemon.endpoint());
    EXPECT_EQ(boost::json::parse(said.out), boost::json::parse(kStatus));
}

TEST(Status, of_a_station_without_list_or_storage_says_what_to_do) {
    FakeDaemon daemon;
    daemon.answer(200,
                  R"({"list":{"loaded":false},"storage":{"state":"red","sentence":"disk full"}})");
    const Said said = run_words({"status"}, daemon.endpoint());
    EXPECT_THAT(said.out, HasSubstr("✕ list     none; run: kioskctl import FILE.csv\n"));
    EXPECT_THAT(said.out, HasSubstr("✕ storage  disk full\n"));
}

TEST(Status, of_a_station_in_doubt_tells_the_sentence_and_the_code) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"list":{"loaded":true},
        "storage":{"state":"amber_one_copy","code":"STO-ROT","sentence":"Stored once."},
        "clock":{"state":"stepped","code":"CLOCK-STEP","sentence":"It jumped."},
        "backup":{"code":"BAK-FAIL","sentence":"No backup could be made."}})");
    const Said said = run_words({"status"}, daemon.endpoint());
    EXPECT_THAT(said.out, HasSubstr("▲ storage  Stored once. STO-ROT\n"));
    EXPECT_THAT(said.out, HasSubstr("▲ clock    It jumped. CLOCK-STEP\n"));
    EXPECT_THAT(said.out, HasSubstr("▲ backup   No backup could be made. BAK-FAIL\n"));
}

TEST(Status, an_answer_that_is_no_json_is_refused) {
    FakeDaemon daemon;
    daemon.answer(200, "<html>");
    EXPECT_EQ(run_words({"status"}, daemon.endpoint()).exit_code, ExitCode::failed);
}

TEST(Counts, are_by_product_and_hour) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"expected":1204,"arrived":2,"inside":1,"entries":2,"exits":1,"refused":3,
        "by_product":[{"product":"Talks","expected":1204,"arrived":2,"inside":1,"refused":3}],
        "by_hour":[{"hour":"2027-03-10T09","arrived":2,"entries":2,"exits":1,"refused":3}]})");
    EXPECT_EQ(run_words({"counts"}, daemon.endpoint()).out,
              "PRODUCT  EXPECTED  ARRIVED  INSIDE  REFUSED\n"
              "Talks       1,204        2       1        3\n"
              "all         1,204        2       1        3\n"
              "\n"
              "HOUR           ARRIVED  ENTRIES  EXITS  REFUSED\n"
              "2027-03-10 09        2        2      1        3\n");
    EXPECT_EQ(daemon.requests().at(0).target, "/api/v1/stats/summary");
}

TEST(Search, finding_nobody_is_exit_code_3) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"items":[],"next_cursor":null})");
    const Said said = run_words({"search", "ama & co"}, daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::not_found);
    EXPECT_EQ(daemon.requests().at(0).target, "/api/v1/attendees?search=ama%20%26%20co&limit=20");
}

TEST(Search, shows_a_table_and_says_when_there_are_more) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"items":[{"display_name":"Ama Owusu","product":"Talks","order":"K7",
        "company":null,"status":"inside","last_entry":"2027-03-10T09:00:00.000Z","match":"name"}],
        "next_cursor":"1"})");
    const Said said = run_words({"search", "ama", "--limit", "1"}, daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done);
    EXPECT_THAT(said.out, HasSubstr("Ama Owusu  Talks    K7"));
    EXPECT_THAT(said.talk, HasSubstr("more than 1"));
}

TEST(Checkins, ask_for_the_newest_and_print_them_oldest_first) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"items":[
        {"seq":9,"at":"2027-03-10T09:42:05.000Z","station":"desk-1","type":"entry","verdict":"stop",
         "reason":"invalid","attendee":null},
        {"seq":8,"at":"2027-03-10T09:42:01.000Z","station":"desk-1","type":"entry","verdict":"go",
         "reason":"ok","attendee":{"display_name":"Ama","product":"Talks"}}]})");
    const Said said = run_words({"checkins", "--limit", "2"}, daemon.endpoint());
    EXPECT_EQ(daemon.requests().at(0).target, "/api/v1/checkins?limit=2&order=desc");
    EXPECT_EQ(
        said.out,
        "      8  2027-03-10 09:42:01  desk-1          entry  go    ok                Ama, Talks\n"
        "      9  2027-03-10 09:42:05  desk-1          entry  stop  invalid\n");
}

TEST(Checkins, filters_and_sequence_go_to_the_daemon) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"items":[{"seq":8}]})");
    const Said said = run_words({"checkins", "--station", "desk-1", "--verdict", "go", "--reason",
                                 "ok", "--since-seq", "7", "--ndjson"},
                                daemon.endpoint());
    EXPECT_EQ(daemon.requests().at(0).target,
              "/api/v1/checkins?station=desk-1&verdict=go&reason=ok&limit=50&after=7");
    EXPECT_EQ(said.out, "{\"seq\":8}\n");
}

TEST(Decode, prints_one_line_a_file_and_ends_with_2_where_one_cannot_be_read) {
    const fs::path file = fs::path(testing::TempDir()) / "no-picture.png";
    std::ofstream(file) << "hello";
    const Said said = run_words({"decode", file.string(), "/nonexistent.png"}, {});
    EXPECT_EQ(said.exit_code, ExitCode::usage);
    EXPECT_EQ(std::ranges::count(said.out, '\n'), 2);
    EXPECT_THAT(said.out, HasSubstr("\"codes\":[]"));
    EXPECT_THAT(said.talk, HasSubstr("no-picture.png"));
    fs::remove(file);
}

TEST(Decode, a_file_name_that_is_no_utf8_still_gives_json) {
    const Said said = run_words({"decode", "/nonexistent\xff.png"}, {});
    EXPECT_EQ(boost::json::parse(said.out).at("file"), "/nonexistent\\xff.png");
}

TEST(Decode, a_picture_without_a_code_is_no_error) {
    const fs::path file = fs::path(testing::TempDir()) / "blank.pgm";
    std::ofstream(file, std::ios::binary) << "P5\n64 64\n255\n" << std::string(64 * 64, '\xff');
    const Said said = run_words({"decode", file.string()}, {});
    EXPECT_EQ(said.exit_code, ExitCode::done) << said.talk;
    const auto line = boost::json::parse(said.out);
    EXPECT_EQ(line.at("file"), boost::json::value(file.string()));
    EXPECT_TRUE(line.at("codes").as_array().empty());
    EXPECT_GE(line.at("ms").to_number<double>(), 0);
    fs::remove(file);
}

TEST(Verify, without_a_journal_cannot_be_checked) {
    const Said said = run_words({"verify", "--state", "/nonexistent"}, {});
    EXPECT_EQ(said.exit_code, ExitCode::usage);
    EXPECT_THAT(said.talk, HasSubstr("cannot be checked"));
}

}  // namespace
}  // namespace kiosk::cli
