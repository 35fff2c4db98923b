// tests/unit/cli/supervisor_test.cpp — kioskctl muster, emergency, forgive, override and alerts.
#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "running.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;

constexpr const char* kMuster = R"({"as_of":"2027-03-10T09:42:07.113Z",
"newest_scan":"2027-03-10T09:41:26.113Z","age_s":41,"clock_trusted":true,
"emergency_since":"2027-03-10T09:40:00.000Z",
"zones":[{"id":"hall","name":{"en":"Hall"},"capacity":450,"inside":2,"unmatched_exits":1}],
"counts":{"inside":1,"unknown_code":1,"not_seen_out":0,"other_zone":0,"left":0,"nameless":1,
"denied":0},"limits":{"en":["Only this station's scans."],"fr":["Seuls les scans d’ici."]},
"items":[{"zone":"hall","state":"inside","since":"2027-03-10T09:30:00.000Z","station":"gate-n",
"attendee":{"id":"csv:0000000000000001","display_name":"=Ama\u001b[2J","company":"Acme",
"product":"Talks"}},{"zone":"hall","state":"unknown_code","since":"2027-03-10T09:31:00.000Z",
"station":"gate-n","attendee":null}],"next_cursor":null})";

TEST(Muster, is_a_list_to_tick_off_with_its_age_and_its_limits) {
    FakeDaemon daemon;
    daemon.answer(200, kMuster);
    const Said said = run_words({"muster", "--zone", "hall", "--lang", "fr"}, daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done);
    EXPECT_EQ(daemon.requests().at(0).target, "/api/v1/muster?zone=hall&limit=1000");
    EXPECT_EQ(said.out,
              "Muster list of 2027-03-10 09:42:07 UTC · newest scan 41 s old\n"
              "✕ EMERGENCY since 2027-03-10 09:40:00 UTC\n"
              "1 inside · 1 with a code of no list · 1 of these without a name here\n"
              "ZONE  NAME  INSIDE  CAPACITY  DOUBT\n"
              "hall  Hall       2       450     ±1\n\n"
              "     ZONE  NAME         COMPANY  STATE         SINCE (UTC)          BY\n"
              "[ ]  hall  =Ama\\x1b[2J  Acme     inside        2027-03-10 09:30:00  gate-n\n"
              "[ ]  hall  (no name)             unknown_code  2027-03-10 09:31:00  gate-n\n\n"
              "▲ Seuls les scans d’ici.\n");
}

TEST(Muster, as_csv_turns_no_name_into_a_formula) {
    FakeDaemon daemon;
    daemon.answer(200, kMuster);
    const Said said = run_words({"muster", "--csv"}, daemon.endpoint());
    EXPECT_THAT(said.out,
                HasSubstr("zone,state,name,company,product,station,since_utc,id\r\n"
                          "hall,inside,'=Ama\x1b[2J,Acme,Talks,gate-n,2027-03-10 09:30:00,"
                          "csv:0000000000000001\r\n"));
}

TEST(Muster, reads_every_page_into_one_document) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"counts":{"inside":2},"items":[{"zone":"a"}],"next_cursor":"1-1"})");
    daemon.answer(200, R"({"counts":{"inside":2},"items":[{"zone":"b"}],"next_cursor":null})");
    const Said said = run_words({"muster", "--json"}, daemon.endpoint());
    const auto list = boost::json::parse(said.out);
    EXPECT_EQ(list.at("items").as_array().size(), 2U);
    EXPECT_TRUE(list.at("next_cursor").is_null());
    EXPECT_EQ(daemon.requests().at(1).target, "/api/v1/muster?limit=1000&cursor=1-1");
}

TEST(Muster, without_names_says_where_they_are_given_out) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"counts":{"inside":2},"items":null,"next_cursor":null})");
    EXPECT_THAT(run_words({"muster"}, daemon.endpoint()).out, HasSubstr("socket only"));
    EXPECT_EQ(run_words({"muster", "--csv"}, daemon.endpoint()).exit_code, ExitCode::not_allowed);
}

