// tests/unit/core/engine_signed_list_test.cpp — a signed code and what the list or the key set
// know.
#include "kiosk/core/engine/replay.hpp"
#include "tests/unit/core/signed_fixture.hpp"
#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

using namespace std::chrono_literals;
using testing::a_badge;
using testing::a_ticket;
using testing::sig1_of;
using testing::text_of;

std::string reprint(std::uint8_t issue = 1) {
    K1Badge badge = a_badge();
    badge.issue = issue;
    return text_of(badge);
}

// The list has the badge's first copy; another copy of it is shown.
class ListedBadge : public EngineSignedTest {
  protected:
    static TicketId id_of(std::string_view identity) {
        const CodeKey key = testing::FakeHasher().key_of(identity);
        std::uint64_t id = 0;
        for (std::size_t i = 0; i < 8; ++i) id = id << 8U | key.bytes[i];
        return {id};
    }
    static testing::TicketBuilder the_badge() {
        return a_ticket(text_of(a_badge())).id(id_of(identity_of(a_badge())).value);
    }

    // Loads, scans, and looks whether a replay says the same.
    Outcome outcome_on(const testing::TicketBuilder& ticket, const ScanSeen& seen) {
        const auto roster = testing::roster_of({ticket, a_ticket("aaaa1111")});
        engine.use(roster);
        const auto made = appended(engine.handle(seen));
        EXPECT_EQ(made.size(), 1U);
        store();
        last = std::get<ScanRecord>(made.at(0).record);
        Replay replay(engine.settings(), hasher, {{1, roster}});
        EXPECT_EQ(replay.take({1, last})->result, ReplayResult::same);
        Outcome outcome;
        outcome.decision = engine.judge_again(last).decision;
        outcome.decision.reason = last.reason;
        outcome.by_signature = last.by_signature;
        return outcome;
    }

    ScanRecord last;
};

TEST_F(ListedBadge, a_reprint_of_a_canceled_ticket_is_canceled) {
    EXPECT_EQ(outcome_on(the_badge().canceled(), scan(reprint())).decision.reason,
              Reason::canceled);
    EXPECT_FALSE(last.by_signature);
    EXPECT_EQ(last.ticket, id_of(identity_of(a_badge())));
}

TEST_F(ListedBadge, a_reprint_of_a_blocked_ticket_is_blocked) {
    EXPECT_EQ(outcome_on(the_badge().blocked(), scan(reprint())).decision.reason, Reason::blocked);
}

TEST_F(ListedBadge, a_reprint_of_an_unpaid_ticket_is_unpaid) {
    EXPECT_EQ(outcome_on(the_badge().unpaid(), scan(reprint())).decision.reason, Reason::unpaid);
}

TEST_F(ListedBadge, the_list_s_period_counts_not_the_one_on_the_reprint) {
    const auto later = the_badge().valid(testing::kNine + 1h, std::nullopt);
    EXPECT_EQ(outcome_on(later, scan(reprint())).decision.reason, Reason::invalid_time);
    const auto any_time = the_badge().valid(std::nullopt, std::nullopt);
    EXPECT_EQ(outcome_on(any_time, scan(reprint(), 20h)).decision.reason, Reason::ok);
}

TEST_F(ListedBadge, a_reprint_is_of_the_list_s_product) {
    start([](EngineSettings& s) {
        s.lists[0].list.all_products = false;
        s.lists[0].products = {"Workshop"};
    });
    EXPECT_EQ(outcome_on(the_badge().product(2), scan(reprint())).decision.reason, Reason::ok);
    EXPECT_EQ(outcome_on(the_badge().product(1), scan(reprint(), 1min)).decision.reason,
              Reason::product);
}

TEST_F(ListedBadge, a_holder_s_card_is_the_list_s) {
    load({the_badge().named("Zoe Adom"), a_ticket("aaaa1111")});
    const Outcome outcome = outcome_of(scan(reprint()));
    ASSERT_TRUE(outcome.holder.has_value());
    EXPECT_EQ(outcome.holder->name, "Zoe Adom");
    EXPECT_EQ(outcome.holder->product, "Conference");
}

TEST_F(ListedBadge, a_withdrawn_reprint_stays_withdrawn_and_its_exit_is_the_ticket_s) {
    start([](EngineSettings& s) { EXPECT_TRUE(s.keys.revoke_badges({42}).has_value()); });
    EXPECT_EQ(outcome_on(the_badge(), scan(reprint())).decision.reason, Reason::revoked);
    EXPECT_EQ(last.ticket, id_of(identity_of(a_badge())));
    EXPECT_FALSE(last.by_signature);
}

TEST_F(ListedBadge, a_false_reprint_says_nothing_of_the_listed_holder) {
    K1Badge forged = a_badge();
    forged.issue = 9;
    EXPECT_EQ(outcome_on(the_badge(), scan(text_of(forged, 2))).decision.reason,
              Reason::bad_signature);
    EXPECT_EQ(last.ticket, std::nullopt);
}

TEST_F(ListedBadge, an_older_copy_than_the_list_s_is_an_old_badge) {
    const TicketId id = id_of(identity_of(a_badge()));
    engine.use(testing::roster_of({a_ticket(reprint(2)).id(id.value), a_ticket("aaaa1111")}, 1,
                                  RosterLinks({}, {}, {{id, 2}})));
    EXPECT_EQ(outcome_of(scan(reprint(1))).decision.reason, Reason::old_badge);
}

