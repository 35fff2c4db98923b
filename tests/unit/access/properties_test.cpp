// tests/unit/access/properties_test.cpp — what must hold for any list, rule and history.
#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

#include "kiosk/core/access/access_policy.hpp"
#include "tests/builders/dice.hpp"

namespace kiosk::core {
namespace {

constexpr int kScenes = 20'000;

Expression a_time(Dice& dice) {
    Expression e{.op = Operator::time};
    e.time.source = static_cast<TimeSource>(dice.below(5));
    e.time.at = FineTime(std::chrono::hours(480'000 + dice.below(48)));
    e.time.time_of_day = std::chrono::minutes(dice.below(24 * 60));
    return e;
}

Expression one_of_a_list(Dice& dice) {
    Expression list{.op = Operator::list};
    for (int i = dice.below(4); i > 0; --i) {
        list.operands.push_back({.literal = std::int64_t{dice.below(4)}, .label = "name"});
    }
    return {.op = Operator::in_list,
            .operands = {{.op = Operator::variable,
                          .variable = static_cast<Variable>(dice.below(3))},  // product to gate
                         std::move(list)}};
}

Expression a_leaf(Dice& dice) {
    if (dice.one_in(3)) {
        Expression e{.op = dice.one_in(2) ? Operator::is_before : Operator::is_after};
        e.operands = {{.op = Operator::variable, .variable = Variable::now}, a_time(dice)};
        if (dice.one_in(3)) e.operands.push_back({.literal = std::int64_t{dice.below(180) - 60}});
        return e;
    }
    if (dice.one_in(4)) return one_of_a_list(dice);
    Expression e{.op = static_cast<Operator>(static_cast<int>(Operator::equal) + dice.below(6))};
    Expression subject{.op = Operator::variable, .variable = static_cast<Variable>(dice.below(11))};
    if (dice.one_in(4)) {
        subject = {
            .op = static_cast<Operator>(static_cast<int>(Operator::entries_since) + dice.below(4))};
        subject.operands = {a_time(dice)};
    }
    e.operands = {subject, {.literal = std::int64_t{dice.below(5) - 1}}};
    return e;
}

Expression a_tree(Dice& dice, int depth) {
    if (depth == 0 || dice.one_in(3)) return a_leaf(dice);
    Expression e{.op = dice.one_in(2) ? Operator::all : Operator::any};
    const int count = 1 + dice.below(3);
    for (int i = 0; i < count; ++i) e.operands.push_back(a_tree(dice, depth - 1));
    return e;
}

// UTC, a zone off the hour, or one whose clock changes by an hour within the scenes' two days.
ZoneOffsets a_zone(Dice& dice) {
    using std::chrono::hours;
    using std::chrono::minutes;
    if (dice.one_in(3)) return {};
    if (dice.one_in(2)) return ZoneOffsets::make(minutes(345), {}).value();
    const std::chrono::sys_seconds change(hours(480'000 + dice.below(48)));
    const hours first(dice.below(3) - 1);
    return ZoneOffsets::make(first, {{change, first + hours(dice.one_in(2) ? 1 : -1)}}).value();
}

struct Scene {
    CheckInList list;
    TicketFacts ticket;
    std::vector<PastCheckIn> history;
    ZoneOffsets zone;
    EventTimes times;
    Direction direction = Direction::entry;
    bool force = false;
    bool ignore_unpaid = false;
    FineTime now;

    explicit Scene(Dice& dice) {
        list.all_products = dice.one_in(2);
        list.limit_products = {{1}, {2}};
        if (dice.one_in(4)) list.subevent = SubeventId{1};
        list.include_pending = dice.one_in(2);
        list.allow_multiple_entries = dice.one_in(2);
        list.allow_entry_after_exit = dice.one_in(2);
        if (dice.one_in(2)) {
            list.rules = std::make_shared<const Rule>(Rule::make(a_tree(dice, 3)).value());
        }
        zone = a_zone(dice);
        ticket.product = {dice.below(4)};
        if (dice.one_in(2)) ticket.variation = VariationId{dice.below(4)};
        if (dice.one_in(2)) ticket.subevent = SubeventId{dice.below(2)};
        ticket.order_state = static_cast<OrderState>(dice.below(4));
        ticket.require_approval = dice.one_in(4);
        ticket.valid_if_pending = dice.one_in(4);
        ticket.canceled = dice.one_in(8);
        ticket.blocked = dice.one_in(8);
        if (dice.one_in(2)) times.from = FineTime(std::chrono::hours(480'010));
        now = FineTime(std::chrono::minutes(480'000 * 60 + dice.below(48 * 60)));
        const int past = dice.below(6);
        for (int i = 0; i < past; ++i) {
            history.push_back(
                {.direction = dice.one_in(2) ? Direction::entry : Direction::exit,
                 .at = FineTime(std::chrono::minutes(480'000 * 60 + dice.below(48) * 60 + i))});
        }
        direction = dice.one_in(2) ? Direction::entry : Direction::exit;
        force = dice.one_in(8);
        ignore_unpaid = dice.one_in(2);
    }

    [[nodiscard]] Facts facts() const {
        return {.list = list,
                .ticket = ticket,
                .history = history,
                .direction = direction,
                .now = now,
                .ignore_unpaid = ignore_unpaid,
                .force = force,
                .zone = &zone,
                .times = &times};
    }
};

template <class Claim>
void for_any_scene(Claim claim) {
    for (int seed = 1; seed <= kScenes; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        Scene scene(dice);
        claim(scene, dice);
        ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
    }
}

TEST(AnyScan, an_exit_is_never_refused_at_the_door) {
    for_any_scene([](Scene& scene, Dice&) {
        scene.direction = Direction::exit;
        const Decision door = decide_at_door(scene.facts());
        const Decision list = decide_by_list(scene.facts());
        EXPECT_EQ(door.verdict(), Verdict::go);
        EXPECT_EQ(door.list_objection.has_value(), list.verdict() != Verdict::go);
    });
}

TEST(AnyScan, an_entry_at_the_door_is_what_the_list_says) {
    for_any_scene([](Scene& scene, Dice&) {
        scene.direction = Direction::entry;
        EXPECT_EQ(decide_at_door(scene.facts()).reason, decide_by_list(scene.facts()).reason);
    });
}

TEST(AnyScan, does_not_depend_on_the_order_in_which_check_ins_arrived) {
    for_any_scene([](Scene& scene, Dice& dice) {
        const Reason before = decide_by_list(scene.facts()).reason;
        std::ranges::shuffle(scene.history, dice.engine());
        EXPECT_EQ(decide_by_list(scene.facts()).reason, before);
    });
}

TEST(AnyScan, with_force_is_always_recorded_and_marked_just_where_it_was_needed) {
    for_any_scene([](Scene& scene, Dice&) {
        scene.force = false;
        const Decision free = decide_by_list(scene.facts());
        scene.force = true;
        const Decision forced = decide_by_list(scene.facts());
        EXPECT_EQ(forced.verdict(), Verdict::go);
        EXPECT_EQ(forced.forced, free.verdict() != Verdict::go);
    });
}

TEST(AnyScan, is_decided_by_the_clock_of_the_event) {
    int differing = 0;
    for_any_scene([&](Scene& scene, Dice&) {
        scene.ticket = {.product = scene.ticket.product};  // nothing but the rule objects
        scene.list.all_products = true;
        scene.list.subevent.reset();
        scene.direction = Direction::entry;
        scene.force = false;
        const Reason there = decide_by_list(scene.facts()).reason;
        scene.zone = ZoneOffsets();
        differing += decide_by_list(scene.facts()).reason != there ? 1 : 0;
    });
    EXPECT_GT(differing, kScenes / 1000) << "the scenes must be about clocks";
}

TEST(AnyScan, stopped_by_rules_is_free_without_them) {
    for_any_scene([](Scene& scene, Dice&) {
        if (decide_by_list(scene.facts()).reason != Reason::rules) return;
        scene.list.rules.reset();
        const Reason then = decide_by_list(scene.facts()).reason;
        EXPECT_TRUE(verdict_of(then) == Verdict::go || then == Reason::already_redeemed);
    });
}

}  // namespace
}  // namespace kiosk::core
