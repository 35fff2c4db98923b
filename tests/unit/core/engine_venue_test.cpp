// tests/unit/core/engine_venue_test.cpp — a station that leads into a zone.
#include <algorithm>

#include <gmock/gmock.h>

#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;
using testing::a_ticket;

class EngineVenueTest : public EngineTest {
  protected:
    EngineVenueTest() : door(settings(), hasher) { start(door); }

    static EngineSettings settings() {
        EngineSettings s;
        for (const char* id : {"gate", "door", "vault-door"}) {
            s.stations.push_back({.id = id, .list = "main"});
        }
        s.lists = {{CheckInList{.id = "main", .allow_multiple_entries = true}, {}}};
        s.venue.zones = {
            {.id = "venue", .anti_passback = AntiPassback::hard},
            {.id = "hall", .parent = "venue", .capacity = 1},
            {.id = "vault", .parent = "venue", .capacity = 0, .security = true},
        };
        s.venue.access_points = {{"gate", "venue"}, {"door", "hall"}, {"vault-door", "vault"}};
        s.venue.denied = {{13}};
        return s;
    }

    static void start(Engine& engine) {
        engine.use(testing::roster_of(
            {a_ticket("aaaa1111").id(1), a_ticket("bbbb2222").id(2), a_ticket("cccc3333").id(13)}));
    }

    ScanSeen at(std::string station, std::string code, std::chrono::milliseconds after,
                Direction direction = Direction::entry) {
        ScanSeen seen = scan(std::move(code), after, std::move(station));
        seen.direction = direction;
        return seen;
    }

    void tell(const Event& event) {
        for (const auto& one : appended(door.handle(event))) records.push_back(one);
    }

    Outcome outcome(const ScanSeen& seen) {
        Effects effects = door.handle(seen);
        for (const auto& one : appended(effects)) records.push_back(one);
        for (auto& effect : door.handle(RecordsDurable{door.last_seq()})) {
            effects.push_back(std::move(effect));
        }
        const auto outcomes = shown(effects);
        EXPECT_EQ(outcomes.size(), 1U);
        return outcomes.empty() ? Outcome{} : outcomes.front();
    }
    Reason reason(const ScanSeen& seen) { return outcome(seen).decision.reason; }

    void supervisor(SupervisorAct act, std::optional<TicketId> ticket = {}) {
        SupervisorRecord record{
            .at = testing::at(minutes(30)), .boot = {}, .act = act, .by = "abena"};
        record.ticket = ticket;
        tell(SupervisorActed{record});
        tell(RecordsDurable{door.last_seq()});
    }

    [[nodiscard]] const ScanRecord& newest() const {
        return std::get<ScanRecord>(records.back().record);
    }
    [[nodiscard]] std::uint32_t inside(std::string_view zone) const {
        return door.presence().occupancy(*door.venue().find(zone), testing::kNine);
    }

    Engine door;
    std::vector<SequencedRecord> records;
};

TEST_F(EngineVenueTest, the_record_names_the_zone_of_its_day) {
    const Outcome entered = outcome(at("gate", "aaaa1111", minutes(0)));
    EXPECT_EQ(entered.decision.reason, Reason::ok);
    EXPECT_EQ(entered.zone, "venue");
    EXPECT_EQ(newest().zone, "venue");
    EXPECT_EQ(inside("venue"), 1U);
}

TEST_F(EngineVenueTest, a_farewell_at_the_gate_is_about_the_venue_not_the_list) {
    outcome(at("gate", "aaaa1111", minutes(0)));
    outcome(at("door", "aaaa1111", minutes(1)));
    outcome(at("door", "aaaa1111", minutes(2), Direction::exit));
    const Outcome left = outcome(at("gate", "aaaa1111", minutes(9), Direction::exit));
    EXPECT_EQ(left.decision.reason, Reason::ok_exit);
    EXPECT_EQ(left.decision.prior, (PriorCheckIn{testing::kNine, "gate"}));
    EXPECT_EQ(inside("venue"), 0U);
}

