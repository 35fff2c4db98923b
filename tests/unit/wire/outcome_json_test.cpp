// tests/unit/wire/outcome_json_test.cpp — the answer to a scan, byte for byte.
#include "kiosk/wire/outcome_json.hpp"

#include <gtest/gtest.h>

#include "tests/unit/wire/sample.hpp"

namespace kiosk::wire {
namespace {

std::string printed(const core::Outcome& outcome, Audience audience = Audience::lane) {
    return print_outcome(outcome, a_status(), utc_text(), 6ms, audience);
}

TEST(OutcomeJson, has_its_fields_in_a_fixed_order) {
    EXPECT_EQ(printed(an_outcome(core::Reason::ok)),
              R"({"id":"0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7","seq":48213,)"
              R"("at":"2027-03-10T09:42:07.113Z","station":"desk-1","reader":null,"list":"main",)"
              R"("zone":null,"type":"entry","verdict":"go","reason":"ok",)"
              R"("message":{"ar":"أهلاً وسهلاً","en":"Welcome","fr":"Bienvenue",)"
              R"("pt":"Boas-vindas","sw":"Karibu"},)"
              "\"next\":{\"ar\":\"\u2068Conference\u2069\","
              R"("en":"Conference","fr":"Conference","pt":"Conference","sw":"Conference"},)"
              R"("explanation":null,"questions":[],)"
              R"("forced":false,"list_objection":null,"set_aside":null,"resolvable":[],)"
              R"("two_persons":false,)"
              R"("recorded":true,"admitted":true,"decided_by":"local","list_age_s":41,)"
              R"("list_version":7,"replayed":false,"dry_run":false,"took_ms":6,)"
              R"("attendee":{"id":"csv:0000000000001234","display_name":"Ọlá Adébáyọ̀",)"
              R"("company":null,"product":"Conference","variation":null,"order":"K7M9P",)"
              R"("note":null},"first_entry":null,"attention":false})");
}

TEST(OutcomeJson, a_question_says_what_its_answer_may_be) {
    core::Outcome outcome = an_outcome(core::Reason::incomplete);
    outcome.decision.open_questions = {{1}};
    ports::StatusView status = a_status();
    status.questions.resize(1);
    core::AnswerLimits& limits = status.questions[0].limits;
    const auto told = [&](const char* text) {
        return print_outcome(outcome, status, utc_text(), 6ms, Audience::lane).find(text) !=
               std::string::npos;
    };
    limits.number_min = 18;
    EXPECT_TRUE(told(R"("limits":{"least":1.8E1,"most":null,"length_max":null})"));
    limits = {};
    using namespace std::chrono;
    limits.date_max = local_days(year(2010) / 2 / 28);
    EXPECT_TRUE(told(R"("limits":{"least":null,"most":"2010-02-28","length_max":null})"));
    limits = {};
    limits.date_time_min = sys_days(year(2027) / 3 / 10) + hours(9);
    EXPECT_TRUE(told(R"("least":"2027-03-10T09:00:00.000Z")"));
    limits = {};
    limits.length_max = 30;
    EXPECT_TRUE(told(R"("limits":{"least":null,"most":null,"length_max":30})"));
}

TEST(OutcomeJson, open_questions_come_with_all_that_a_screen_needs) {
    core::Outcome outcome = an_outcome(core::Reason::incomplete);
    outcome.decision.open_questions = {{2}};
    ports::StatusView status = a_status();
    status.questions.resize(2);
    ports::QuestionView& question = status.questions[1];
    question.id = "shirt";
    question.text = {{"en", "T-shirt?"}, {"fr", "T-shirt ?"}};
    question.type = core::QuestionType::yes_no;
    question.required = true;
    question.options = {"S", "M"};
    question.only_if = "food";
    question.only_if_answers = {"True"};
    EXPECT_NE(print_outcome(outcome, status, utc_text(), 6ms, Audience::lane)
                  .find(R"("questions":[{"id":"shirt","text":{"en":"T-shirt?","fr":"T-shirt ?"},)"
                        R"("type":"yes_no","required":true,"limits":null,"options":["S","M"],)"
                        R"("only_if":{"question":"food","answers":["True"]}}])"),
              std::string::npos);
    status.questions[1].only_if.clear();
    EXPECT_NE(print_outcome(outcome, status, utc_text(), 6ms, Audience::lane)
                  .find(R"("options":["S","M"],"only_if":null}])"),
              std::string::npos);
}

TEST(OutcomeJson, a_rule_and_a_signature_are_told) {
    core::Outcome outcome = an_outcome(core::Reason::rules);
    outcome.rule_words.english = {"Only after 11:50"};
    outcome.rule_words.french = {"Seulement après 11:50"};
    outcome.by_signature = true;
    outcome.decision.forced = true;
    const std::string json = printed(outcome);
    EXPECT_NE(
        json.find(R"("explanation":{"en":["Only after 11:50"],"fr":["Seulement après 11:50"]})"),
        std::string::npos)
        << json;
    EXPECT_NE(json.find(R"("decided_by":"signature")"), std::string::npos);
    EXPECT_NE(json.find(R"("forced":true)"), std::string::npos);
}

TEST(OutcomeJson, a_refusal_names_the_first_entry) {
    core::Outcome outcome = an_outcome(core::Reason::already_redeemed);
    outcome.decision.prior = core::PriorCheckIn{kNow, "gate-n"};
    const std::string json = printed(outcome);
    EXPECT_NE(json.find(R"("first_entry":{"at":"2027-03-10T09:42:07.113Z","station":"gate-n"})"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find(R"("verdict":"check","reason":"already_redeemed")"), std::string::npos);
    EXPECT_NE(json.find(R"("admitted":false)"), std::string::npos);
}

TEST(OutcomeJson, a_dry_run_has_no_place_in_the_log) {
    core::Outcome outcome = an_outcome(core::Reason::ok);
    outcome.seq = 0;
    outcome.recorded = false;
    outcome.dry_run = true;
    const std::string json = printed(outcome);
    EXPECT_NE(json.find(R"("seq":null)"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("recorded":false,"admitted":false)"), std::string::npos) << json;
}

TEST(OutcomeJson, an_unknown_code_has_no_attendee) {
    core::Outcome outcome = an_outcome(core::Reason::invalid);
    outcome.holder.reset();
    EXPECT_NE(printed(outcome).find(R"("attendee":null)"), std::string::npos);
}

TEST(OutcomeJson, the_lane_is_not_told_of_the_deny_list) {
    core::Outcome outcome = an_outcome(core::Reason::denylisted);
    outcome.zone = "venue";
    outcome.alert = true;
    const std::string lane = printed(outcome);
    EXPECT_EQ(lane.find("deny"), std::string::npos) << lane;
    EXPECT_EQ(lane.find("alert"), std::string::npos) << lane;
    EXPECT_NE(lane.find(R"("verdict":"stop","reason":"see_supervisor")"), std::string::npos);
    EXPECT_NE(lane.find(R"("en":"Please wait","fr":"Veuillez patienter")"), std::string::npos);
    const std::string staff = printed(outcome, Audience::staff);
    EXPECT_NE(staff.find(R"("reason":"denylisted")"), std::string::npos) << staff;
    EXPECT_NE(staff.find(R"("alert":true)"), std::string::npos) << staff;
}

TEST(OutcomeJson, the_lane_is_not_told_that_a_denied_guest_leaves) {
    core::Outcome outcome = an_outcome(core::Reason::ok_exit);
    outcome.decision.set_aside = core::Reason::denylisted;
    EXPECT_EQ(printed(outcome).find("deny"), std::string::npos) << printed(outcome);
    EXPECT_NE(printed(outcome).find(R"("set_aside":null)"), std::string::npos);
    EXPECT_NE(printed(outcome, Audience::staff).find(R"("set_aside":"denylisted")"),
              std::string::npos);
}

TEST(OutcomeJson, zone_and_what_was_set_aside_are_told) {
    core::Outcome outcome = an_outcome(core::Reason::ok);
    outcome.zone = "auditorium";
    outcome.decision.set_aside = core::Reason::already_inside;
    const std::string json = printed(outcome);
    EXPECT_NE(json.find(R"("zone":"auditorium")"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("set_aside":"already_inside")"), std::string::npos) << json;
}

// Who may be let in by a supervisor; a screen offers it only there.
TEST(OutcomeJson, says_what_a_supervisor_may_do) {
    ports::StatusView status = a_status();
    status.zones = {{.id = "hall", .name = {}, .parent = "", .two_persons = true}};
    const auto print = [&](core::Reason reason, const std::string& zone, std::uint64_t seq) {
        core::Outcome outcome = an_outcome(reason);
        outcome.zone = zone;
        outcome.seq = seq;
        outcome.recorded = seq != 0;
        return print_outcome(outcome, status, utc_text(), 6ms, Audience::lane);
    };
    const std::string full = print(core::Reason::zone_full, "hall", 7);
    EXPECT_NE(full.find(R"("resolvable":["override"],"two_persons":true)"), std::string::npos)
        << full;
    for (const auto& json :
         {print(core::Reason::ok, "hall", 7), print(core::Reason::misread, "hall", 7),
          print(core::Reason::denylisted, "hall", 7), print(core::Reason::zone_full, "", 7),
          print(core::Reason::zone_full, "hall", 0)}) {
        EXPECT_NE(json.find(R"("resolvable":[])"), std::string::npos) << json;
    }
}

TEST(OutcomeJson, hostile_names_stay_one_line_of_json) {
    core::Outcome outcome = an_outcome(core::Reason::ok);
    outcome.holder->name = "\"}\n</script>\x01";
    const std::string json = printed(outcome);
    EXPECT_EQ(json.find('\n'), std::string::npos);
    EXPECT_NE(json.find(R"(\"}\n</script>\u0001)"), std::string::npos) << json;
}

}  // namespace
}  // namespace kiosk::wire
