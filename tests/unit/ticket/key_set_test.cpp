// tests/unit/ticket/key_set_test.cpp — what a key set takes, its limits, rotation and revocation.
#include "kiosk/core/ticket/key_set.hpp"

#include <gtest/gtest.h>

#include "signing.hpp"

namespace kiosk::core {
namespace {

std::string refusal(KeySet& set, TicketKey key) {
    const auto added = set.add(std::move(key));
    return added ? "" : added.error().context;
}

TicketKey numbered(std::size_t number, bool revoked = false) {
    TicketKey key = k1_key("key-" + std::to_string(number), static_cast<std::uint8_t>(number));
    key.key[0] = static_cast<std::uint8_t>(number);
    key.revoked = revoked;
    return key;
}

TEST(KeySet, finds_keys_by_number_and_by_position) {
    KeySet set = set_of({k1_key("one", 1), sig1_key("shop"), k1_key("two", 2, 32)});
    EXPECT_EQ(set.k1_key(2)->id, "two");
    EXPECT_EQ(set.k1_key(3), nullptr);
    EXPECT_EQ(set.k1_key(0), nullptr);  // the shop's key has no number
    ASSERT_EQ(set.sig1_keys().size(), 1U);
    EXPECT_EQ(set.sig1_keys()[0], signer_from(0).public_key());
    EXPECT_EQ(set.sig1_key(0).id, "shop");
    EXPECT_TRUE(set.has(KeyKind::k1) && set.has(KeyKind::pretix_sig1));
    EXPECT_FALSE(KeySet().has(KeyKind::k1));
    EXPECT_EQ(set.keys().size(), 3U);
}

TEST(KeySet, kinds_have_names) {
    EXPECT_EQ(name_of(KeyKind::k1), "k1");
    EXPECT_EQ(name_of(KeyKind::pretix_sig1), "pretix_sig1");
}

TEST(KeySet, an_id_a_number_and_a_key_are_there_once) {
    KeySet set = set_of({k1_key("one", 1), sig1_key("shop")});
    EXPECT_EQ(refusal(set, k1_key("one", 2, 32)), "key \"one\" is there already");
    EXPECT_EQ(refusal(set, sig1_key("one", 64)), "key \"one\" is there already");
    EXPECT_EQ(refusal(set, k1_key("two", 1, 32)), "key \"two\" has the number 1 of key \"one\"");
    EXPECT_EQ(refusal(set, k1_key("two", 2)), "key \"two\" has the public key of key \"one\"");
    EXPECT_EQ(refusal(set, sig1_key("till")), "key \"till\" has the public key of key \"shop\"");
    EXPECT_EQ(refusal(set, sig1_key("till", 32)), "");
    EXPECT_EQ(set.sig1_key(1).id, "till");
}

TEST(KeySet, a_period_does_not_end_before_it_begins) {
    KeySet set;
    TicketKey key = k1_key("one", 1);
    key.valid_from = at(10);
    key.valid_until = at(9);
    EXPECT_EQ(refusal(set, key), "key \"one\" ends before it begins");
    key.valid_until = at(10);
    EXPECT_EQ(refusal(set, key), "");
}

TEST(KeySet, a_k1_key_signs_for_1_to_64_events) {
    KeySet set;
    TicketKey key = k1_key("one", 1);
    key.events.clear();
    EXPECT_EQ(refusal(set, key), "key \"one\" signs for no event");
    key.events.assign(kKeyEventsMax + 1, 5);
    EXPECT_EQ(refusal(set, key), "key \"one\": 65 events, limit 64");
    key.events.assign(kKeyEventsMax, 5);
    EXPECT_EQ(refusal(set, key), "");
    EXPECT_EQ(refusal(set, sig1_key("shop")), "");
}

TEST(KeySet, of_a_kind_8_keys_are_active_and_withdrawn_ones_do_not_count) {
    KeySet set;
    EXPECT_EQ(refusal(set, numbered(100, true)), "");
    for (std::size_t i = 0; i < kActiveKeysMax; ++i) EXPECT_EQ(refusal(set, numbered(i)), "");
    EXPECT_EQ(refusal(set, numbered(20)), "9 keys of one kind that are not revoked, limit 8");
    EXPECT_EQ(refusal(set, numbered(20, true)), "");
    EXPECT_EQ(refusal(set, sig1_key("shop")), "");
}

TEST(KeySet, holds_32_keys_in_all) {
    KeySet set;
    for (std::size_t i = 0; i < kKeysMax; ++i) EXPECT_EQ(refusal(set, numbered(i, true)), "");
    EXPECT_EQ(refusal(set, numbered(40, true)), "33 keys, limit 32");
}

TEST(KeySet, a_key_is_trusted_within_its_period_both_ends_included) {
    TicketKey key = k1_key("one", 1);
    EXPECT_EQ(fault_of(key, at(0)), TokenFault::none);
    key.valid_from = at(10);
    key.valid_until = at(20);
    EXPECT_EQ(fault_of(key, at(9)), TokenFault::key_not_yet_valid);
    EXPECT_EQ(fault_of(key, at(10)), TokenFault::none);
    EXPECT_EQ(fault_of(key, at(20)), TokenFault::none);
    EXPECT_EQ(fault_of(key, at(20) + std::chrono::milliseconds(1)), TokenFault::key_expired);
    key.revoked = true;
    EXPECT_EQ(fault_of(key, at(15)), TokenFault::key_revoked);
}

TEST(KeySet, products_and_variations_have_names_and_numbers_of_their_own) {
    KeySet set;
    const auto refusal_of = [&](std::vector<SignedProduct> products) {
        TicketKey key = sig1_key("shop");
        key.products = std::move(products);
        return refusal(set, std::move(key));
    };
    EXPECT_EQ(refusal_of({{1, "Conference"}, {2, ""}}),
              "key \"shop\": product 2 has an empty name");
    EXPECT_EQ(refusal_of({{1, "Conference", {{3, "Student"}, {4, ""}}}}),
              "key \"shop\": product 1 has a variation with an empty name");
    EXPECT_EQ(refusal_of({{1, "Conference"}, {2, "Day pass"}, {1, "Workshop"}}),
              "key \"shop\" has product 1 twice");
    EXPECT_EQ(refusal_of({{1, "Conference", {{3, "Student"}, {3, "Regular"}}}}),
              "key \"shop\" has variation 3 of product 1 twice");
    EXPECT_EQ(refusal_of({{1, "Conference", {{3, "Student"}}}, {2, "Day pass", {{3, "Student"}}}}),
              "");
}

TEST(KeySet, withdrawn_badges_are_found_exactly) {
    KeySet set;
    EXPECT_FALSE(set.is_revoked(0));
    ASSERT_TRUE(set.revoke_badges({9, 3, UINT64_MAX, 3}).has_value());
    EXPECT_EQ(set.revoked_badges().size(), 3U);
    for (const std::uint64_t id : {3ULL, 9ULL, ~0ULL}) EXPECT_TRUE(set.is_revoked(id));
    for (const std::uint64_t id : {0ULL, 2ULL, 4ULL, 8ULL, 10ULL, ~0ULL - 1}) {
        EXPECT_FALSE(set.is_revoked(id)) << id;
    }
    ASSERT_TRUE(set.revoke_badges({1}).has_value());
    EXPECT_FALSE(set.is_revoked(3));
}

TEST(KeySet, withdrawn_badges_are_bounded_at_a_million) {
    KeySet set;
    EXPECT_TRUE(set.revoke_badges(std::vector<std::uint64_t>(kRevokedBadgesMax)).has_value());
    const auto more = set.revoke_badges(std::vector<std::uint64_t>(kRevokedBadgesMax + 1));
    ASSERT_FALSE(more.has_value());
    EXPECT_EQ(more.error().context, "1000001 revoked badges, limit 1000000");
    EXPECT_EQ(more.error().code, Errc::too_large);
}

}  // namespace
}  // namespace kiosk::core
