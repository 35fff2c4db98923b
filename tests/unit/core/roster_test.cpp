// tests/unit/core/roster_test.cpp — the attendee list in memory.
#include "kiosk/core/roster.hpp"

#include <gtest/gtest.h>

#include "tests/builders/core_builders.hpp"

namespace kiosk::core {
namespace {

using testing::a_ticket;
using testing::FakeHasher;
using testing::kNine;
using testing::roster_of;

RosterBuilder empty_builder() {
    return RosterBuilder(1, kNine, {}, {{{1}, "Conference", {{{10}, "Student"}}}}, 0);
}

RosterRow row(std::uint64_t id, std::string_view code) {
    RosterRow row;
    row.code = FakeHasher().key_of(code);
    row.facts.id = {id};
    row.facts.product = {1};
    return row;
}

TEST(Roster, every_fact_and_text_comes_back) {
    RosterBuilder builder = empty_builder();
    RosterRow full = row(42, "abc");
    full.facts.variation = VariationId{10};
    full.facts.subevent = SubeventId{601};
    full.facts.order_state = OrderState::pending;
    full.facts.require_approval = full.facts.valid_if_pending = true;
    full.facts.canceled = full.facts.blocked = full.attention = true;
    full.facts.valid_from = kNine;
    full.facts.valid_until = UtcTime{};
    full.holder = {"Ọlá Adébáyọ̀", "ola@example.org", "Acme", "K7M9P", "Red tag", "ola adebayo"};
    ASSERT_TRUE(builder.add(full).has_value());
    const Roster roster = std::move(builder).build();

    const auto index = roster.find(full.code);
    ASSERT_TRUE(index.has_value());
    EXPECT_EQ(roster.find(TicketId{42}), index);
    const TicketFacts facts = roster.facts(*index);
    EXPECT_EQ(facts.variation, full.facts.variation);
    EXPECT_EQ(facts.subevent, full.facts.subevent);
    EXPECT_EQ(facts.order_state, OrderState::pending);
    EXPECT_TRUE(facts.require_approval && facts.valid_if_pending && facts.canceled &&
                facts.blocked);
    EXPECT_EQ(facts.valid_from, kNine);
    EXPECT_EQ(facts.valid_until, UtcTime{});
    EXPECT_TRUE(roster.attention(*index));
    EXPECT_EQ(roster.code(*index), full.code);
    const Holder holder = roster.holder(*index);
    EXPECT_EQ(holder.name, full.holder.name);
    EXPECT_EQ(holder.email, full.holder.email);
    EXPECT_EQ(holder.company, full.holder.company);
    EXPECT_EQ(holder.order, full.holder.order);
    EXPECT_EQ(holder.note, full.holder.note);
    EXPECT_EQ(holder.search_text, full.holder.search_text);
    EXPECT_EQ(roster.product_name({1}), "Conference");
    EXPECT_EQ(roster.variation_name({1}, {10}), "Student");
    EXPECT_EQ(roster.variation_name({1}, {11}), "");
    EXPECT_EQ(roster.product_name({9}), "");
}

TEST(Roster, ten_thousand_tickets_are_all_found_and_nothing_else) {
    RosterBuilder builder = empty_builder();  // grows from nothing: every rehash is passed
    for (std::uint64_t i = 1; i <= 10'000; ++i) {
        ASSERT_TRUE(builder.add(row(i, "code-" + std::to_string(i))).has_value()) << i;
    }
    const Roster roster = std::move(builder).build();
    for (std::uint64_t i = 1; i <= 10'000; ++i) {
        const auto index = roster.find(FakeHasher().key_of("code-" + std::to_string(i)));
        ASSERT_TRUE(index.has_value()) << i;
        EXPECT_EQ(roster.facts(*index).id.value, i);
        EXPECT_EQ(roster.find(TicketId{i}), index);
    }
    EXPECT_FALSE(roster.find(FakeHasher().key_of("code-0")).has_value());
    EXPECT_FALSE(roster.find(TicketId{0}).has_value());
}

TEST(Roster, tickets_of_a_kind_are_counted_and_keep_what_sets_them_apart) {
    RosterBuilder builder = empty_builder();
    for (std::uint64_t i = 1; i <= 100; ++i) {
        RosterRow one = row(i, "code-" + std::to_string(i));
        one.facts.blocked = i == 40;
        one.attention = i == 50;
        if (i > 90) one.facts.valid_from = kNine;
        ASSERT_TRUE(builder.add(one).has_value());
    }
    const Roster roster = std::move(builder).build();
    std::vector<std::uint32_t> counts;
    for (const auto& kind : roster.kinds()) counts.push_back(kind.tickets);
    EXPECT_EQ(counts, (std::vector<std::uint32_t>{88, 1, 1, 10}));
    for (std::uint64_t i = 1; i <= 100; ++i) {
        const auto index = roster.find(TicketId{i});
        ASSERT_TRUE(index.has_value());
        const TicketFacts facts = roster.facts(*index);
        EXPECT_EQ(facts.id.value, i);
        EXPECT_EQ(facts.blocked, i == 40);
        EXPECT_EQ(roster.attention(*index), i == 50);
        EXPECT_EQ(facts.valid_from.has_value(), i > 90);
    }
}

TEST(Roster, an_attendee_takes_at_most_45_bytes_beside_the_texts) {
    constexpr std::uint64_t kTickets = 10'000;
    RosterBuilder builder(1, kNine, {}, {{{1}, "Conference", {}}}, kTickets);
    for (std::uint64_t i = 1; i <= kTickets; ++i) {
        ASSERT_TRUE(builder.add(row(i, "code-" + std::to_string(i))).has_value());
    }
    constexpr std::uint64_t kSixEmptyTexts = 12;
    EXPECT_LE(std::move(builder).build().resident_bytes(), kTickets * (45 + kSixEmptyTexts));
}

TEST(Roster, a_code_or_ticket_id_cannot_stand_twice) {
    RosterBuilder builder = empty_builder();
    ASSERT_TRUE(builder.add(row(1, "a")).has_value());
    const auto same_code = builder.add(row(2, "a"));
    ASSERT_FALSE(same_code.has_value());
    EXPECT_EQ(same_code.error().code, Errc::conflict);
    EXPECT_EQ(builder.add(row(1, "b")).error().code, Errc::conflict);
    EXPECT_TRUE(builder.add(row(2, "b")).has_value());
    EXPECT_EQ(std::move(builder).build().size(), 2U);
}

TEST(Roster, unknown_products_and_too_long_texts_are_refused) {
    RosterBuilder builder = empty_builder();
    RosterRow bad = row(1, "a");
    bad.facts.product = {9};
    EXPECT_EQ(builder.add(bad).error().code, Errc::invalid_input);
    bad = row(1, "a");
    bad.facts.variation = VariationId{99};
    EXPECT_EQ(builder.add(bad).error().code, Errc::invalid_input);
    const std::string at_limit(kHolderTextMax, 'n');
    const std::string above = at_limit + 'n';
    bad = row(1, "a");
    bad.holder.name = above;
    EXPECT_EQ(builder.add(bad).error().context, "a text has 1025 bytes, limit 1024");
    bad.holder.name = at_limit;
    EXPECT_TRUE(builder.add(bad).has_value());
}

TEST(Roster, an_empty_list_finds_nothing) {
    const Roster roster = empty_builder().build();
    EXPECT_FALSE(roster.find(CodeKey{}).has_value());
    EXPECT_FALSE(roster.find(TicketId{}).has_value());
}

}  // namespace
}  // namespace kiosk::core