TEST_F(EngineVenueTest, the_last_place_is_taken_before_the_disk_has_answered) {
    tell(at("door", "aaaa1111", minutes(0)));
    EXPECT_EQ(inside("hall"), 1U);
    const auto refused = shown(door.handle(at("door", "bbbb2222", minutes(0))));
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].decision.reason, Reason::zone_full);
}

TEST_F(EngineVenueTest, what_the_disk_lost_is_given_back) {
    tell(at("gate", "aaaa1111", minutes(0)));
    tell(at("door", "aaaa1111", minutes(1)));
    tell(RecordsFailed{2});
    EXPECT_EQ(inside("hall"), 0U);
    EXPECT_EQ(inside("venue"), 1U);
    tell(RecordsFailed{1});
    EXPECT_EQ(inside("venue"), 0U);
}

TEST_F(EngineVenueTest, a_restart_finds_everybody_where_they_were) {
    outcome(at("gate", "aaaa1111", minutes(0)));
    outcome(at("door", "aaaa1111", minutes(1)));
    outcome(at("gate", "bbbb2222", minutes(2)));
    supervisor(SupervisorAct::forgive_passback, TicketId{2});
    supervisor(SupervisorAct::begin_emergency);
    Engine again(settings(), hasher);
    for (const auto& record : records) again.restore(record);
    start(again);
    EXPECT_EQ(again.presence().occupancy({1}, testing::kNine), 1U);
    EXPECT_EQ(again.presence().occupancy({0}, testing::kNine), 2U);
    EXPECT_EQ(again.emergency_since(), testing::at(minutes(30)).utc);
    ScanSeen dry = at("gate", "aaaa1111", minutes(40));
    dry.dry_run = true;
    dry.request = RequestId{1};
    EXPECT_EQ(replies(again.handle(dry))[0].outcome.decision.reason, Reason::passback);
    dry.scan.bytes = "bbbb2222";
    EXPECT_EQ(replies(again.handle(dry))[0].outcome.decision.reason, Reason::ok_reentry);
}

TEST_F(EngineVenueTest, a_zone_that_is_configured_no_more_rewrites_no_history) {
    outcome(at("door", "aaaa1111", minutes(0)));
    EngineSettings smaller = settings();
    smaller.venue.zones.erase(smaller.venue.zones.begin() + 1);
    smaller.venue.access_points[1].zone = "venue";
    Engine again(smaller, hasher);
    again.restore(records[0]);
    EXPECT_EQ(again.presence().occupancy({0}, testing::kNine), 0U);
    const Muster list = again.muster_at(testing::at(minutes(9)));
    ASSERT_EQ(list.entries.size(), 1U);
    EXPECT_EQ(list.entries[0].state, MusterState::other_zone);
    EXPECT_EQ(list.entries[0].zone, "hall");
}

TEST_F(EngineVenueTest, a_supervisor_lets_in_whom_the_same_reader_has_just_refused) {
    outcome(at("door", "aaaa1111", minutes(0)));
    ScanSeen second = at("door", "bbbb2222", minutes(1));
    EXPECT_EQ(reason(second), Reason::zone_full);
    second.let_in = Override{.by = "abena", .second = "", .note = "speaker"};
    EXPECT_EQ(reason(second), Reason::ok_override);
    EXPECT_EQ(newest().set_aside, Reason::zone_full);
    EXPECT_EQ(newest().let_in_by, "abena");
    EXPECT_EQ(newest().note, "speaker");
    EXPECT_EQ(inside("hall"), 2U);
}

