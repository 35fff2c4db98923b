// tests/unit/cli/doctor_test.cpp — each check finds its trouble and names a cure.
#include <filesystem>
#include <fstream>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/cli/doctor_checks.hpp"
#include "running.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

std::vector<Finding> of_status(const char* text) {
    return check_status(boost::json::parse(text));
}

TEST(Doctor, a_clock_before_the_program_is_not_set) {
    EXPECT_EQ(check_clock(0, true).health, Health::bad);
    EXPECT_EQ(check_clock(1'767'225'599, true).health, Health::bad);
    EXPECT_EQ(check_clock(1'767'225'600, true).health, Health::good);
    EXPECT_EQ(check_clock(1'767'225'600, false).health, Health::doubtful);
}

TEST(Doctor, a_list_may_be_missing_held_or_old) {
    EXPECT_EQ(of_status(R"({"list":{"loaded":false}})").at(0).health, Health::bad);
    EXPECT_EQ(of_status(R"({"list":{"loaded":true,"age_s":604800}})").at(0).health, Health::good);
    EXPECT_EQ(of_status(R"({"list":{"loaded":true,"age_s":604801}})").at(0).health,
              Health::doubtful);
    EXPECT_THAT(of_status(R"({"list":{"loaded":true,"held":true}})").at(0).fix,
                HasSubstr("--confirm-shrink"));
}

TEST(Doctor, storage_and_readers_are_judged_one_by_one) {
    const auto findings = of_status(R"({"list":{"loaded":true},
        "storage":{"state":"red","sentence":"disk full"},
        "readers":[{"id":"a","state":"ready"},{"id":"b","state":"absent","sentence":"gone"},
                   {"id":"c","state":"failing","sentence":"no permission"}]})");
    ASSERT_EQ(findings.size(), 6U);
    EXPECT_EQ(findings.at(1).health, Health::bad);
    EXPECT_EQ(findings.at(1).text, "disk full");
    EXPECT_EQ(findings.at(3).health, Health::good);
    EXPECT_EQ(findings.at(4).health, Health::doubtful);
    EXPECT_EQ(findings.at(5).health, Health::bad);
    EXPECT_EQ(findings.at(5).text, "no permission");
}

TEST(Doctor, amber_storage_and_a_doubtful_clock_are_doubtful_with_their_codes) {
    const auto findings = of_status(R"({"list":{"loaded":true},
        "storage":{"state":"amber_one_copy","code":"STO-ROT","sentence":"Stored once."},
        "clock":{"code":"CLOCK-UNSURE","sentence":"Not set."}})");
    EXPECT_EQ(findings.at(1).health, Health::doubtful);
    EXPECT_EQ(findings.at(1).text, "Stored once. STO-ROT");
    EXPECT_EQ(findings.at(2).health, Health::doubtful);
    EXPECT_EQ(findings.at(2).text, "Not set. CLOCK-UNSURE");
}

TEST(Doctor, a_configuration_is_checked_whole) {
    const fs::path file = fs::path(testing::TempDir()) / "doctor.toml";
    std::ofstream(file) << "[[list]]\nid = \"m\"\n[[station]]\nid = \"d\"\nlists = \"m\"\n";
    EXPECT_EQ(check_config_file(file).health, Health::good) << check_config_file(file).text;
    std::ofstream(file) << "[[list]]\nid = \"m\"\n[[station]]\nid = \"d\"\nlists = \"n\"\n";
    EXPECT_EQ(check_config_file(file).health, Health::bad);
    EXPECT_THAT(check_config_file(file).text, HasSubstr("doctor.toml:5:9: error: "));
    fs::remove(file);
    EXPECT_EQ(check_config_file(file).health, Health::doubtful);
}

TEST(Doctor, a_state_directory_that_is_not_there_is_doubtful) {
    EXPECT_EQ(check_free_space("/nonexistent").health, Health::doubtful);
    EXPECT_THAT(check_free_space("/").text, HasSubstr("MiB free in /"));
}

TEST(Doctor, ends_with_2_on_a_failure_and_names_the_cure) {
    const Said said = run_words({"doctor"}, {"http://127.0.0.1:1", {}});
    EXPECT_EQ(static_cast<int>(said.exit_code), 2);
    EXPECT_THAT(said.out, HasSubstr("✕ daemon        no daemon answers"));
    EXPECT_THAT(said.out, HasSubstr("    → systemctl start kioskd"));
}

TEST(Doctor, json_lists_the_checks) {
    FakeDaemon daemon;
    daemon.answer(200, R"({"list":{"loaded":true},"storage":{"state":"green"}})");
    const Said said = run_words({"doctor", "--json"}, daemon.endpoint());
    const auto document = boost::json::parse(said.out);
    EXPECT_EQ(document.at("checks").as_array().at(0).at("name"), "config");
}

}  // namespace
}  // namespace kiosk::cli