class SignedAnew : public ListedBadge {
  protected:
    SignedAnew() {
        start([](EngineSettings& s) {
            EXPECT_TRUE(s.keys.add({.id = "shop", .kind = KeyKind::pretix_sig1}).has_value());
        });
    }
    static testing::TicketBuilder the_ticket() {
        return a_ticket(sig1_of(5, 7)).id(id_of(*sig1_identity_in(sig1_of(5, 7))).value);
    }
};

TEST_F(SignedAnew, a_ticket_that_the_list_blocks_is_blocked_under_another_signature) {
    ASSERT_NE(sig1_of(5, 7, 2), sig1_of(5, 7));
    EXPECT_EQ(outcome_on(the_ticket().blocked(), scan(sig1_of(5, 7, 2))).decision.reason,
              Reason::blocked);
    EXPECT_EQ(outcome_on(the_ticket(), scan(sig1_of(6, 7, 2), 1min)).decision.reason, Reason::ok);
    EXPECT_TRUE(last.by_signature);
}

// The shop's products 5 and 6 by name; 6 and its variation are on no list.
class NamedProducts : public EngineSignedTest {
  protected:
    void start_with(const std::function<void(EngineSettings&)>& change) {
        start([&](EngineSettings& s) {
            TicketKey shop{.id = "shop", .kind = KeyKind::pretix_sig1};
            shop.products = {{5, "Workshop", {{7, "Morning"}}}, {6, "Gala", {{7, "Table"}}}};
            EXPECT_TRUE(s.keys.add(std::move(shop)).has_value());
            change(s);
        });
        roster = testing::roster_of({a_ticket("aaaa1111")});
        engine.use(roster);
    }

    Reason reason_of(const std::string& code) {
        const Outcome outcome = outcome_of(scan(code));
        card = *outcome.holder;
        return outcome.decision.reason;
    }

    std::shared_ptr<const Roster> roster;
    HolderCard card;
};

TEST_F(NamedProducts, a_list_s_products_let_in_the_codes_of_these_products_only) {
    const auto reason_for = [this](std::vector<std::string> products, const std::string& code) {
        start_with([&](EngineSettings& s) {
            s.lists[0].list.all_products = false;
            s.lists[0].products = std::move(products);
        });
        return reason_of(code);
    };
    EXPECT_EQ(reason_for({"Workshop"}, sig1_of(5, 7)), Reason::ok);
    EXPECT_EQ(card.product, "Workshop");
    EXPECT_EQ(reason_for({"Conference"}, sig1_of(5, 7)), Reason::product);
    EXPECT_EQ(card.product, "Workshop");
    EXPECT_EQ(reason_for({"Gala"}, sig1_of(6, 7)), Reason::ok);
    EXPECT_EQ(card.variation, "Table");
    EXPECT_EQ(reason_for({"Workshop"}, sig1_of(6, 7)), Reason::product);
    EXPECT_EQ(reason_for({"Conference", "Workshop", "Gala"}, sig1_of(8, 7)), Reason::product);
    EXPECT_EQ(card.product, "");
}

TEST_F(NamedProducts, a_rule_s_names_are_those_of_the_key_set_too) {
    const auto refused_by = [this](Variable subject, const char* name, const std::string& code) {
        start_with([&](EngineSettings& s) {
            s.lists[0].rules_by_name = true;
            s.lists[0].rules = std::make_shared<const Rule>(rule(
                call(Operator::in_list, {var(subject), call(Operator::list, {named(99, name)})})));
        });
        return reason_of(code);
    };
    EXPECT_EQ(refused_by(Variable::product, "Gala", sig1_of(6, 7)), Reason::ok);
    EXPECT_EQ(refused_by(Variable::product, "Gala", sig1_of(5, 7)), Reason::rules);
    EXPECT_EQ(refused_by(Variable::variation, "Gala – Table", sig1_of(6, 7)), Reason::ok);
    EXPECT_EQ(refused_by(Variable::variation, "Gala – Table", sig1_of(5, 7)), Reason::rules);
}

TEST_F(NamedProducts, a_variation_without_a_name_is_none) {
    start_with([](EngineSettings&) {});
    EXPECT_EQ(reason_of(sig1_of(5, 9)), Reason::ok);
    EXPECT_EQ(card.product, "Workshop");
    EXPECT_EQ(card.variation, "");
}

TEST_F(NamedProducts, are_judged_the_same_from_the_journal_alone) {
    start_with([](EngineSettings& s) {
        s.lists[0].list.all_products = false;
        s.lists[0].products = {"Workshop"};
    });
    const auto record = appended(engine.handle(scan(sig1_of(6, 7)))).at(0);
    EXPECT_EQ(std::get<ScanRecord>(record.record).word.product, ProductId{6});
    const auto taken_by = [&](EngineSettings settings) {
        return Replay(std::move(settings), hasher, {{1, roster}}).take({1, record.record})->result;
    };
    EXPECT_EQ(taken_by(engine.settings()), ReplayResult::same);
    EngineSettings other = engine.settings();
    other.lists[0].products = {"Gala"};
    EXPECT_EQ(taken_by(std::move(other)), ReplayResult::different);
}

}  // namespace
}  // namespace kiosk::core
