// tests/unit/wire/muster_json_test.cpp — people for staff, counts for the lane, limits for both.
#include "kiosk/wire/muster_json.hpp"

#include <gtest/gtest.h>

#include "tests/unit/wire/sample.hpp"

namespace kiosk::wire {
namespace {

ports::MusterView a_muster() {
    ports::MusterView view;
    view.as_of = kNow;
    view.newest_scan = kNow - 41s;
    view.zones = {{.id = "venue",
                   .name = {{"en", "Venue"}},
                   .parent = "",
                   .capacity = 900,
                   .inside = 2,
                   .unmatched_exits = 1}};
    view.counts = {.inside = 1, .unknown_code = 1, .nameless = 1, .denied = 1};
    core::HolderCard card;
    card.ticket = {0x1234};
    card.name = "Ọlá Adébáyọ̀";
    view.rows = {{.entry = {.person = core::TicketId{0x1234},
                            .zone = "venue",
                            .since = kNow - 60s,
                            .station = "gate-n"},
                  .holder = card},
                 {.entry = {.person = core::CodeKey{},
                            .state = core::MusterState::unknown_code,
                            .zone = "venue",
                            .since = kNow - 50s,
                            .station = "gate-n"},
                  .holder = {}}};
    view.next = "1-2";
    return view;
}

TEST(MusterJson, staff_read_who_is_where) {
    const std::string json = print_muster(a_muster(), Audience::staff);
    EXPECT_NE(json.find(R"({"zone":"venue","state":"inside","since":"2027-03-10T09:41:07.113Z",)"
                        R"("station":"gate-n","attendee":{"id":"csv:0000000000001234",)"
                        R"("display_name":"Ọlá Adébáyọ̀")"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find(R"("state":"unknown_code","since":"2027-03-10T09:41:17.113Z",)"
                        R"("station":"gate-n","attendee":null})"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find(R"("next_cursor":"1-2")"), std::string::npos);
    EXPECT_NE(json.find(R"("denied":1)"), std::string::npos);
}

TEST(MusterJson, the_lane_reads_counts_and_no_name) {
    const std::string json = print_muster(a_muster(), Audience::lane);
    EXPECT_NE(json.find(R"("items":null,"next_cursor":null)"), std::string::npos) << json;
    EXPECT_EQ(json.find("csv:"), std::string::npos);
    EXPECT_EQ(json.find("denied"), std::string::npos);
    EXPECT_NE(json.find(R"("inside":2,"unmatched_exits":1)"), std::string::npos) << json;
}

TEST(MusterJson, tells_its_age_and_what_it_cannot_know) {
    ports::MusterView muster = a_muster();
    std::string json = print_muster(muster, Audience::lane);
    EXPECT_NE(json.find(R"("newest_scan":"2027-03-10T09:41:26.113Z","age_s":41)"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find("Only this station's scans"), std::string::npos);
    EXPECT_EQ(json.find("clock cannot be trusted"), std::string::npos);
    muster.clock_trusted = false;
    muster.newest_scan.reset();
    json = print_muster(muster, Audience::lane);
    EXPECT_NE(json.find("clock cannot be trusted"), std::string::npos);
    EXPECT_NE(json.find(R"("newest_scan":null,"age_s":null)"), std::string::npos) << json;
}

}  // namespace
}  // namespace kiosk::wire