TEST_F(EngineVenueTest, the_vault_takes_two_and_the_attempt_of_one_is_recorded) {
    ScanSeen seen = at("vault-door", "aaaa1111", minutes(0));
    seen.let_in = Override{.by = "abena", .second = "", .note = ""};
    EXPECT_EQ(reason(seen), Reason::second_person);
    EXPECT_EQ(newest().let_in_by, "abena");
    EXPECT_EQ(inside("vault"), 0U);
    seen.let_in = Override{"abena", "kofi", "", NameProof::token, NameProof::pin};
    EXPECT_EQ(reason(seen), Reason::ok_override);
    EXPECT_EQ(newest().seconded_by, "kofi");
    EXPECT_EQ(newest().let_in_proof, NameProof::token);
    EXPECT_EQ(newest().second_proof, NameProof::pin);
    EXPECT_EQ(inside("vault"), 1U);
}

TEST_F(EngineVenueTest, who_is_let_in_with_an_unknown_code_stands_on_the_muster_list) {
    ScanSeen seen = at("gate", "zzzz9999", minutes(0));
    seen.let_in = Override{.by = "abena", .second = "", .note = "paper list"};
    EXPECT_EQ(reason(seen), Reason::ok_override);
    EXPECT_EQ(newest().set_aside, Reason::invalid);
    const Muster list = door.muster_at(testing::at(minutes(1)));
    ASSERT_EQ(list.entries.size(), 1U);
    EXPECT_EQ(list.entries[0].state, MusterState::unknown_code);
    outcome(at("gate", "zzzz9999", minutes(2), Direction::exit));
    EXPECT_TRUE(door.muster_at(testing::at(minutes(3))).entries.empty());
}

TEST_F(EngineVenueTest, forgiveness_is_a_record_and_opens_the_gate_once) {
    outcome(at("gate", "aaaa1111", minutes(0)));
    EXPECT_EQ(reason(at("gate", "aaaa1111", minutes(5))), Reason::passback);
    supervisor(SupervisorAct::forgive_passback, TicketId{1});
    EXPECT_TRUE(std::holds_alternative<SupervisorRecord>(records.back().record));
    EXPECT_EQ(reason(at("gate", "aaaa1111", minutes(31))), Reason::ok_reentry);
    EXPECT_EQ(reason(at("gate", "aaaa1111", minutes(40))), Reason::passback);
}

TEST_F(EngineVenueTest, forgiveness_that_the_disk_lost_is_noted_again_and_still_holds) {
    outcome(at("gate", "aaaa1111", minutes(0)));
    tell(SupervisorActed{
        {.at = testing::at(minutes(5)), .boot = {}, .by = "abena", .ticket = TicketId{1}}});
    tell(RecordsFailed{2});
    const auto again = appended(door.handle(StorageChanged{StorageState::green}));
    ASSERT_EQ(again.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<SupervisorRecord>(again[0].record));
    EXPECT_EQ(reason(at("gate", "aaaa1111", minutes(31))), Reason::ok_reentry);
}

TEST_F(EngineVenueTest, a_denied_holder_is_stopped_with_neutral_words_and_a_silent_alert) {
    const Outcome stopped = outcome(at("gate", "cccc3333", minutes(0)));
    EXPECT_EQ(stopped.decision.reason, Reason::denylisted);
    EXPECT_TRUE(stopped.alert);
    const Outcome left = outcome(at("gate", "cccc3333", minutes(1), Direction::exit));
    EXPECT_EQ(left.verdict(), Verdict::go);
    EXPECT_TRUE(left.alert);
    EXPECT_EQ(newest().set_aside, Reason::denylisted);
    EXPECT_FALSE(outcome(at("gate", "aaaa1111", minutes(2))).alert);
}