TEST(Emergency, says_who_and_why_and_where_to_look_next) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"seq":12,"emergency_since":"2027-03-10T09:40:00.000Z"})");
    const Said said = run_words({"emergency", "begin", "--operator", "abena", "--note", "smoke"},
                                daemon.endpoint());
    EXPECT_EQ(said.out,
              "✕ emergency since 2027-03-10 09:40:00 UTC, record 12; who is inside: kioskctl "
              "muster\n");
    EXPECT_EQ(daemon.requests().at(0).target, "/api/v1/emergency/begin");
    EXPECT_EQ(boost::json::parse(daemon.requests().at(0).body),
              boost::json::parse(R"({"operator":"abena","note":"smoke"})"));
    daemon.answer(200, R"({"seq":13,"emergency_since":null})");
    (void)run_words({"emergency", "end", "--operator", "abena", "--note", "over"},
                    daemon.endpoint());
    EXPECT_EQ(daemon.requests().at(1).target, "/api/v1/emergency/end");
}

TEST(Emergency, begins_without_words) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"seq":12,"emergency_since":"2027-03-10T09:40:00.000Z"})");
    const Said said =
        run_words({"emergency", "begin", "--operator", "fire-panel"}, daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done);
    EXPECT_EQ(boost::json::parse(daemon.requests().at(0).body),
              boost::json::parse(R"({"operator":"fire-panel"})"));
}

TEST(Emergency, that_is_not_recorded_is_not_done) {
    FakeDaemon daemon;
    daemon.answer(503, R"({"detail":"in force, but no disk takes the record"})");
    const Said said = run_words({"emergency", "begin", "--operator", "abena", "--note", "smoke"},
                                daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::try_again);
    EXPECT_THAT(said.talk, HasSubstr("no disk takes the record"));
}

TEST(Supervisors, always_say_who_they_are_and_why) {
    FakeDaemon daemon;
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"emergency"},
             {"emergency", "begin", "--note", "x"},
             {"emergency", "end", "--operator", "abena"},
             {"forgive", "A1", "--note", "x"},
             {"override", "0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7", "--operator", "abena"},
             {"scan", "A1", "--force"},
             {"scan", "A1", "--ignore-unpaid"}}) {
        EXPECT_EQ(run_words(words, daemon.endpoint()).exit_code, ExitCode::usage) << words[0];
    }
    EXPECT_TRUE(daemon.requests().empty());
}

TEST(Forgive, takes_an_id_or_a_code) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"seq":9,"attendee":{"display_name":"Ama"}})");
    const Said said = run_words({"forgive", "csv:0000000000000001", "--zone", "hall", "--operator",
                                 "abena", "--note", "fence"},
                                daemon.endpoint());
    EXPECT_EQ(said.out, "✔ the next entry of Ama passes, record 9\n");
    (void)run_words({"forgive", "A1", "--operator", "abena", "--note", "fence"}, daemon.endpoint());
    EXPECT_EQ(boost::json::parse(daemon.requests().at(0).body),
              boost::json::parse(R"({"attendee":"csv:0000000000000001","operator":"abena",
                                    "note":"fence","zone":"hall"})"));
    EXPECT_EQ(boost::json::parse(daemon.requests().at(1).body),
              boost::json::parse(R"({"code":"A1","operator":"abena","note":"fence"})"));
}

TEST(Override, sends_both_names_and_ends_with_the_verdict) {
    const std::string id = "0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7";
    FakeDaemon daemon;
    daemon.answer(200, R"({"verdict":"check","reason":"second_person"})");
    const Said said =
        run_words({"override", id, "--operator", "abena", "--second", "kofi", "--reason", "VIP"},
                  daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::check);
    EXPECT_EQ(daemon.requests().at(0).target, "/api/v1/scans/" + id + "/resolve");
    EXPECT_EQ(boost::json::parse(daemon.requests().at(0).body),
              boost::json::parse(R"({"action":"override","operator":"abena","reason":"VIP",
                                    "second":"kofi"})"));
    EXPECT_EQ(
        run_words({"override", "../status", "--operator", "a", "--reason", "b"}, daemon.endpoint())
            .exit_code,
        ExitCode::usage);
    EXPECT_EQ(daemon.requests().size(), 1U);
}

