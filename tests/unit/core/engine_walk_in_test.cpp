// tests/unit/core/engine_walk_in_test.cpp — tickets made at the desk, beside every list.
#include <string>

#include "kiosk/core/engine/replay.hpp"
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;
using testing::a_ticket;

class EngineWalkIn : public EngineTest {
  protected:
    WalkInMade a_walk_in(const std::string& code, std::uint64_t id,
                         const std::string& product = "Conference") {
        WalkInMade made;
        made.record.at = testing::at(minutes(1));
        made.record.station = "desk-1";
        made.record.code = hasher.key_of(code);
        made.record.ticket = TicketId{id};
        made.record.product = product;
        made.record.nonce = "nonce-" + code;
        made.texts = {.code = code,
                      .name = "Efua Sarpong",
                      .email = "efua@example.org",
                      .company = "Sarpong Ltd",
                      .language = "fr",
                      .note = ""};
        return made;
    }

    Effects note(Effects effects) {
        for (const auto& record : appended(effects)) journal.push_back(record);
        return effects;
    }

    void make(const WalkInMade& made) {
        static_cast<void>(note(engine.handle(made)));
        static_cast<void>(store());
    }

    Reason answer_to(const std::string& code, std::chrono::milliseconds after) {
        const auto effects = note(engine.handle(scan(code, after)));
        auto outcomes = shown(effects);
        for (auto& outcome : shown(store())) outcomes.push_back(outcome);
        return outcomes.empty() ? Reason::error : outcomes.back().decision.reason;
    }

    void load_and_keep(std::vector<testing::TicketBuilder> tickets, std::uint64_t version = 1) {
        lists[version] = testing::roster_of(tickets, version);
        static_cast<void>(note(engine.handle(RosterReplaced{lists[version], testing::at({})})));
        static_cast<void>(store());
    }

    std::vector<SequencedRecord> journal;
    Replay::Rosters lists;
};

TEST_F(EngineWalkIn, is_let_in_by_the_new_code) {
    load_and_keep({a_ticket("aaaa1111")});
    make(a_walk_in("W-7K3QX9", 900));
    EXPECT_EQ(answer_to("W-7K3QX9", minutes(2)), Reason::ok);
    EXPECT_EQ(answer_to("W-7K3QX9", minutes(9)), Reason::already_redeemed);
    const auto index = engine.roster()->find(TicketId{900});
    ASSERT_TRUE(index.has_value());
    EXPECT_EQ(engine.roster()->holder(*index).name, "Efua Sarpong");
    EXPECT_EQ(engine.roster()->holder(*index).order, "W-7K3QX9");
}

TEST_F(EngineWalkIn, counts_only_once_it_is_durable) {
    load_and_keep({a_ticket("aaaa1111")});
    const auto effects = engine.handle(a_walk_in("W-7K3QX9", 900));
    ASSERT_EQ(appended(effects).size(), 1U);
    EXPECT_FALSE(engine.roster()->find(TicketId{900}).has_value());
    EXPECT_TRUE(engine.walk_ins().awaits("nonce-W-7K3QX9"));
    static_cast<void>(store());
    EXPECT_TRUE(engine.roster()->find(TicketId{900}).has_value());
    EXPECT_FALSE(engine.walk_ins().awaits("nonce-W-7K3QX9"));
    ASSERT_NE(engine.walk_ins().made_by("nonce-W-7K3QX9"), nullptr);
}

// Whoever asked was told that it failed; it must not come to life when the disk is back.
TEST_F(EngineWalkIn, one_that_no_disk_took_never_was) {
    load_and_keep({a_ticket("aaaa1111")});
    static_cast<void>(engine.handle(a_walk_in("W-7K3QX9", 900)));
    static_cast<void>(engine.handle(RecordsFailed{engine.last_seq()}));
    const auto again = engine.handle(StorageChanged{StorageState::green});
    EXPECT_TRUE(appended(again).empty());
    static_cast<void>(store());
    EXPECT_FALSE(engine.roster()->find(TicketId{900}).has_value());
    EXPECT_EQ(engine.walk_ins().made_by("nonce-W-7K3QX9"), nullptr);
}

TEST_F(EngineWalkIn, a_new_list_loses_none_of_them) {
    load_and_keep({a_ticket("aaaa1111")});
    make(a_walk_in("W-7K3QX9", 900));
    load_and_keep({a_ticket("bbbb2222"), a_ticket("cccc3333")}, 2);
    EXPECT_EQ(engine.roster()->size(), 3U);
    EXPECT_EQ(engine.roster()->version(), 2U);
    EXPECT_EQ(answer_to("W-7K3QX9", minutes(2)), Reason::ok);
    EXPECT_EQ(answer_to("cccc3333", minutes(3)), Reason::ok);
    const auto& told = std::get<RosterRecord>(journal.at(2).record);
    EXPECT_EQ(told.tickets, 2U) << "the record tells of the list alone";
}

