// tests/unit/core/engine_test.cpp — what a station says to whom.
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;
using testing::a_ticket;

TEST_F(EngineTest, a_paid_ticket_goes_and_names_its_holder) {
    load({a_ticket("aaaa1111").named("Zoë N’Diaye")});
    const Outcome outcome = outcome_of(scan("aaaa1111"));
    EXPECT_EQ(outcome.decision.reason, Reason::ok);
    EXPECT_EQ(outcome.verdict(), Verdict::go);
    EXPECT_TRUE(outcome.recorded);
    ASSERT_TRUE(outcome.holder.has_value());
    EXPECT_EQ(outcome.holder->name, "Zoë N’Diaye");
    EXPECT_EQ(outcome.holder->product, "Conference");
    EXPECT_EQ(outcome.station, "desk-1");
}

TEST_F(EngineTest, a_second_entry_is_checked_and_told_when_and_where_the_first_was) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    const Outcome second = outcome_of(scan("aaaa1111", minutes(5)));
    EXPECT_EQ(second.decision.reason, Reason::already_redeemed);
    EXPECT_EQ(second.verdict(), Verdict::check);
    EXPECT_EQ(second.decision.prior, (PriorCheckIn{testing::kNine, "desk-1"}));
}

TEST_F(EngineTest, after_an_exit_the_holder_may_come_back) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(5), "door-out")).decision.reason,
              Reason::ok_exit);
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(9))).decision.reason, Reason::ok_reentry);
}

TEST_F(EngineTest, an_exit_is_never_refused_whatever_the_ticket) {
    load({a_ticket("aaaa1111").unpaid(), a_ticket("bbbb2222").blocked(),
          a_ticket("cccc3333").canceled()});
    const std::pair<const char*, Reason> cases[] = {{"aaaa1111", Reason::unpaid},
                                                    {"bbbb2222", Reason::blocked},
                                                    {"cccc3333", Reason::canceled}};
    for (const auto& [code, objection] : cases) {
        const Outcome outcome = outcome_of(scan(code, {}, "door-out"));
        EXPECT_EQ(outcome.verdict(), Verdict::go) << code;
        EXPECT_EQ(outcome.decision.reason, Reason::ok_exit_unmatched) << code;
        EXPECT_EQ(outcome.decision.list_objection, objection) << code;
    }
}

TEST_F(EngineTest, nobody_is_kept_from_leaving_by_an_unknown_code) {
    load({a_ticket("aaaa1111")});
    for (const auto& [code, objection] :
         {std::pair{"zzzz9999", Reason::invalid}, std::pair{"cut", Reason::misread}}) {
        const Outcome outcome = outcome_of(scan(code, {}, "door-out"));
        EXPECT_EQ(outcome.decision.reason, Reason::ok_exit_unmatched) << code;
        EXPECT_EQ(outcome.decision.list_objection, objection) << code;
    }
    EXPECT_EQ(engine.tally().total().exits, 2U);
    EXPECT_EQ(engine.tally().total().refused, 0U);
}

TEST_F(EngineTest, a_wall_clock_that_steps_back_neither_opens_nor_shuts_the_door) {
    load({a_ticket("aaaa1111"), a_ticket("bbbb2222")});
    const auto later = [](std::chrono::milliseconds steady, std::chrono::milliseconds wall) {
        return Timestamp{testing::at(steady).mono, testing::at(wall).utc};
    };
    const auto at_time = [&](const char* code, const char* station, Timestamp time) {
        ScanSeen seen = scan(code, {}, station);
        seen.scan.seen_at = time;
        return outcome_of(seen).decision.reason;
    };
    // A fast clock, set right in between.
    EXPECT_EQ(at_time("aaaa1111", "desk-1", later(minutes(0), minutes(60))), Reason::ok);
    EXPECT_EQ(at_time("aaaa1111", "door-out", later(minutes(1), minutes(61))), Reason::ok_exit);
    EXPECT_EQ(at_time("aaaa1111", "desk-1", later(minutes(2), minutes(2))), Reason::ok_reentry);
    EXPECT_EQ(at_time("aaaa1111", "desk-1", later(minutes(5), minutes(5))),
              Reason::already_redeemed);
    EXPECT_EQ(at_time("bbbb2222", "desk-1", later(minutes(6), minutes(66))), Reason::ok);
    EXPECT_EQ(at_time("bbbb2222", "door-out", later(minutes(7), minutes(7))), Reason::ok_exit);
    EXPECT_EQ(at_time("bbbb2222", "desk-1", later(minutes(8), minutes(8))), Reason::ok_reentry);
}