TEST(Alerts, name_the_place_and_the_record) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"items":[{"number":1,"seq":48,"at":"2027-03-10T09:40:00.000Z",
        "station":"gate-n","zone":"venue","type":"entry"},{"number":2,"seq":null,
        "at":"2027-03-10T09:41:00.000Z","station":"gate-n","zone":"venue","type":"entry",
        "dry_run":true},{"number":3,"seq":null,"at":"2027-03-10T09:42:00.000Z","station":"gate-n",
        "zone":"venue","type":"exit","dry_run":false}]})");
    daemon.answer(200, R"({"items":[]})");
    EXPECT_EQ(run_words({"alerts"}, daemon.endpoint()).out,
              "▲ 2027-03-10 09:40:00  entry at gate-n, zone venue, record 48\n"
              "▲ 2027-03-10 09:41:00  entry at gate-n, zone venue, validated only, no record\n"
              "▲ 2027-03-10 09:42:00  exit at gate-n, zone venue, no record\n");
    const Said none = run_words({"alerts"}, daemon.endpoint());
    EXPECT_EQ(none.out, "");
    EXPECT_THAT(none.talk, HasSubstr("no alerts"));
}

TEST(Explain, prints_the_stations_answer_check_by_check) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"id":"x","seq":7,"station":"gate-n","reason":"zone_full",
        "list_objection":null,"set_aside":null,"judged":true,"why_not":null,"now":"zone_full",
        "same":true,"facts":{"zone":"hall"},"checks":[
        {"check":"code is on the list","result":"passed"},
        {"check":"zone has room","result":"objected","facts":{"in venue":"2 of 2"}},
        {"check":"last","result":"not_asked"}],"explanation":null})");
    daemon.answer(404, R"({"detail":"no recorded scan"})");
    const Said said = run_words({"explain", "7"}, daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done);
    EXPECT_EQ(daemon.requests().at(0).target, "/api/v1/scans/7/explanation");
    EXPECT_EQ(said.out,
              "record 7, station gate-n: zone_full\n"
              "    zone                      hall\n"
              "✔ 1  code is on the list\n✕ 2  zone has room\n"
              "         in venue                  2 of 2\n  3  last (not asked)\n");
    EXPECT_EQ(run_words({"explain", "8"}, daemon.endpoint()).exit_code, ExitCode::not_found);
}

TEST(Status, tells_zones_and_an_emergency) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"list":{"loaded":true},"storage":{"state":"green"},
        "emergency_since":"2027-03-10T09:40:00.000Z","presence_as_of":"2027-03-10T09:41:00.000Z",
        "zones":[{"id":"venue","name":{"en":"Venue"},"capacity":900,"inside":412,
        "unmatched_exits":3},{"id":"hall","name":{},"capacity":1,"inside":1},
        {"id":"yard","name":{},"capacity":null,"inside":0}],
        "warnings":["entitlement \"staff\" names product \"Staf\""]})");
    const Said said = run_words({"status", "--lang", "en"}, daemon.endpoint());
    EXPECT_THAT(said.out, HasSubstr("✕ EMERGENCY since 2027-03-10 09:40:00 UTC\n"));
    EXPECT_THAT(said.out, HasSubstr("▲ config   entitlement \"staff\" names product \"Staf\"\n"));
    EXPECT_THAT(said.out,
                HasSubstr("✔ zone     Venue: 412 inside of 900, 3 exits without an entry\n"
                          "▲ zone     hall: 1 inside of 1: full\n"
                          "✔ zone     yard: 0 inside\n"
                          "           newest scan at a zone: 2027-03-10 09:41:00 UTC\n"));
}

}  // namespace
}  // namespace kiosk::cli