TEST_F(EngineWalkIn, a_list_that_has_the_code_itself_says_who_it_is) {
    load_and_keep({a_ticket("aaaa1111")});
    make(a_walk_in("W-7K3QX9", 900));
    load_and_keep({a_ticket("aaaa1111"), a_ticket("W-7K3QX9").id(900).named("Efua S.")}, 2);
    EXPECT_EQ(engine.roster()->size(), 2U);
    const auto index = engine.roster()->find(TicketId{900});
    ASSERT_TRUE(index.has_value());
    EXPECT_EQ(engine.roster()->holder(*index).name, "Efua S.");
}

TEST_F(EngineWalkIn, a_product_that_no_ticket_has_is_one_all_the_same) {
    load_and_keep({a_ticket("aaaa1111")});
    make(a_walk_in("W-7K3QX9", 900, "Day ticket"));
    make(a_walk_in("W-0000AB", 901, "Day ticket"));
    const Roster& roster = *engine.roster();
    const auto product = roster.facts(*roster.find(TicketId{900})).product;
    EXPECT_EQ(roster.product_name(product), "Day ticket");
    EXPECT_EQ(roster.facts(*roster.find(TicketId{901})).product, product);
    EXPECT_EQ(roster.products().size(), 3U);
    EXPECT_EQ(answer_to("W-7K3QX9", minutes(2)), Reason::ok);
}

TEST_F(EngineWalkIn, who_is_to_pay_later_is_unpaid) {
    load_and_keep({a_ticket("aaaa1111")});
    WalkInMade made = a_walk_in("W-7K3QX9", 900);
    made.record.paid_by = PaidBy::later;
    make(made);
    EXPECT_EQ(answer_to("W-7K3QX9", minutes(2)), Reason::unpaid);
}

TEST_F(EngineWalkIn, a_restart_knows_the_ticket_and_the_file_beside_it_the_name) {
    load_and_keep({a_ticket("aaaa1111")});
    const WalkInMade made = a_walk_in("W-7K3QX9", 900);
    make(made);
    ASSERT_EQ(answer_to("W-7K3QX9", minutes(2)), Reason::ok);
    Engine restarted(settings(), hasher);
    for (const auto& record : journal) restarted.restore(record);
    restarted.name_walk_in(made.texts);
    restarted.name_walk_in({.code = "W-UNKNOWN", .name = "Nobody"});
    restarted.use(lists[1]);
    const auto index = restarted.roster()->find(hasher.key_of("W-7K3QX9"));
    ASSERT_TRUE(index.has_value());
    EXPECT_EQ(restarted.roster()->holder(*index).name, "Efua Sarpong");
    EXPECT_EQ(restarted.tally().of(TicketId{900}).entries, 1U);
    EXPECT_EQ(restarted.roster()->size(), 2U);
}

TEST_F(EngineWalkIn, a_replay_judges_them_as_they_were_judged) {
    load_and_keep({a_ticket("aaaa1111")});
    ASSERT_NE(answer_to("W-7K3QX9", minutes(1)), Reason::ok);
    make(a_walk_in("W-7K3QX9", 900));
    ASSERT_EQ(answer_to("W-7K3QX9", minutes(2)), Reason::ok);
    ASSERT_EQ(answer_to("W-7K3QX9", minutes(9)), Reason::already_redeemed);
    load_and_keep({a_ticket("bbbb2222")}, 2);
    ASSERT_EQ(answer_to("W-7K3QX9", minutes(20)), Reason::already_redeemed);
    Replay replay(settings(), hasher, lists);
    int judged = 0;
    for (const auto& record : journal) {
        const auto finding = replay.take(record);
        if (!finding) continue;
        ++judged;
        EXPECT_EQ(finding->result, ReplayResult::same) << finding->seq << ' ' << finding->why;
    }
    EXPECT_EQ(judged, 4);
}

TEST_F(EngineWalkIn, an_unknown_code_whose_check_sign_is_right_was_read_well) {
    load_and_keep({a_ticket("1234")});
    std::string code;
    for (std::uint8_t last = 0; code.empty(); ++last) {
        code = walk_in_code({4, 4, 4, 4, last}).value_or("");
    }
    EXPECT_EQ(answer_to(code, minutes(1)), Reason::invalid);
    code.back() = code.back() == 'Z' ? 'Y' : 'Z';
    EXPECT_EQ(answer_to(code, minutes(2)), Reason::misread);
}

}  // namespace
}  // namespace kiosk::core