TEST_F(EngineTest, staff_may_let_a_pending_order_in_where_the_list_allows_it) {
    EngineSettings lenient = settings();
    lenient.lists = {{CheckInList{.id = "main", .include_pending = true}, {}}};
    Engine desk(lenient, hasher);
    const auto roster = testing::roster_of({a_ticket("aaaa1111").unpaid()});
    static_cast<void>(desk.handle(RosterReplaced{roster, testing::at({})}));
    ScanSeen seen = scan("aaaa1111");
    EXPECT_EQ(shown(desk.handle(seen)).at(0).decision.reason, Reason::unpaid);
    seen = scan("aaaa1111", minutes(1));
    seen.ignore_unpaid = true;
    const auto records = appended(desk.handle(seen));
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(std::get<ScanRecord>(records[0].record).reason, Reason::ok);
    EXPECT_EQ(std::get<ScanRecord>(records[0].record).staff_choice, StaffChoice::ignore_unpaid);
}

TEST_F(EngineTest, refusals_carry_their_own_reason) {
    load({a_ticket("aaaa1111").unpaid(), a_ticket("bbbb2222").blocked(),
          a_ticket("cccc3333").canceled(), a_ticket("dddd4444").order(OrderState::expired),
          a_ticket("eeee5555").valid(testing::kNine + minutes(1), std::nullopt),
          a_ticket("ffff6666").valid(std::nullopt, testing::kNine - minutes(1))});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::unpaid);
    EXPECT_EQ(outcome_of(scan("bbbb2222")).decision.reason, Reason::blocked);
    EXPECT_EQ(outcome_of(scan("cccc3333")).decision.reason, Reason::canceled);
    EXPECT_EQ(outcome_of(scan("dddd4444")).decision.reason, Reason::canceled);
    EXPECT_EQ(outcome_of(scan("ffff6666")).decision.reason, Reason::invalid_time);
    const Outcome early = outcome_of(scan("eeee5555"));
    EXPECT_EQ(early.decision.reason, Reason::invalid_time);
    EXPECT_EQ(early.decision.valid_from, testing::kNine + minutes(1));
    EXPECT_EQ(outcome_of(scan("eeee5555", minutes(2))).decision.reason, Reason::ok);
}

TEST_F(EngineTest, a_right_looking_code_is_unknown_and_a_cut_one_misread) {
    load({a_ticket("aaaa1111")});
    EXPECT_EQ(outcome_of(scan("zzzz9999")).decision.reason, Reason::invalid);
    EXPECT_EQ(outcome_of(scan("aaaa111")).decision.reason, Reason::misread);
    EXPECT_EQ(outcome_of(scan("")).decision.reason, Reason::misread);
    EXPECT_EQ(outcome_of(scan("<img src=x onerror=alert(1)>")).decision.reason, Reason::misread);
    EXPECT_EQ(outcome_of(scan(std::string("aaaa1111\0x", 10))).decision.reason, Reason::misread);
    EXPECT_EQ(outcome_of(scan(std::string(kScanBytesMax, 'a'))).decision.reason, Reason::misread);
}

TEST_F(EngineTest, what_phones_open_is_misread_and_never_an_unknown_ticket) {
    load({a_ticket("aaaa1111")});
    for (const char* const code :
         {"WIFI:S:hall;T:WPA;P:secret;;", "BEGIN:VCARD\nVERSION:3.0\nFN:Ama\nEND:VCARD",
          "https://example.org/programme", "MECARD:N:Ama;TEL:+233;;", "mailto:desk@example.org"}) {
        EXPECT_EQ(outcome_of(scan(code)).decision.reason, Reason::misread) << code;
    }
}

