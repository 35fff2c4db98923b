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

TEST(ExplanationJson, a_ticket_of_the_list_is_on_it_and_a_signed_code_s_is_not) {
    core::ReplayFinding finding = a_finding();
    finding.now.whose.facts = core::TicketFacts{};
    EXPECT_THAT(print_explanation(finding),
                HasSubstr(R"([{"check":"ticket is on the list","result":"passed"},)"
                          R"({"check":"code may be used","result":"passed"},)"
                          R"({"check":"holder is not denied","result":"passed"}])"));
    finding.now.whose.by_signature = true;
    EXPECT_THAT(print_explanation(finding),
                HasSubstr(R"([{"check":"ticket is on the list","result":"objected"},)"
                          R"({"check":"code may be used","result":"passed"})"));
}

TEST(ExplanationJson, an_unknown_code_is_neither_listed_nor_usable) {
    core::ReplayFinding finding = a_finding();
    finding.now.whose.refusal = core::Reason::invalid;
    EXPECT_THAT(print_explanation(finding),
                HasSubstr(R"([{"check":"ticket is on the list","result":"objected"},)"
                          R"({"check":"code may be used","result":"objected"})"));
}

TEST(ExplanationJson, nobody_shows_a_code_where_the_clock_checks_out) {
    core::ReplayFinding finding = a_finding();
    finding.record.source = core::ScanSource::automatic;
    EXPECT_THAT(print_explanation(finding), Not(HasSubstr("code may be used")));
}

}  // namespace
}  // namespace kiosk::wire
