// tests/unit/ticket/ticket_reader_test.cpp — from a scanned text to facts or a reason to refuse.
#include "kiosk/core/ticket/ticket_reader.hpp"

#include <gtest/gtest.h>

#include "signing.hpp"

namespace kiosk::core {
namespace {

TicketReading read(std::string_view text, const KeySet& keys, std::int64_t now = 1'500) {
    return read_ticket(text, keys, at(now), crypto::Ed25519Verifier());
}

KeySet both() {
    return set_of({k1_key("badges", 7), sig1_key("shop")});
}

SignedFacts facts_in(const TicketReading& reading) {
    const auto* const facts = std::get_if<SignedFacts>(&reading);
    EXPECT_NE(facts, nullptr);
    return facts == nullptr ? SignedFacts{} : *facts;
}

RefusedTicket refusal_in(const TicketReading& reading) {
    const auto* const refused = std::get_if<RefusedTicket>(&reading);
    EXPECT_NE(refused, nullptr);
    return refused == nullptr ? RefusedTicket{} : *refused;
}

std::string sig1(const Bytes& payload) {
    return sig1_text_of(sig1_bytes(payload));
}

TEST(TicketReader, a_badge_becomes_facts) {
    const auto facts = facts_in(read(text_of(a_badge()), both()));
    EXPECT_EQ(facts.kind, TokenKind::k1);
    EXPECT_EQ(facts.key_id, "badges");
    EXPECT_EQ(facts.facts.product.value, 3);
    EXPECT_EQ(facts.facts.valid_from, at(1'000));
    EXPECT_EQ(facts.facts.valid_until, at(2'000));
    EXPECT_EQ(facts.badge->zones, 5U);
    EXPECT_EQ(facts.facts.order_state, OrderState::paid);
}

TEST(TicketReader, a_shops_ticket_becomes_facts) {
    const Bytes payload{0x0a, 1, 'a', 0x10, 42, 0x18, 7, 0x20, 9, 0x28, 100, 0x30, 50};
    const auto facts = facts_in(read(sig1(payload), both()));
    EXPECT_EQ(facts.kind, TokenKind::pretix_sig1);
    EXPECT_EQ(facts.key_id, "shop");
    EXPECT_EQ(facts.facts.product.value, 42);
    EXPECT_EQ(facts.facts.variation->value, 7);
    EXPECT_EQ(facts.facts.subevent->value, 9);
    EXPECT_EQ(facts.facts.valid_from, at(100));
    EXPECT_EQ(facts.facts.valid_until, at(50));
    EXPECT_FALSE(facts.badge.has_value());
}

TEST(TicketReader, identity_is_that_of_the_ticket_and_not_of_the_text) {
    K1Badge reprint = a_badge();
    reprint.issue = 9;
    reprint.zones = 1;
    K1Badge other = a_badge();
    other.credential ^= 1U;
    const auto identity = [](const std::string& text) {
        return facts_in(read(text, both())).identity;
    };
    EXPECT_EQ(identity(text_of(a_badge())), identity(text_of(reprint)));
    EXPECT_NE(identity(text_of(a_badge())), identity(text_of(other)));
    EXPECT_NE(identity(sig1(a_payload())), identity(sig1({0x10, 42})));
    // The same bytes, signed by another key of the shop, are the same ticket.
    const KeySet keys = set_of({sig1_key("old"), sig1_key("new", 32)});
    EXPECT_EQ(facts_in(read(sig1(a_payload()), keys)).identity,
              facts_in(read(sig1_text_of(sig1_bytes(a_payload(), 32)), keys)).identity);
}

TEST(TicketReader, what_it_has_no_keys_for_is_opaque) {
    const KeySet badges = set_of({k1_key("badges", 7)});
    const KeySet shop = set_of({sig1_key("shop")});
    EXPECT_TRUE(std::holds_alternative<OpaqueCode>(read("7f3kq9x2", both())));
    EXPECT_TRUE(std::holds_alternative<OpaqueCode>(read("", both())));
    EXPECT_TRUE(std::holds_alternative<OpaqueCode>(read(text_of(a_badge()), shop)));
    EXPECT_TRUE(std::holds_alternative<OpaqueCode>(read(sig1(a_payload()), badges)));
    EXPECT_TRUE(std::holds_alternative<SignedFacts>(read(sig1(a_payload()), shop)));
}

TEST(TicketReader, a_badge_cut_anywhere_is_misread_and_never_unknown) {
    const std::string text = text_of(a_badge());
    for (std::size_t size = 2; size < text.size(); ++size) {
        EXPECT_EQ(refusal_in(read(text.substr(0, size), both())).reason, Reason::misread) << size;
    }
}

TEST(TicketReader, forgeries_tell_nothing_of_a_holder) {
    const auto badge = refusal_in(read(text_of(a_badge(), 32), both()));
    EXPECT_EQ(badge.fault, TokenFault::bad_signature);
    EXPECT_EQ(badge.reason, Reason::bad_signature);
    EXPECT_FALSE(badge.whose.has_value());
    const auto ticket = refusal_in(read(sig1_text_of(sig1_bytes(a_payload(), 32)), both()));
    EXPECT_EQ(ticket.fault, TokenFault::bad_signature);
    EXPECT_FALSE(ticket.whose.has_value());
    K1Badge stranger = a_badge();
    stranger.key_number = 8;
    EXPECT_FALSE(refusal_in(read(text_of(stranger), both())).whose.has_value());
}

TEST(TicketReader, withdrawn_tickets_say_whose_they_are_so_that_an_exit_is_recorded) {
    KeySet keys = both();
    ASSERT_TRUE(keys.revoke_badges({a_badge().credential}).has_value());
    const auto refused = refusal_in(read(text_of(a_badge()), keys));
    EXPECT_EQ(refused.reason, Reason::revoked);
    EXPECT_EQ(refused.whose->facts.product.value, 3);
    EXPECT_EQ(refused.whose->key_id, "badges");
    TicketKey shop = sig1_key("shop");
    shop.revoked = true;
    const auto ticket = refusal_in(read(sig1(a_payload()), set_of({shop})));
    EXPECT_EQ(ticket.reason, Reason::revoked);
    EXPECT_EQ(ticket.whose->facts.product.value, 42);
}

TEST(TicketReader, a_badge_for_a_rotating_code_opens_nothing_alone) {
    K1Badge badge = a_badge();
    badge.needs_rotating_code = true;
    const auto refused = refusal_in(read(text_of(badge), both()));
    EXPECT_EQ(refused.fault, TokenFault::needs_rotating_code);
    EXPECT_EQ(refused.reason, Reason::rotating_code);
    EXPECT_TRUE(refused.whose.has_value());
    // A worse fault is told first.
    EXPECT_EQ(refusal_in(read(text_of(badge, 32), both())).fault, TokenFault::bad_signature);
}

TEST(GateReason, heeds_the_tickets_own_period_both_ends_included) {
    const auto reason = [](const std::string& text, UtcTime now) {
        return gate_reason(read_ticket(text, both(), now, crypto::Ed25519Verifier()), now);
    };
    const std::string badge = text_of(a_badge());
    EXPECT_EQ(reason(badge, at(999)), Reason::invalid_time);
    EXPECT_EQ(reason(badge, at(1'000)), Reason::ok);
    EXPECT_EQ(reason(badge, at(2'000)), Reason::ok);
    EXPECT_EQ(reason(badge, at(2'000) + std::chrono::milliseconds(1)), Reason::invalid_time);
    EXPECT_EQ(reason(sig1(a_payload()), at(0)), Reason::ok);
    EXPECT_EQ(reason("7f3kq9x2", at(0)), Reason::invalid);
    EXPECT_EQ(reason(badge.substr(1), at(0)), Reason::invalid);
    EXPECT_EQ(reason(badge.substr(0, 149), at(0)), Reason::misread);
}

}  // namespace
}  // namespace kiosk::core