TEST_F(EngineTest, where_the_lists_own_codes_are_addresses_an_unknown_one_is_a_ticket) {
    load({a_ticket("https://ti.to/tickets/ti_aaaa1111"), a_ticket("wifi:aaaa")});
    EXPECT_EQ(outcome_of(scan("https://ti.to/tickets/ti_aaaa1111")).decision.reason, Reason::ok);
    EXPECT_EQ(outcome_of(scan("https://ti.to/tickets/ti_bbbb2222")).decision.reason,
              Reason::invalid);
    EXPECT_EQ(outcome_of(scan("wifi:bbbb")).decision.reason, Reason::invalid);
    for (const char* const code : {"https://ti.to/tickets/ti_bbbb222", "https://ti.to", "tel:12"}) {
        EXPECT_EQ(outcome_of(scan(code)).decision.reason, Reason::misread) << code;
    }
}

TEST_F(EngineTest, a_station_without_a_single_ticket_tells_a_poster_from_an_unknown_code_too) {
    load({});
    EXPECT_EQ(outcome_of(scan("zzzz9999")).decision.reason, Reason::invalid);
    for (const char* const code :
         {"WIFI:S:hall;T:WPA;P:secret;;", "https://example.org/programme", "tel:+233201234567"}) {
        EXPECT_EQ(outcome_of(scan(code)).decision.reason, Reason::misread) << code;
    }
}

TEST_F(EngineTest, a_list_limited_to_products_refuses_the_others) {
    EngineSettings limited = settings();
    limited.lists = {{CheckInList{.id = "main", .all_products = false}, {"Workshop", "Nobody's"}}};
    Engine workshop(limited, hasher);
    const auto roster =
        testing::roster_of({a_ticket("aaaa1111").product(1), a_ticket("bbbb2222").product(2)});
    ASSERT_EQ(workshop.handle(RosterReplaced{roster, testing::at({})}).size(), 1U);
    const auto shown_for = [&](const char* code) {
        Effects effects = workshop.handle(scan(code));
        for (auto& e : workshop.handle(RecordsDurable{workshop.last_seq()})) effects.push_back(e);
        return shown(effects).at(0).decision.reason;
    };
    EXPECT_EQ(shown_for("aaaa1111"), Reason::product);
    EXPECT_EQ(shown_for("bbbb2222"), Reason::ok);
}

TEST_F(EngineTest, without_a_list_nobody_is_admitted) {
    const Outcome outcome = outcome_of(scan("aaaa1111"));
    EXPECT_EQ(outcome.decision.reason, Reason::error);
    EXPECT_EQ(outcome.verdict(), Verdict::stop);
}

TEST_F(EngineTest, a_new_list_takes_over_and_keeps_the_check_ins) {
    load({a_ticket("aaaa1111").id(7)});
    outcome_of(scan("aaaa1111"));
    load({a_ticket("bbbb2222").id(8), a_ticket("aaaa1111").id(7)}, 2);
    const Outcome again = outcome_of(scan("aaaa1111", minutes(5)));
    EXPECT_EQ(again.decision.reason, Reason::already_redeemed);
    EXPECT_EQ(again.roster_version, 2U);
    EXPECT_EQ(outcome_of(scan("bbbb2222", minutes(5))).decision.reason, Reason::ok);
}

TEST_F(EngineTest, a_ticket_chosen_from_a_search_is_judged_like_its_code) {
    load({a_ticket("aaaa1111").id(7)});
    ScanSeen chosen = scan("");
    chosen.ticket = TicketId{7};
    EXPECT_EQ(outcome_of(chosen).decision.reason, Reason::ok);
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(1))).decision.reason, Reason::already_redeemed);
    ScanSeen unknown = scan("", minutes(2));
    unknown.ticket = TicketId{99};
    EXPECT_EQ(outcome_of(unknown).decision.reason, Reason::invalid);
}

}  // namespace
}  // namespace kiosk::core
