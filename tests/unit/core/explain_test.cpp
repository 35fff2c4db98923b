// tests/unit/core/explain_test.cpp — deny list, supervisors and force, as an explanation tells
// them.
#include <algorithm>
#include <span>

#include "kiosk/core/engine/replay.hpp"
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;
using testing::a_ticket;

class ExplainTest : public EngineTest {
  protected:
    ExplainTest() {
        EngineSettings s = settings();
        s.stations.push_back({.id = "vault-door", .list = "main"});
        s.stations.push_back({.id = "gate", .list = "main"});
        s.venue.zones = {{.id = "venue"}, {.id = "vault", .parent = "venue", .security = true}};
        s.venue.access_points = {{"gate", "venue"}, {"vault-door", "vault"}};
        s.venue.denied = {{13}};
        engine.~Engine();
        new (&engine) Engine(std::move(s), hasher);
        roster = testing::roster_of({a_ticket("aaaa1111").unpaid(), a_ticket("bbbb2222").id(13)});
        engine.use(roster);
    }

    // Scans, and gives what a replay finds out about it.
    const Judgement& explained(const ScanSeen& seen) {
        const auto made = appended(engine.handle(seen));
        store();
        record = std::get<ScanRecord>(made.at(0).record);
        Replay replay(engine.settings(), hasher, {{1, roster}});
        finding = *replay.take({1, record});
        EXPECT_EQ(finding.result, ReplayResult::same) << finding.why;
        return finding.now;
    }

    CheckResult step(std::string_view name) const {
        const auto found = std::ranges::find(finding.now.steps, name, &CheckStep::name);
        if (found != finding.now.steps.end()) return found->result;
        ADD_FAILURE() << "no check " << name;
        return CheckResult::not_asked;
    }

    // Of whichever check tells it.
    std::string fact(std::string_view name) const {
        for (const auto& step : finding.now.steps) {
            for (const auto& [key, value] : step.facts) {
                if (key == name) return value;
            }
        }
        return "";
    }

    ScanSeen let_in(std::string code, std::string station, std::string second) {
        ScanSeen seen = scan(std::move(code), minutes(scans), std::move(station));
        seen.let_in = Override{.by = "abena", .second = std::move(second), .note = "lost"};
        return seen;
    }

    static constexpr std::string_view kDenied = "holder is not denied";
    static constexpr std::string_view kAside = "staff may set the refusal aside";
    static constexpr std::string_view kSecond = "a second person stands by it";

    std::shared_ptr<const Roster> roster;
    ScanRecord record;
    ReplayFinding finding;
};

TEST_F(ExplainTest, says_that_the_deny_list_stopped_somebody_at_any_station) {
    for (const char* station : {"desk-1", "gate"}) {
        explained(scan("bbbb2222", minutes(scans), station));
        EXPECT_EQ(record.reason, Reason::denylisted);
        EXPECT_EQ(step(kDenied), CheckResult::objected) << station;
        EXPECT_EQ(fact("deny list"), "the holder is on it");
        EXPECT_EQ(finding.now.steps.front().name, kDenied) << "it is asked first";
        for (const auto& later : std::span(finding.now.steps).subspan(1)) {
            EXPECT_EQ(later.result, CheckResult::not_asked) << later.name;
            EXPECT_TRUE(later.facts.empty()) << later.name;
        }
    }
    explained(scan("aaaa1111", minutes(scans)));
    EXPECT_EQ(step(kDenied), CheckResult::passed);
    EXPECT_EQ(fact("deny list"), "");
}

TEST_F(ExplainTest, asks_for_staff_only_where_somebody_tried) {
    explained(scan("aaaa1111", minutes(scans)));
    EXPECT_EQ(step(kAside), CheckResult::not_asked);
    EXPECT_EQ(step(kSecond), CheckResult::not_asked);
}

TEST_F(ExplainTest, names_the_supervisor_and_what_was_set_aside) {
    explained(let_in("aaaa1111", "gate", ""));
    EXPECT_EQ(record.reason, Reason::ok_override);
    EXPECT_EQ(step(kAside), CheckResult::passed);
    EXPECT_EQ(step(kSecond), CheckResult::not_asked);
    EXPECT_EQ(fact("supervisor"), "abena");
    EXPECT_EQ(fact("set aside"), "unpaid");
}

TEST_F(ExplainTest, says_whether_the_second_person_was_there) {
    explained(let_in("aaaa1111", "vault-door", ""));
    EXPECT_EQ(record.reason, Reason::second_person);
    EXPECT_EQ(step(kSecond), CheckResult::objected);
    EXPECT_EQ(fact("takes two persons"), "yes");
    explained(let_in("aaaa1111", "vault-door", "kofi"));
    EXPECT_EQ(record.reason, Reason::ok_override);
    EXPECT_EQ(step(kSecond), CheckResult::passed);
    EXPECT_EQ(fact("second supervisor"), "kofi");
}

TEST_F(ExplainTest, says_that_no_supervisor_sets_the_deny_list_aside) {
    explained(let_in("bbbb2222", "gate", "kofi"));
    EXPECT_EQ(step(kDenied), CheckResult::objected);
    EXPECT_EQ(step(kAside), CheckResult::objected);
}

TEST_F(ExplainTest, names_who_forced_an_entry) {
    ScanSeen forced = scan("aaaa1111", minutes(scans));
    forced.force = true;
    forced.forced_by = "esi";
    forced.forced_proof = NameProof::token;
    explained(forced);
    EXPECT_EQ(step(kAside), CheckResult::passed);
    EXPECT_EQ(fact("forced by"), "esi");
    EXPECT_EQ(fact("name known by"), "token");
}

TEST_F(ExplainTest, names_who_let_an_unpaid_ticket_in) {
    ScanSeen seen = scan("aaaa1111", minutes(scans));
    seen.ignore_unpaid = true;
    seen.forced_by = "esi";
    explained(seen);
    EXPECT_EQ(record.let_in_by, "esi");
    EXPECT_EQ(record.reason, Reason::unpaid) << "the list takes no pending orders";
    EXPECT_EQ(fact("forced by"), "esi");
}

TEST_F(ExplainTest, judges_an_unknown_code_that_a_supervisor_let_in) {
    explained(let_in("zzzz9999", "gate", ""));
    EXPECT_EQ(record.reason, Reason::ok_override);
    EXPECT_EQ(record.set_aside, Reason::invalid);
    EXPECT_EQ(step(kAside), CheckResult::passed);
    explained(let_in("x", "gate", ""));
    EXPECT_EQ(record.reason, Reason::misread);
    EXPECT_EQ(step(kAside), CheckResult::objected);
}

}  // namespace
}  // namespace kiosk::core
