// tests/unit/ticket/token_check_test.cpp — kinds are told apart; keys rotate and are withdrawn.
#include "kiosk/core/ticket/token_check.hpp"

#include <gtest/gtest.h>

#include "signing.hpp"

namespace kiosk::core {
namespace {

const crypto::Ed25519Verifier kVerifier;

TokenFault fault_of(std::string_view text, const KeySet& keys, std::int64_t now = 1'500) {
    return check_token(text, keys, at(now), kVerifier).fault;
}

TEST(TokenKind, is_told_by_marks) {
    const std::string k1 = text_of(a_badge());
    const std::string sig1 = sig1_text_of(sig1_bytes(a_payload()));
    const std::pair<std::string, TokenKind> rows[] = {
        {k1, TokenKind::k1},
        {k1.substr(0, 20), TokenKind::k1},
        {"K1", TokenKind::k1},
        {"K", TokenKind::opaque},
        {"", TokenKind::opaque},
        {"K1-0042", TokenKind::opaque},
        {"K1" + std::string(148, '!'), TokenKind::k1},
        {sig1, TokenKind::pretix_sig1},
        {sig1.substr(30), TokenKind::pretix_sig1},  // cut in front; the header stands at the end
        {sig1.substr(0, sig1.size() - 1), TokenKind::opaque},
        {"XXEAXXQA", TokenKind::pretix_sig1},
        {"XEAXXQA", TokenKind::opaque},
        {"XXXAXXQA", TokenKind::opaque},
        {"XXEXXXQA", TokenKind::opaque},
        {"7f3kq9x2mmp5", TokenKind::opaque}};
    for (const auto& [text, kind] : rows) EXPECT_EQ(kind_of(text), kind) << text;
    EXPECT_EQ(name_of(TokenKind::opaque), "opaque");
    EXPECT_EQ(name_of(TokenKind::k1), "k1");
    EXPECT_EQ(name_of(TokenKind::pretix_sig1), "pretix_sig1");
}

TEST(TokenFault, each_has_a_name_and_a_reason_of_its_own_kind) {
    EXPECT_EQ(name_of(TokenFault::none), "ok");
    EXPECT_EQ(reason_of(TokenFault::none), Reason::ok);
    EXPECT_EQ(name_of(TokenFault::needs_rotating_code), "needs_rotating_code");
    EXPECT_EQ(reason_of(TokenFault::truncated), Reason::misread);
    EXPECT_EQ(reason_of(TokenFault::bad_signature), Reason::bad_signature);
    EXPECT_EQ(reason_of(TokenFault::wrong_event), Reason::wrong_event);
    EXPECT_EQ(reason_of(TokenFault::key_revoked), Reason::revoked);
    EXPECT_EQ(reason_of(TokenFault::revoked), Reason::revoked);
    EXPECT_EQ(reason_of(TokenFault::key_expired), Reason::invalid_time);
}

TEST(K1Keys, an_old_key_verifies_beside_the_new_one_until_it_ends) {
    TicketKey old_key = k1_key("2026", 1);
    old_key.valid_until = at(1'600);
    TicketKey new_key = k1_key("2027", 2, 32);
    new_key.valid_from = at(1'400);
    const KeySet keys = set_of({old_key, new_key});
    K1Badge old_badge = a_badge();
    old_badge.key_number = 1;
    K1Badge new_badge = a_badge();
    new_badge.key_number = 2;
    EXPECT_EQ(fault_of(text_of(old_badge), keys, 1'500), TokenFault::none);
    EXPECT_EQ(fault_of(text_of(new_badge, 32), keys, 1'500), TokenFault::none);
    EXPECT_EQ(fault_of(text_of(old_badge), keys, 1'601), TokenFault::key_expired);
    EXPECT_EQ(fault_of(text_of(new_badge, 32), keys, 1'399), TokenFault::key_not_yet_valid);
}

TEST(K1Keys, a_forged_badge_is_forged_whatever_its_key_is) {
    TicketKey key = k1_key("main", 7);
    key.revoked = true;
    const KeySet keys = set_of({key});
    EXPECT_EQ(fault_of(text_of(a_badge(), 32), keys), TokenFault::bad_signature);
    EXPECT_EQ(fault_of(text_of(a_badge()), keys), TokenFault::key_revoked);
}

TEST(K1Keys, without_any_there_is_no_key_and_with_others_an_unknown_one) {
    const std::string text = text_of(a_badge());
    EXPECT_EQ(fault_of(text, KeySet()), TokenFault::no_key);
    EXPECT_EQ(fault_of(text, set_of({sig1_key("shop")})), TokenFault::no_key);
    EXPECT_EQ(fault_of(text, set_of({k1_key("other", 8)})), TokenFault::unknown_key);
}

TEST(K1Keys, sign_for_their_events_only) {
    TicketKey key = k1_key("main", 7);
    key.events = {65, 67};
    EXPECT_EQ(fault_of(text_of(a_badge()), set_of({key})), TokenFault::wrong_event);
    key.events.push_back(66);
    EXPECT_EQ(fault_of(text_of(a_badge()), set_of({key})), TokenFault::none);
}

TEST(K1Keys, a_withdrawn_badge_is_named_so_and_its_reprint_too) {
    KeySet keys = set_of({k1_key("main", 7)});
    ASSERT_TRUE(keys.revoke_badges({a_badge().credential}).has_value());
    K1Badge reprint = a_badge();
    reprint.issue = 1;
    EXPECT_EQ(fault_of(text_of(a_badge()), keys), TokenFault::revoked);
    EXPECT_EQ(fault_of(text_of(reprint), keys), TokenFault::revoked);
    reprint.credential += 1;
    EXPECT_EQ(fault_of(text_of(reprint), keys), TokenFault::none);
}

TEST(K1Keys, the_badge_and_its_key_are_told_wherever_the_form_is_good) {
    const KeySet keys = set_of({k1_key("main", 7)});
    const TokenCheck good = check_token(text_of(a_badge()), keys, at(0), kVerifier);
    EXPECT_EQ(good.kind, TokenKind::k1);
    EXPECT_EQ(good.badge, a_badge());
    EXPECT_EQ(good.key->id, "main");
    EXPECT_FALSE(good.ticket.has_value());
    const TokenCheck cut = check_token("K1AAAA", keys, at(0), kVerifier);
    EXPECT_EQ(cut.fault, TokenFault::bad_length);
    EXPECT_FALSE(cut.badge.has_value());
    EXPECT_EQ(cut.key, nullptr);
}

TEST(Sig1Keys, each_is_tried_and_the_one_that_fits_is_named) {
    const KeySet keys = set_of({sig1_key("first", 32), sig1_key("second")});
    const auto check = check_token(sig1_text_of(sig1_bytes(a_payload())), keys, at(0), kVerifier);
    EXPECT_TRUE(check.genuine());
    EXPECT_EQ(check.kind, TokenKind::pretix_sig1);
    EXPECT_EQ(check.key->id, "second");
    EXPECT_EQ(check.ticket->ticket.product, 42);
    EXPECT_EQ(check.ticket->payload, a_payload());
}

TEST(Sig1Keys, keys_out_of_their_period_or_withdrawn_vouch_for_nothing) {
    const std::string text = sig1_text_of(sig1_bytes(a_payload()));
    TicketKey key = sig1_key("shop");
    key.valid_until = at(10);
    EXPECT_EQ(fault_of(text, set_of({key}), 11), TokenFault::key_expired);
    EXPECT_EQ(fault_of(text, set_of({key}), 10), TokenFault::none);
    key.revoked = true;
    EXPECT_EQ(fault_of(text, set_of({key}), 10), TokenFault::key_revoked);
    EXPECT_EQ(fault_of(text, set_of({sig1_key("other", 32)})), TokenFault::bad_signature);
    EXPECT_EQ(fault_of(text, KeySet()), TokenFault::no_key);
}

TEST(Sig1Keys, a_genuine_ticket_for_no_product_is_none) {
    const Bytes nothing{0x0a, 1, 'a'};
    const auto check = check_token(sig1_text_of(sig1_bytes(nothing)), set_of({sig1_key("shop")}),
                                   at(0), kVerifier);
    EXPECT_EQ(check.fault, TokenFault::no_product);
    EXPECT_TRUE(check.ticket.has_value());
}

}  // namespace
}  // namespace kiosk::core
