// tests/unit/access/access_policy_test.cpp — the order of checks, force, nonces, exits.
#include "kiosk/core/access/access_policy.hpp"

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

constexpr FineTime kNow = FineTime(std::chrono::hours(480'000));

std::shared_ptr<const Rule> never() {
    Expression root{.op = Operator::all};
    root.operands.push_back({.literal = false});
    return std::make_shared<const Rule>(Rule::make(std::move(root)).value());
}

// Everything at once is wrong with this scan; each test mends what stands before its subject.
struct Hopeless {
    CheckInList list{.id = "main",
                     .all_products = false,
                     .limit_products = {{8}},
                     .allow_entry_after_exit = false,
                     .rules = never()};
    TicketFacts ticket{
        .product = {7},
        .order_state = OrderState::pending,
        .require_approval = true,
        .canceled = true,
        .blocked = true,
        .valid_until = std::chrono::floor<UtcTime::duration>(kNow) - std::chrono::hours(1)};
    std::vector<PastCheckIn> history{{.direction = Direction::entry, .at = kNow}};
    std::vector<Question> questions{{.id = {5}, .required = true, .ask_during_checkin = true}};

    [[nodiscard]] Facts facts(Direction direction = Direction::entry, bool force = false) const {
        return {.list = list,
                .ticket = ticket,
                .history = history,
                .direction = direction,
                .now = kNow,
                .force = force,
                .questions = questions};
    }
    [[nodiscard]] Reason reason() const { return decide_by_list(facts()).reason; }
    [[nodiscard]] Reason exit_reason() const {
        return decide_by_list(facts(Direction::exit)).reason;
    }
};

TEST(AccessPolicy, of_several_objections_the_first_in_the_servers_order_is_told) {
    Hopeless scan;
    EXPECT_EQ(scan.reason(), Reason::canceled);
    scan.ticket.canceled = false;
    EXPECT_EQ(scan.reason(), Reason::blocked);
    scan.ticket.blocked = false;
    EXPECT_EQ(scan.reason(), Reason::unapproved);
    scan.ticket.require_approval = false;
    EXPECT_EQ(scan.reason(), Reason::invalid_time);
    scan.ticket.valid_until.reset();
    EXPECT_EQ(scan.reason(), Reason::product);
    scan.list.limit_products = {{7}};
    EXPECT_EQ(scan.reason(), Reason::unpaid);
    scan.ticket.order_state = OrderState::paid;
    EXPECT_EQ(scan.reason(), Reason::rules);
    scan.list.rules.reset();
    EXPECT_EQ(scan.reason(), Reason::incomplete);
    scan.questions.clear();
    EXPECT_EQ(scan.reason(), Reason::already_redeemed);
    scan.history.clear();
    EXPECT_EQ(scan.reason(), Reason::ok);
}

TEST(AccessPolicy, an_exit_is_judged_by_product_payment_and_block_only) {
    Hopeless scan;
    scan.ticket.canceled = false;
    EXPECT_EQ(scan.exit_reason(), Reason::blocked);
    scan.ticket.blocked = false;
    scan.ticket.require_approval = false;
    EXPECT_EQ(scan.exit_reason(), Reason::product);
    scan.list.all_products = true;
    EXPECT_EQ(scan.exit_reason(), Reason::unpaid);
    scan.ticket.order_state = OrderState::paid;
    EXPECT_EQ(scan.exit_reason(), Reason::ok_exit);
}

TEST(AccessPolicy, force_records_whatever_the_list_objects_and_says_so) {
    const Hopeless scan;
    const Decision decision = decide_by_list(scan.facts(Direction::entry, /*force=*/true));
    EXPECT_EQ(decision.verdict(), Verdict::go);
    EXPECT_TRUE(decision.forced);
}

TEST(AccessPolicy, an_open_question_alone_does_not_make_a_scan_forced) {
    Hopeless scan;
    scan.list = {};
    scan.ticket = {};
    scan.history.clear();
    EXPECT_EQ(scan.reason(), Reason::incomplete);
    EXPECT_FALSE(decide_by_list(scan.facts(Direction::entry, /*force=*/true)).forced);
}

TEST(AccessPolicy, a_microsecond_decides_at_the_limits_of_validity) {
    Hopeless scan;
    scan.list = {};
    scan.questions.clear();
    scan.history.clear();
    scan.ticket = {.valid_from = std::chrono::floor<UtcTime::duration>(kNow),
                   .valid_until = std::chrono::floor<UtcTime::duration>(kNow)};
    Facts facts = scan.facts();
    EXPECT_EQ(decide_by_list(facts).reason, Reason::ok);
    facts.now = kNow + std::chrono::microseconds(1);
    EXPECT_EQ(decide_by_list(facts).reason, Reason::invalid_time);
    facts.now = kNow - std::chrono::microseconds(1);
    EXPECT_EQ(decide_by_list(facts).reason, Reason::invalid_time);
}

TEST(AccessPolicy, a_request_seen_before_is_answered_again_and_not_recorded) {
    Hopeless scan;
    scan.list = {};
    scan.questions.clear();
    scan.ticket = {};
    scan.history = {{.direction = Direction::entry, .at = kNow, .nonce = "a", .device = 1}};
    Facts facts = scan.facts();
    facts.nonce = "a";
    facts.device = 2;
    EXPECT_TRUE(decide_by_list(facts).repeated) << "the newest is compared whoever sends it";
    scan.history.push_back(
        {.direction = Direction::exit, .at = kNow + std::chrono::minutes(1), .device = 1});
    facts.history = scan.history;
    EXPECT_FALSE(decide_by_list(facts).repeated) << "an older one only for the same device";
    facts.device = 1;
    EXPECT_TRUE(decide_by_list(facts).repeated);
    facts.direction = Direction::exit;
    EXPECT_FALSE(decide_by_list(facts).repeated) << "and for the same kind";
}

TEST(AccessPolicy, a_forced_request_seen_before_is_repeated_and_not_forced) {
    Hopeless scan;
    scan.history = {{.direction = Direction::entry, .at = kNow, .nonce = "a", .device = 1}};
    Facts facts = scan.facts(Direction::entry, /*force=*/true);
    facts.nonce = "a";
    const Decision decision = decide_by_list(facts);
    EXPECT_TRUE(decision.repeated);
    EXPECT_FALSE(decision.forced);
}

TEST(AccessPolicy, of_two_check_ins_at_one_instant_the_one_recorded_last_is_the_latest) {
    Hopeless scan;
    scan.list = {.allow_entry_after_exit = true};
    scan.questions.clear();
    scan.ticket = {};
    scan.history = {{.direction = Direction::entry, .at = kNow},
                    {.direction = Direction::exit, .at = kNow}};
    EXPECT_EQ(scan.reason(), Reason::ok_reentry);
    std::swap(scan.history[0], scan.history[1]);
    EXPECT_EQ(scan.reason(), Reason::already_redeemed);
}

TEST(AccessPolicy, rules_deny_before_a_repeated_request_is_recognised) {
    Hopeless scan;
    scan.list = {.rules = never()};
    scan.questions.clear();
    scan.ticket = {};
    scan.history = {{.direction = Direction::entry, .at = kNow, .nonce = "a", .device = 1}};
    Facts facts = scan.facts();
    facts.nonce = "a";
    EXPECT_EQ(decide_by_list(facts).reason, Reason::rules);
}

TEST(AccessPolicy, at_the_door_a_refused_exit_is_recorded_with_the_objection) {
    const Hopeless scan;
    const Decision decision = decide_at_door(scan.facts(Direction::exit));
    EXPECT_EQ(decision.reason, Reason::ok_exit);
    EXPECT_EQ(decision.list_objection, Reason::canceled);
}

TEST(AccessPolicy, a_return_tells_the_exit_before_it_and_an_exit_the_entry) {
    using std::chrono::hours;
    const CheckInList list{.id = "main", .allow_multiple_entries = true};
    const TicketFacts ticket;
    const std::vector<PastCheckIn> past{
        {.direction = Direction::entry, .at = kNow - hours(2), .station = "north"},
        {.direction = Direction::exit, .at = kNow - hours(1), .station = "south"}};
    const auto prior = [&](std::size_t check_ins, Direction direction) {
        return decide_by_list({.list = list,
                               .ticket = ticket,
                               .history = std::span(past).first(check_ins),
                               .direction = direction,
                               .now = kNow})
            .prior;
    };
    const auto at = [](hours before) {
        return std::chrono::floor<UtcTime::duration>(kNow - before);
    };
    EXPECT_EQ(prior(2, Direction::entry), (PriorCheckIn{at(hours(1)), "south"}));
    EXPECT_EQ(prior(1, Direction::exit), (PriorCheckIn{at(hours(2)), "north"}));
    EXPECT_EQ(prior(1, Direction::entry), std::nullopt) << "still inside: nothing ended";
    EXPECT_EQ(prior(2, Direction::exit), std::nullopt) << "no entry belongs to it";
    EXPECT_EQ(prior(0, Direction::entry), std::nullopt);
}

}  // namespace
}  // namespace kiosk::core
