// tests/unit/app/venue_desk_test.cpp — overrides, supervisors' acts, muster pages and alerts.
#include "kiosk/app/venue_desk.hpp"

#include "tests/unit/app/venue_desk_fixture.hpp"

namespace kiosk::app {
namespace {

using core::SupervisorAct;

TEST_F(VenueDeskTest, a_refused_scan_is_let_in_once_without_its_code) {
    scan(1, "hall-in");
    const core::Outcome full = scan(2, "hall-in");
    ASSERT_EQ(full.decision.reason, core::Reason::zone_full);
    const auto let = let_in(full.id);
    ASSERT_TRUE(let) << let.error().context;
    EXPECT_EQ(let->decision.reason, core::Reason::ok_override);
    EXPECT_EQ(let->decision.set_aside, core::Reason::zone_full);
    EXPECT_NE(let->id, full.id);
    EXPECT_EQ(let_in(full.id).error().code, Errc::conflict);
    EXPECT_EQ(service.status().zones[1].inside, 2U);
}

TEST_F(VenueDeskTest, the_same_request_gets_the_same_answer) {
    scan(1, "hall-in");
    const core::Outcome full = scan(2, "hall-in");
    const auto first = let_in(full.id, {}, "n1");
    const auto again = let_in(full.id, {}, "n1");
    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->seq, again->seq);
    EXPECT_EQ(let_in(full.id, {}, "n2").error().code, Errc::conflict);
}

TEST_F(VenueDeskTest, two_different_persons_are_needed_in_a_security_zone) {
    const core::Outcome refused = scan(1, "vault-in");
    EXPECT_EQ(let_in(refused.id)->decision.reason, core::Reason::second_person);
    EXPECT_EQ(let_in(refused.id, "Abena")->decision.reason, core::Reason::second_person);
    EXPECT_EQ(let_in(refused.id, "kofi")->decision.reason, core::Reason::ok_override);
    EXPECT_TRUE(service.status().zones[2].two_persons);
    EXPECT_FALSE(service.status().zones[1].two_persons);
}

TEST_F(VenueDeskTest, a_name_in_other_letters_is_no_second_person) {
    const core::Outcome refused = scan(1, "vault-in");
    for (const char* second : {"abe\u200Bna", "Ab\u00e9na", "\u2060abena", "a b e n a"}) {
        EXPECT_EQ(let_in(refused.id, second)->decision.reason, core::Reason::second_person)
            << second;
    }
    EXPECT_EQ(std::get<core::ScanRecord>(store.records.back().record).seconded_by, "abena");
}

TEST_F(VenueDeskTest, a_refused_scan_is_forgotten_after_ten_minutes) {
    scan(1, "hall-in");
    const core::Outcome full = scan(2, "hall-in");
    clock.advance(RefusedScans::kKeptFor + std::chrono::milliseconds(1));
    EXPECT_EQ(let_in(full.id).error().code, Errc::not_found);
}

TEST_F(VenueDeskTest, only_so_many_refused_scans_are_kept) {
    RefusedScans refused;
    core::ScanSeen seen;
    for (std::size_t i = 0; i <= RefusedScans::kKept; ++i) {
        seen.id.bytes[0] = static_cast<std::uint8_t>(i);
        refused.keep(seen);
    }
    seen.id.bytes[0] = 0;
    EXPECT_EQ(refused.find(seen.id, {}), nullptr);
    seen.id.bytes[0] = 1;
    EXPECT_NE(refused.find(seen.id, {}), nullptr);
}

TEST_F(VenueDeskTest, nobody_is_let_in_where_there_is_no_zone) {
    const core::Outcome unknown = scan(10, "desk");
    EXPECT_EQ(let_in(unknown.id).error().code, Errc::conflict);
}

TEST_F(VenueDeskTest, who_forced_is_recorded_and_a_gate_refuses) {
    const core::Outcome forced = scan(1, "desk", true);
    EXPECT_TRUE(forced.admitted());
    const auto& record = std::get<core::ScanRecord>(store.records.back().record);
    EXPECT_EQ(record.staff_choice, core::StaffChoice::force);
    EXPECT_EQ(record.let_in_by, "abena");
    Errc code{};
    service.scan({.station = "hall-in", .code = "aaaa0000", .force = true, .operator_id = "abena"},
                 [&](const Result<core::Outcome>& answer) { code = answer.error().code; });
    EXPECT_EQ(code, Errc::denied);
}

TEST_F(VenueDeskTest, an_emergency_is_answered_when_it_is_stored) {
    act({.act = SupervisorAct::begin_emergency});
    EXPECT_TRUE(answers.empty());
    EXPECT_TRUE(engine.emergency_since().has_value());  // but it is in force at once
    sync();
    ASSERT_EQ(answers.size(), 1U);
    ASSERT_TRUE(answers[0]);
    EXPECT_EQ(answers[0]->seq, engine.last_seq());
    EXPECT_EQ(answers[0]->emergency_since, engine.emergency_since());
    act({.act = SupervisorAct::begin_emergency});  // again: said again, begun once
    sync();
    EXPECT_EQ(answers[1]->emergency_since, answers[0]->emergency_since);
    act({.act = SupervisorAct::end_emergency});
    sync();
    EXPECT_EQ(service.status().emergency_since, std::nullopt);
    act({.act = SupervisorAct::end_emergency});
    EXPECT_EQ(answers.back().error().code, Errc::conflict);
    ASSERT_EQ(emergencies.size(), 2U);
    EXPECT_TRUE(emergencies[0].has_value());
    EXPECT_FALSE(emergencies[1].has_value());
}

TEST_F(VenueDeskTest, an_emergency_that_no_disk_takes_is_in_force_and_says_so) {
    act({.act = SupervisorAct::begin_emergency});
    store.fail_unsynced();
    service.drain();
    ASSERT_EQ(answers.size(), 1U);
    ASSERT_FALSE(answers[0]);
    EXPECT_EQ(answers[0].error().code, Errc::unavailable);
    EXPECT_TRUE(engine.emergency_since().has_value());
    // The next disk that works gets the record all the same.
    EXPECT_TRUE(std::holds_alternative<core::SupervisorRecord>(store.records.back().record));
    store.set_health(core::StorageState::red);
    service.drain();
    act({.act = SupervisorAct::end_emergency});
    ASSERT_EQ(answers.size(), 2U);  // at once: nothing will be heard of it
    EXPECT_EQ(answers[1].error().code, Errc::unavailable);
    EXPECT_FALSE(engine.emergency_since().has_value());
    act({.code = "aaaa0000"});
    EXPECT_EQ(answers[2].error().code, Errc::unavailable);
}

TEST_F(VenueDeskTest, forgiveness_is_for_who_counts_as_inside) {
    act({.code = "aaaa0000"});
    EXPECT_EQ(answers.back().error().code, Errc::conflict);
    act({.code = "nobody"});
    EXPECT_EQ(answers.back().error().code, Errc::not_found);
    scan(1, "hall-in");
    EXPECT_EQ(scan(1, "hall-in").decision.reason, core::Reason::passback);
    act({.ticket = core::TicketId{1}, .zone = "attic"});
    EXPECT_EQ(answers.back().error().context, "no zone \"attic\"; known: venue, hall, vault");
    act({.ticket = core::TicketId{1}, .zone = "vault"});
    EXPECT_EQ(answers.back().error().code, Errc::conflict);
    act({.ticket = core::TicketId{1}, .zone = "hall"});
    sync();
    ASSERT_TRUE(answers.back());
    EXPECT_EQ(answers.back()->holder->ticket, core::TicketId{1});
    EXPECT_EQ(scan(1, "hall-in").decision.reason, core::Reason::ok_reentry);
}

TEST_F(VenueDeskTest, a_denied_guest_raises_one_alert_without_a_name) {
    scan(6, "hall-in");
    scan(6, "hall-out");
    ASSERT_EQ(alerts.size(), 2U);
    EXPECT_EQ(alerts[0].station, "hall-in");
    EXPECT_EQ(alerts[0].zone, "hall");
    EXPECT_GT(alerts[0].seq, 0U);
    EXPECT_EQ(alerts[1].direction, core::Direction::exit);
    EXPECT_EQ(service.alerts(0).size(), 2U);
    ASSERT_EQ(service.alerts(1).size(), 1U);
    EXPECT_EQ(service.alerts(1)[0].number, 2U);
}

TEST_F(VenueDeskTest, a_denied_ticket_that_is_only_validated_at_the_lane_raises_an_alert) {
    const auto validate = [this](const std::string& code, bool by_staff) {
        service.scan({.station = "hall-in", .code = code, .dry_run = true, .by_staff = by_staff},
                     [](const Result<core::Outcome>&) {});
    };
    validate("aaaa0004", /*by_staff=*/false);
    EXPECT_TRUE(alerts.empty());
    validate("aaaa0005", /*by_staff=*/false);
    ASSERT_EQ(alerts.size(), 1U);
    EXPECT_EQ(alerts[0].station, "hall-in");
    EXPECT_EQ(alerts[0].seq, 0U);
    EXPECT_TRUE(alerts[0].dry_run);
    validate("aaaa0005", /*by_staff=*/true);  // the security lead looks it up
    EXPECT_EQ(alerts.size(), 1U);
}

TEST_F(VenueDeskTest, the_muster_list_counts_and_pages_one_list) {
    for (int ticket = 1; ticket <= 5; ++ticket) {
        const core::Outcome outcome = scan(ticket, "hall-in");
        EXPECT_TRUE(outcome.admitted() || let_in(outcome.id));
    }
    const auto first = muster({.limit = 2});
    EXPECT_EQ(first.counts.inside, 5U);
    EXPECT_EQ(first.rows.size(), 2U);
    EXPECT_EQ(first.zones[0].inside, 5U);
    scan(5, "hall-out");
    const auto second = muster({.limit = 2, .cursor = first.next});
    const auto third = muster({.limit = 2, .cursor = second.next});
    EXPECT_EQ(third.rows.size(), 1U);
    EXPECT_TRUE(third.next.empty());
    EXPECT_EQ(muster().rows.size(), 5U);  // the fifth is in the venue now
    EXPECT_EQ(muster({.zone = "hall"}).rows.size(), 4U);
    EXPECT_EQ(muster({.zone = "vault"}).rows.size(), 0U);
    EXPECT_EQ(ask_for_muster({.zone = "attic"}).error().code, Errc::not_found);
}

TEST_F(VenueDeskTest, a_list_is_kept_for_its_readers_but_not_for_ever) {
    scan(1, "hall-in");
    ASSERT_TRUE(let_in(scan(2, "hall-in").id));
    const std::string cursor = muster({.limit = 1}).next;
    for (std::size_t i = 1; i < MusterPages::kKept; ++i) static_cast<void>(muster());
    EXPECT_TRUE(ask_for_muster({.cursor = cursor}));
    static_cast<void>(muster());
    EXPECT_EQ(ask_for_muster({.cursor = cursor}).error().code, Errc::conflict);
    for (const char* wrong : {"1", "-", "1-", "a-1", "1-1-1", "1-18446744073709551616"}) {
        EXPECT_EQ(ask_for_muster({.cursor = wrong}).error().code, Errc::conflict) << wrong;
    }
}

TEST_F(VenueDeskTest, who_was_let_in_unknown_or_denied_is_counted) {
    ASSERT_TRUE(let_in(scan(1, "vault-in").id, "kofi"));
    const core::Outcome unknown = scan(9, "vault-in");
    ASSERT_EQ(unknown.decision.reason, core::Reason::invalid);
    EXPECT_EQ(let_in(unknown.id, "kofi")->decision.reason, core::Reason::ok_override);
    const auto list = muster();
    EXPECT_EQ(list.counts.inside, 1U);
    EXPECT_EQ(list.counts.unknown_code, 1U);
    EXPECT_EQ(list.counts.nameless, 1U);
    EXPECT_EQ(list.counts.denied, 0U);
}

}  // namespace
}  // namespace kiosk::app
