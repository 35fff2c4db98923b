// tests/unit/wire/outcome_json_test.cpp — the answer to a scan, byte for byte.
#include "kiosk/wire/outcome_json.hpp"

#include <gtest/gtest.h>

#include "tests/unit/wire/sample.hpp"

namespace kiosk::wire {
namespace {

std::string printed(const core::Outcome& outcome) {
    return print_outcome(outcome, a_status(), utc_text(), 6ms);
}

TEST(OutcomeJson, has_its_fields_in_a_fixed_order) {
    EXPECT_EQ(printed(an_outcome(core::Reason::ok)),
              R"({"id":"0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7","seq":48213,)"
              R"("at":"2027-03-10T09:42:07.113Z","station":"desk-1","reader":null,"list":"main",)"
              R"("type":"entry","verdict":"go","reason":"ok",)"
              R"("message":{"en":"Welcome","fr":"Bienvenue"},)"
              R"("next":{"en":"Conference","fr":"Conference"},"explanation":null,"questions":[],)"
              R"("forced":false,"list_objection":null,)"
              R"("recorded":true,"admitted":true,"decided_by":"local","list_age_s":41,)"
              R"("list_version":7,"replayed":false,"dry_run":false,"took_ms":6,)"
              R"("attendee":{"id":"csv:0000000000001234","display_name":"Ọlá Adébáyọ̀",)"
              R"("company":null,"product":"Conference","variation":null,"order":"K7M9P",)"
              R"("note":null},"first_entry":null,"attention":false})");
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
    EXPECT_NE(print_outcome(outcome, status, utc_text(), 6ms)
                  .find(R"("questions":[{"id":"shirt","text":{"en":"T-shirt?","fr":"T-shirt ?"},)"
                        R"("type":"yes_no","required":true,"options":["S","M"]}])"),
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

TEST(OutcomeJson, hostile_names_stay_one_line_of_json) {
    core::Outcome outcome = an_outcome(core::Reason::ok);
    outcome.holder->name = "\"}\n</script>\x01";
    const std::string json = printed(outcome);
    EXPECT_EQ(json.find('\n'), std::string::npos);
    EXPECT_NE(json.find(R"(\"}\n</script>\u0001)"), std::string::npos) << json;
}

}  // namespace
}  // namespace kiosk::wire
