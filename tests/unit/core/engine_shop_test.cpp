// tests/unit/core/engine_shop_test.cpp — what the ticket shop says of lists and other devices.
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;
using testing::a_ticket;

class EngineShopTest : public EngineTest {
  protected:
    EngineShopTest() { load({a_ticket("aaaa1111"), a_ticket("bbbb2222").product(2)}); }

    static CheckInElsewhere seen(std::uint64_t ticket, std::chrono::milliseconds after,
                                 Direction direction = Direction::entry, std::uint16_t list = 0) {
        return {
            .ticket = {ticket}, .list = list, .at = testing::at(after).utc, .direction = direction};
    }

    void shop_tells(std::vector<CheckInElsewhere> all, std::vector<ListSettings> lists = {}) {
        const std::vector<std::string> names{"main", "other"};
        EXPECT_TRUE(engine
                        .handle(ShopTold{.lists = std::move(lists),
                                         .times = {},
                                         .subevent_times = {},
                                         .check_ins = std::make_shared<const CheckInsElsewhere>(
                                             names, std::move(all))})
                        .empty());
    }
};

TEST_F(EngineShopTest, who_came_in_at_another_device_is_refused_here) {
    shop_tells({seen(1, minutes(5))});
    const Outcome outcome = outcome_of(scan("aaaa1111", minutes(10)));
    EXPECT_EQ(outcome.decision.reason, Reason::already_redeemed);
    ASSERT_TRUE(outcome.decision.prior);
    EXPECT_EQ(outcome.decision.prior->station, kElsewhere);
    EXPECT_EQ(outcome_of(scan("bbbb2222", minutes(10))).verdict(), Verdict::go);
}

TEST_F(EngineShopTest, a_check_in_on_another_list_is_no_matter_here) {
    shop_tells({seen(1, minutes(5), Direction::entry, 1)});
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(10))).verdict(), Verdict::go);
}

TEST_F(EngineShopTest, our_own_check_in_that_comes_back_counts_once) {
    shop_tells({});
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(5))).verdict(), Verdict::go);
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(6), "door-out")).verdict(), Verdict::go);
    shop_tells({seen(1, minutes(5)), seen(1, minutes(6), Direction::exit)});
    EXPECT_EQ(engine.history().on_list({1}, "main").size(), 2U);
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(10))).verdict(), Verdict::go);
}

TEST_F(EngineShopTest, an_exit_elsewhere_lets_in_again_and_an_older_one_does_not) {
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(5))).verdict(), Verdict::go);
    shop_tells({seen(1, minutes(4), Direction::exit)});
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(10))).decision.reason, Reason::already_redeemed);
    shop_tells({seen(1, minutes(7), Direction::exit)});
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(20))).verdict(), Verdict::go);
}

TEST_F(EngineShopTest, what_the_shop_no_longer_tells_counts_no_more) {
    shop_tells({seen(1, minutes(5))});
    shop_tells({});
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(10))).verdict(), Verdict::go);
}

TEST_F(EngineShopTest, what_was_taken_back_here_does_not_come_back_from_the_shop) {
    const Outcome in = outcome_of(scan("aaaa1111", minutes(5)));
    AnnulmentRecord act;
    act.at = testing::at(minutes(6));
    act.scan.seq = in.seq;
    act.scan.ticket = TicketId{1};
    static_cast<void>(engine.handle(CheckInUndone{act}));
    store();
    shop_tells({seen(1, minutes(5))});
    EXPECT_TRUE(engine.history().on_list({1}, "main").empty());
}

TEST_F(EngineShopTest, the_shop_says_by_number_what_a_list_takes) {
    ListSettings settings{.list = {.id = "main", .all_products = false, .limit_products = {{2}}},
                          .products = {},
                          .products_by_number = true};
    shop_tells({}, {settings});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::product);
    EXPECT_EQ(outcome_of(scan("bbbb2222")).verdict(), Verdict::go);
    load({a_ticket("aaaa1111"), a_ticket("bbbb2222").product(2)}, 2);
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(1))).decision.reason, Reason::product);
}

TEST_F(EngineShopTest, a_list_that_no_station_has_is_no_matter) {
    shop_tells({}, {ListSettings{.list = {.id = "unknown"}, .products = {}}});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).verdict(), Verdict::go);
}

}  // namespace
}  // namespace kiosk::core