TEST_F(EngineVenueTest, an_emergency_changes_no_decision_and_counts_who_has_left) {
    outcome(at("door", "aaaa1111", minutes(0)));
    outcome(at("gate", "bbbb2222", minutes(1)));
    supervisor(SupervisorAct::begin_emergency);
    EXPECT_EQ(reason(at("gate", "aaaa1111", minutes(31))), Reason::passback);
    for (const char* code : {"bbbb2222", "zzzz9999", "cut", "cccc3333"}) {
        EXPECT_EQ(outcome(at("gate", code, minutes(32), Direction::exit)).verdict(), Verdict::go)
            << code;
    }
    const Muster list = door.muster_at(testing::at(minutes(33)));
    EXPECT_EQ(list.emergency_since, testing::at(minutes(30)).utc);
    const auto state_of = [&](std::uint64_t ticket) {
        const auto found =
            std::ranges::find(list.entries, Person(TicketId{ticket}), &MusterEntry::person);
        return found == list.entries.end() ? MusterState::other_zone : found->state;
    };
    EXPECT_EQ(state_of(1), MusterState::inside);
    EXPECT_EQ(state_of(2), MusterState::left);
    EXPECT_EQ(list.zones[0].unmatched_exits, 3U);
    supervisor(SupervisorAct::end_emergency);
    EXPECT_EQ(door.emergency_since(), std::nullopt);
}

TEST_F(EngineVenueTest, an_emergency_that_has_ended_does_not_begin_again_when_the_disk_is_back) {
    const auto act = [this](SupervisorAct what, std::chrono::minutes after) {
        tell(SupervisorActed{
            {.at = testing::at(after), .boot = {}, .act = what, .by = "abena", .ticket = {}}});
    };
    act(SupervisorAct::begin_emergency, minutes(30));
    tell(StorageChanged{StorageState::red});
    tell(RecordsFailed{1});  // the beginning is lost
    records.clear();
    act(SupervisorAct::end_emergency, minutes(40));
    tell(RecordsDurable{1});  // the disk is back before anybody says so
    EXPECT_EQ(door.emergency_since(), std::nullopt);
    tell(StorageChanged{StorageState::green});
    EXPECT_EQ(door.emergency_since(), std::nullopt);
    tell(RecordsDurable{2});

    ASSERT_EQ(records.size(), 2U) << "both are in the record, the beginning behind the end";
    Engine after_restart(settings(), hasher);
    for (const auto& record : records) after_restart.restore(record);
    EXPECT_EQ(after_restart.emergency_since(), std::nullopt);
    records.clear();
    act(SupervisorAct::begin_emergency, minutes(50));
    EXPECT_EQ(door.emergency_since(), testing::at(minutes(50)).utc) << "a new one begins";
}

TEST_F(EngineVenueTest, nobody_is_kept_in_before_the_first_list_is_loaded) {
    Engine empty(settings(), hasher);
    for (const char* station : {"gate", "door"}) {
        auto effects = empty.handle(at(station, "aaaa1111", minutes(0), Direction::exit));
        for (auto& effect : empty.handle(RecordsDurable{empty.last_seq()})) {
            effects.push_back(std::move(effect));
        }
        ASSERT_EQ(shown(effects).size(), 1U);
        EXPECT_EQ(shown(effects)[0].verdict(), Verdict::go);
        EXPECT_EQ(shown(effects)[0].decision.list_objection, Reason::error);
    }
}

TEST_F(EngineVenueTest, an_explanation_names_the_checks_of_the_venue_and_its_facts) {
    outcome(at("gate", "aaaa1111", minutes(0)));
    outcome(at("gate", "aaaa1111", minutes(5)));
    const Judgement judgement = door.judge_again(newest());
    EXPECT_EQ(judgement.decision.reason, Reason::passback);
    const auto step =
        std::ranges::find(judgement.steps, "holder has left before", &CheckStep::name);
    ASSERT_NE(step, judgement.steps.end());
    EXPECT_EQ(step->result, CheckResult::objected);
    EXPECT_EQ((step + 1)->result, CheckResult::not_asked);
    using Fact = std::pair<std::string, std::string>;
    EXPECT_THAT(step->facts, ::testing::Contains(Fact("anti-passback", "hard")));
    EXPECT_THAT(step->facts, ::testing::Contains(Fact("inside since", "2027-03-10 09:00 at gate")));
    EXPECT_TRUE((step + 1)->facts.empty());
}

}  // namespace
}  // namespace kiosk::core
