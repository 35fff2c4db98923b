// tests/unit/api/api_stats_test.cpp — numbers with their age, and what is wrong with a question.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

using ::testing::HasSubstr;

class StatsApi : public Api {
  protected:
    void scan(const char* station_id, const char* code) {
        on_loop([&] { station.scan({.station = station_id, .code = code}, [](const auto&) {}); });
    }
    boost::json::value told(const std::string& path) {
        const auto response = get("/api/v1/stats/" + path);
        EXPECT_EQ(response.status, 200) << response.body;
        return json(response);
    }
};

TEST_F(StatsApi, each_answer_says_up_to_where_it_reaches_and_how_old_it_is) {
    EXPECT_TRUE(told("arrivals").at("age_s").is_null());
    scan("gate-n", "code-ok");
    clock.now_.utc += std::chrono::seconds(90);
    for (const char* path : {"arrivals", "breakdown?by=list", "breakdown?by=zone",
                             "breakdown?by=station", "breakdown?by=reason"}) {
        const auto answer = told(path);
        EXPECT_EQ(answer.at("as_of_seq"), 1) << path;
        EXPECT_EQ(answer.at("age_s"), 90) << path;
        EXPECT_EQ(answer.at("newest_scan"), "2027-03-10T09:42:00.000Z") << path;
    }
}

TEST_F(StatsApi, the_curve_is_of_today_and_begins_where_yesterday_ended) {
    clock.now_.utc -= std::chrono::hours(24);
    scan("gate-n", "code-ok");
    clock.now_.utc += std::chrono::hours(24);
    scan("gate-n", "nobody-invalid");
    const auto curve = told("arrivals?bucket=60m");
    EXPECT_EQ(curve.at("from"), "2027-03-10T00:00:00.000Z");
    EXPECT_EQ(curve.at("until"), "2027-03-11T00:00:00.000Z");
    EXPECT_EQ(curve.at("before").at("arrived"), 1);
    ASSERT_EQ(curve.at("items").as_array().size(), 1U);
    EXPECT_EQ(curve.at("items").at(0).at("start"), "2027-03-10T09:00:00.000Z");
    EXPECT_EQ(curve.at("items").at(0).at("refused"), 1);
}

TEST_F(StatsApi, stations_that_are_not_configured_any_more_are_still_told) {
    on_loop([&] {
        core::ScanRecord old;
        old.station = "gate-of-last-year";
        station.recorded.count({1, old});
    });
    const auto rows = told("breakdown?by=station").at("items").as_array();
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].at("key"), "desk-1");
    EXPECT_EQ(rows[2].at("key"), "gate-of-last-year");
    EXPECT_EQ(rows[2].at("configured"), false);
}

TEST_F(StatsApi, the_lane_is_not_told_of_the_deny_list) {
    scan("gate-n", "code-denylisted");
    EXPECT_EQ(told("breakdown?by=reason").at("items").at(0).at("key"), "see_supervisor");
    EXPECT_THAT(get("/metrics").body, Not(HasSubstr("denylisted")));
    EXPECT_EQ(
        json(operator_asks("GET /api/v1/stats/breakdown?by=reason")).at("items").at(0).at("key"),
        "denylisted");
}

TEST_F(StatsApi, wrong_questions_are_named) {
    for (const char* question :
         {"arrivals?bucket=7m", "arrivals?from=monday", "breakdown", "breakdown?by=name",
          "arrivals?from=2027-01-02T00:00:00Z&until=2027-01-01T00:00:00Z",
          "arrivals?bucket=1m&from=2027-01-01T00:00:00Z&until=2027-01-07T22:41:00Z"}) {
        EXPECT_EQ(get(std::string("/api/v1/stats/") + question).status, 422) << question;
    }
    told("arrivals?bucket=1m&from=2027-01-01T00:00:00Z&until=2027-01-07T22:40:00Z");
}

TEST_F(StatsApi, metrics_are_what_a_scraper_reads) {
    scan("gate-n", "code-ok");
    scan("gate-n", "code-unpaid");
    const auto response = get("/metrics");
    EXPECT_EQ(response.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    for (const char* line :
         {"kiosk_build_info{version=\"0.1.0\"} 1\n", "# TYPE kiosk_scans_total counter\n",
          "kiosk_scans_total{station=\"gate-n\",verdict=\"stop\",reason=\"unpaid\"} 1\n",
          "kiosk_checkins_total{list=\"main\",type=\"entry\"} 1\n",
          "kiosk_zone_inside{zone=\"venue\"} 412\n", "kiosk_zone_capacity{zone=\"venue\"} 900\n",
          "kiosk_clock_trusted 1\n", "kiosk_stream_clients 0\n",
          "kiosk_scan_decision_seconds_bucket{decided_by=\"local\",le=\"+Inf\"} 0\n"}) {
        EXPECT_THAT(response.body, HasSubstr(line));
    }
}

}  // namespace
}  // namespace kiosk::api
