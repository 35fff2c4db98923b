// tests/unit/wire/explanation_json_test.cpp — what comes before the checks of a ticket.
#include "kiosk/wire/explanation_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::wire {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

core::ReplayFinding a_finding() {
    core::ReplayFinding finding;
    finding.result = core::ReplayResult::same;
    finding.now.steps = {{"holder is not denied", core::CheckResult::passed}};
    return finding;
}

TEST(ExplanationJson, a_ticket_of_the_list_is_on_it_and_a_signed_code_vouches_for_itself) {
    core::ReplayFinding finding = a_finding();
    finding.now.whose.facts = core::TicketFacts{};
    EXPECT_THAT(print_explanation(finding),
                HasSubstr(R"([{"check":"ticket is on the list","result":"passed","facts":{}},)"
                          R"({"check":"holder is not denied","result":"passed","facts":{}}])"));
    finding.now.whose.by_signature = true;
    EXPECT_THAT(print_explanation(finding),
                HasSubstr(R"([{"check":"code vouches for itself","result":"passed","facts")"));
    finding.now.whose.refusal = core::Reason::revoked;
    EXPECT_THAT(print_explanation(finding),
                HasSubstr(R"([{"check":"code vouches for itself","result":"objected","facts")"));
}

TEST(ExplanationJson, an_unknown_code_is_not_listed_and_an_old_badge_not_usable) {
    core::ReplayFinding finding = a_finding();
    finding.now.whose.refusal = core::Reason::invalid;
    EXPECT_THAT(print_explanation(finding),
                HasSubstr(R"([{"check":"ticket is on the list","result":"objected","facts")"));
    finding.now.whose.facts = core::TicketFacts{};
    finding.now.whose.refusal = core::Reason::old_badge;
    EXPECT_THAT(print_explanation(finding),
                HasSubstr(R"([{"check":"code may be used","result":"objected","facts")"));
}

TEST(ExplanationJson, each_check_comes_with_what_it_looked_at) {
    core::ReplayFinding finding = a_finding();
    finding.now.steps[0].facts = {{"in venue", "2 of 2"}};
    finding.now.whose.refusal = core::Reason::revoked;
    EXPECT_THAT(print_explanation(finding), HasSubstr(R"("facts":{"in venue":"2 of 2"})"));
    EXPECT_THAT(print_explanation(finding), HasSubstr(R"("facts":{"objection":"revoked"})"));
}

TEST(ExplanationJson, nobody_shows_a_code_where_the_clock_checks_out) {
    core::ReplayFinding finding = a_finding();
    finding.record.source = core::ScanSource::automatic;
    EXPECT_THAT(print_explanation(finding), Not(HasSubstr("ticket is on the list")));
}

}  // namespace
}  // namespace kiosk::wire
