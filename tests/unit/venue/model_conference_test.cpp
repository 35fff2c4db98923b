// tests/unit/venue/model_conference_test.cpp — five days in Accra, scan by scan, as configured.
#include "tests/unit/venue/model_conference.hpp"

namespace kiosk::core {
namespace {

struct Step {
    int day;
    std::string_view clock;
    std::string_view who;
    std::string_view station;
    Reason expected;
    std::string_view by = "";      // supervisor who lets in
    std::string_view second = "";  // and the other one
};

const std::vector<Step> kWalk{
    // Monday: tutorials.
    {1, "06:30", "vera", "gate-in", Reason::ok},  // volunteers open up
    {1, "06:31", "tina", "gate-in", Reason::not_open},
    {1, "07:05", "tina", "desk-1", Reason::ok},
    {1, "07:10", "tina", "desk-2", Reason::already_redeemed},
    {1, "07:15", "tina", "gate-in", Reason::ok},
    {1, "08:00", "tina", "room-a-in", Reason::not_open},
    {1, "08:40", "tina", "room-a-in", Reason::ok},
    {1, "08:50", "carl", "gate-in", Reason::wrong_day},
    {1, "08:51", "wendy", "gate-in", Reason::wrong_day},
    {1, "08:52", "tom", "gate-in", Reason::wrong_day},
    {1, "08:53", "lena", "gate-in", Reason::wrong_zone},  // watches at home
    {1, "09:00", "fay", "room-a-in", Reason::route},
    {1, "09:10", "fay", "gate-in", Reason::ok},
    {1, "09:20", "fay", "room-a-in", Reason::ok},
    {1, "10:30", "tina", "room-a-out", Reason::ok_exit},
    {1, "10:35", "tina", "room-b-in", Reason::ok},
    {1, "10:50", "tina", "room-a-in", Reason::ok_reentry},  // which leaves room B
    {1, "10:52", "tina", "room-b-in", Reason::ok_reentry},
    {1, "11:00", "tina", "auditorium-in", Reason::wrong_zone},
    {1, "12:00", "tina", "gate-out", Reason::ok_exit},
    {1, "13:00", "tina", "gate-in", Reason::ok_reentry},
    {1, "13:01", "tina", "gate-in", Reason::passback},
    {1, "14:00", "nobody", "gate-in", Reason::invalid},
    {1, "14:01", "nobody", "gate-out", Reason::ok_exit_unmatched},
    // Tuesday: tutorials and the workshop. Tina and Fay were not seen leaving.
    {2, "08:00", "tina", "gate-in", Reason::wrong_day},
    {2, "08:01", "tina", "gate-out", Reason::ok_exit_unmatched},
    {2, "08:05", "fay", "room-a-in", Reason::not_open},
    {2, "08:35", "fay", "room-a-in", Reason::route},
    {2, "08:36", "fay", "gate-in", Reason::ok_reentry},
    {2, "08:40", "wendy", "gate-in", Reason::ok},
    {2, "08:41", "coach", "gate-in", Reason::ok},
    {2, "08:45", "wendy", "workshop-in", Reason::ok},
    {2, "08:46", "coach", "workshop-in", Reason::ok},
    {2, "08:47", "fay", "workshop-in", Reason::wrong_zone},
    {2, "09:00", "wendy", "room-a-in", Reason::wrong_zone},
    {2, "09:01", "tom", "gate-in", Reason::ok},
    {2, "09:02", "tom", "room-b-in", Reason::ok},
    {2, "09:05", "tom", "room-b-in", Reason::passback},  // within five minutes
    {2, "09:08", "tom", "room-b-in", Reason::ok_reentry},
    {2, "17:00", "wendy", "workshop-out", Reason::ok_exit},
    {2, "17:01", "wendy", "gate-out", Reason::ok_exit},
    {2, "17:40", "wendy", "gate-in", Reason::ok_reentry},
    {2, "17:45", "wendy", "workshop-in", Reason::not_open},
    // Wednesday: the main conference, a reception, an unwelcome guest.
    {3, "07:30", "carl", "gate-in", Reason::ok},
    {3, "08:31", "carl", "auditorium-in", Reason::ok},
    {3, "08:32", "tina", "gate-in", Reason::wrong_day},
    {3, "08:33", "dee", "gate-in", Reason::wrong_day},
    {3, "08:34", "dan", "gate-in", Reason::denylisted},
    {3, "08:35", "dan", "gate-in", Reason::denylisted, "abena", "kofi"},
    {3, "09:00", "sue", "auditorium-in", Reason::route},
    {3, "09:01", "sue", "gate-in", Reason::ok},
    {3, "09:02", "sue", "auditorium-in", Reason::ok},
    {3, "09:10", "ula", "gate-in", Reason::unpaid},
    {3, "09:11", "ula", "gate-in", Reason::ok_override, "abena"},
    {3, "09:12", "ula", "auditorium-in", Reason::unpaid},
    {3, "09:15", "ula", "gate-out", Reason::ok_exit},
    {3, "10:00", "carl", "control-in", Reason::wrong_zone},
    {3, "10:01", "carl", "control-in", Reason::second_person, "abena"},
    {3, "10:02", "carl", "control-in", Reason::second_person, "abena", "abena"},
    {3, "10:03", "carl", "control-in", Reason::ok_override, "abena", "kofi"},
    {3, "10:10", "carl", "control-out", Reason::ok_exit},
    {3, "10:15", "pia", "control-in", Reason::ok},  // police, by no gate at all
    {3, "18:40", "carl", "auditorium-in", Reason::not_open},
    {3, "22:50", "carl", "gate-out", Reason::ok_exit},
    {3, "22:55", "carl", "gate-in", Reason::ok_reentry},
    {3, "23:05", "rita", "gate-in", Reason::not_open},
    // Thursday.
    {4, "07:00", "dee", "gate-in", Reason::ok},
    {4, "07:01", "carl", "gate-in", Reason::ok_reentry},
    {4, "08:30", "dee", "auditorium-in", Reason::ok},
    {4, "08:45", "dee", "auditorium-in", Reason::ok_reentry},  // soft: noted
    {4, "23:00", "dee", "gate-out", Reason::ok_exit},          // long after closing
    {4, "23:01", "dee", "gate-in", Reason::not_open},
    {4, "23:02", "pia", "gate-in", Reason::ok},
    // Friday: sprints.
    {5, "08:30", "sam", "gate-in", Reason::ok},
    {5, "08:35", "sam", "room-a-in", Reason::ok},
    {5, "08:40", "carl", "gate-in", Reason::wrong_day},
    {5, "08:41", "dee", "gate-in", Reason::wrong_day},
    {5, "08:45", "fay", "gate-in", Reason::ok_reentry},
    {5, "08:50", "fay", "auditorium-in", Reason::not_open},
    {5, "16:30", "sam", "gate-out", Reason::ok_exit},
};

TEST_F(ModelConference, five_days_go_as_the_configuration_says) {
    int today = 1;
    for (const Step& step : kWalk) {
        if (step.day != today) restart();
        today = step.day;
        std::optional<Override> let_in;
        if (!step.by.empty()) {
            let_in = Override{std::string(step.by), std::string(step.second), "walk"};
        }
        const Outcome outcome =
            scan(step.who, std::string(step.station), on_day(step.day, step.clock), let_in);
        EXPECT_EQ(name_of(outcome.decision.reason), name_of(step.expected))
            << "day " << step.day << " " << step.clock << " " << step.who << " " << step.station;
        EXPECT_EQ(outcome.alert, step.who == "dan") << step.clock << " " << step.who;
    }
}

TEST_F(ModelConference, a_soft_second_entry_is_noted_for_the_staff) {
    scan("fay", "gate-in", on_day(3, "08:00"));
    scan("fay", "auditorium-in", on_day(3, "08:40"));
    const Outcome again = scan("fay", "auditorium-in", on_day(3, "08:50"));
    EXPECT_EQ(again.verdict(), Verdict::go);
    EXPECT_EQ(again.decision.set_aside, Reason::already_inside);
}

TEST_F(ModelConference, refusals_say_until_when_and_where_to_go) {
    const Outcome early = scan("dee", "gate-in", on_day(3, "09:00"));
    EXPECT_EQ(early.decision.valid_from, on_day(4, "00:30").utc);
    EXPECT_EQ(early.decision.valid_until, on_day(5, "00:30").utc);
    const Outcome closed = scan("fay", "gate-in", on_day(1, "06:00"));
    EXPECT_EQ(closed.decision.valid_from, on_day(1, "07:00").utc);
    const Outcome astray = scan("fay", "auditorium-in", on_day(3, "09:00"));
    EXPECT_EQ(astray.decision.zone, "venue");
}

TEST_F(ModelConference, a_breakout_room_takes_ninety_and_then_only_the_speaker) {
    for (int i = 0; i < 91; ++i) crowd.push_back("guest-" + std::to_string(i));
    restart();
    for (int i = 0; i < 91; ++i) {
        EXPECT_EQ(
            scan(crowd[static_cast<std::size_t>(i)], "gate-in", on_day(3, "09:00")).decision.reason,
            Reason::ok);
        const Outcome at_door =
            scan(crowd[static_cast<std::size_t>(i)], "room-b-in", on_day(3, "09:10"));
        EXPECT_EQ(at_door.decision.reason, i < 90 ? Reason::ok : Reason::zone_full) << i;
        if (i == 90) {
            EXPECT_EQ(at_door.decision.inside, 90U);
            EXPECT_EQ(at_door.decision.places, 90U);
        }
    }
    restart();
    EXPECT_EQ(inside("room-b", on_day(3, "09:11")), 90U);
    EXPECT_EQ(inside("venue", on_day(3, "09:11")), 91U);
    scan("sue", "gate-in", on_day(3, "09:12"));
    EXPECT_EQ(scan("sue", "room-b-in", on_day(3, "09:13")).decision.reason, Reason::ok);
    scan(crowd[0], "room-b-out", on_day(3, "09:20"));
    scan(crowd[1], "gate-out", on_day(3, "09:20"));  // straight out of the venue
    EXPECT_EQ(scan(crowd[90], "room-b-in", on_day(3, "09:21")).decision.reason, Reason::ok);
    EXPECT_EQ(inside("room-b", on_day(3, "09:22")), 90U);
}

TEST_F(ModelConference, a_forgiven_badge_enters_once_more) {
    scan("fay", "gate-in", on_day(3, "08:00"));
    EXPECT_EQ(scan("fay", "gate-in", on_day(3, "08:10")).decision.reason, Reason::passback);
    SupervisorRecord forgiven{.at = on_day(3, "08:12"), .boot = {}, .by = "abena"};
    forgiven.ticket = ticket_of("fay");
    forgiven.zone = "venue";
    told(SupervisorActed{forgiven});
    restart();
    EXPECT_EQ(scan("fay", "gate-in", on_day(3, "08:15")).decision.reason, Reason::ok_reentry);
}

TEST_F(ModelConference, a_fire_on_friday_lets_everybody_out_and_names_who_is_missing) {
    for (const char* who : {"sam", "fay", "rita"}) scan(who, "gate-in", on_day(5, "08:30"));
    scan("sam", "room-a-in", on_day(5, "08:40"));
    scan("guest of honour", "gate-in", on_day(5, "08:45"), Override{"abena", "", "by name"});
    told(SupervisorActed{{.at = on_day(5, "11:00"),
                          .boot = {},
                          .act = SupervisorAct::begin_emergency,
                          .by = "fire-panel"}});
    restart();
    EXPECT_EQ(scan("sam", "gate-out", on_day(5, "11:02")).verdict(), Verdict::go);
    EXPECT_EQ(scan("who?", "gate-out", on_day(5, "11:03")).verdict(), Verdict::go);
    const Muster list = engine->muster_at(on_day(5, "11:05"));
    EXPECT_EQ(list.emergency_since, on_day(5, "11:00").utc);
    EXPECT_EQ(list.newest_scan, on_day(5, "11:03").utc);
    std::map<std::string, MusterState> states;
    for (const auto& entry : list.entries) {
        const auto* ticket = std::get_if<TicketId>(&entry.person);
        const auto index = ticket ? engine->roster()->find(*ticket) : std::nullopt;
        states[index ? std::string(engine->roster()->holder(*index).name) : "?"] = entry.state;
    }
    EXPECT_EQ(states, (std::map<std::string, MusterState>{{"sam", MusterState::left},
                                                          {"fay", MusterState::inside},
                                                          {"rita", MusterState::inside},
                                                          {"?", MusterState::unknown_code}}));
    EXPECT_EQ(list.zones[0].unmatched_exits, 1U);
}

}  // namespace
}  // namespace kiosk::core
