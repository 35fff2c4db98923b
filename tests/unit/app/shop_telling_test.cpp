// tests/unit/app/shop_telling_test.cpp — which scans the shop hears of, and how far it was told.
#include "kiosk/app/shop_telling.hpp"

#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

namespace kiosk::app {
namespace {

using ports::StoredScan;
using pretix::Settlement;

class ShopTellingTest : public ::testing::Test {
  protected:
    ShopTellingTest() {
        config.lists.push_back({.id = "main", .shop_list = 6});
        config.lists.push_back({.id = "ours"});
        config.source.event = "conference";
    }

    StoredScan& scan(std::uint64_t seq, std::uint64_t ticket,
                     core::Reason reason = core::Reason::ok) {
        StoredScan& stored = record.emplace_back();
        stored.seq = seq;
        stored.scan.id.bytes[15] = static_cast<std::uint8_t>(seq);
        stored.scan.list = "main";
        stored.scan.reason = reason;
        if (ticket != 0) stored.scan.ticket = core::TicketId{ticket};
        return stored;
    }

    ScanPage page(const ports::ScanQuery& query) const {
        std::vector<StoredScan> found;
        for (const auto& one : record) {
            const bool before = query.before_seq == 0 || one.seq < query.before_seq;
            if (one.seq > query.after_seq && before && found.size() < query.limit) {
                found.push_back(one);
            }
        }
        return found;
    }

    ShopTelling& begin(pretix::Told told = {}) {
        telling = std::make_unique<ShopTelling>(
            config, std::move(told),
            TellingHooks{.read = [this](const auto& query, const auto& done) { done(page(query)); },
                         .takes_items = [this] { return open; },
                         .queued = [this] { return queue.size(); },
                         .tell = [this](auto key, auto item) -> Result<> {
                             if (auto good = pretix::check_item(item); !good) return good;
                             queue.emplace_back(key, std::move(item));
                             return {};
                         },
                         .keep = [this](const auto& now) -> Result<> {
                             kept = now;
                             return {};
                         },
                         .report = [](const std::string&) {}});
        telling->use({{core::TicketId{1}, {.secret = "s1", .item = 4}},
                      {core::TicketId{2}, {.secret = "s2", .item = 4}},
                      {core::TicketId{3}, {.secret = "s3", .item = 4}}});
        return *telling;
    }

    template <class Item>
    const Item& item(std::size_t at) const {
        return std::get<Item>(queue.at(at).second);
    }

    void settle(std::size_t at, Settlement settlement) {
        telling->settled({queue.at(at).first, settlement, "words"});
    }

    config::Config config;
    std::vector<StoredScan> record;
    bool open = true;
    std::vector<std::pair<std::uint64_t, pretix::UploadItem>> queue;
    pretix::Told kept;
    std::unique_ptr<ShopTelling> telling;
};

TEST_F(ShopTellingTest, check_ins_go_in_order_each_with_a_nonce_of_its_own) {
    scan(3, 1);
    scan(5, 2).scan.direction = core::Direction::exit;
    begin();
    ASSERT_EQ(queue.size(), 2U);
    EXPECT_EQ(item<pretix::CheckIn>(0).secret, "s1");
    EXPECT_EQ(item<pretix::CheckIn>(0).list, 6);
    EXPECT_EQ(item<pretix::CheckIn>(1).direction, core::Direction::exit);
    EXPECT_EQ(item<pretix::CheckIn>(0).nonce.size(), 32U);
    EXPECT_NE(item<pretix::CheckIn>(0).nonce, item<pretix::CheckIn>(1).nonce);
    const std::string nonce = item<pretix::CheckIn>(0).nonce;
    queue.clear();
    begin();  // after a restart
    EXPECT_EQ(item<pretix::CheckIn>(0).nonce, nonce);
}

TEST_F(ShopTellingTest, the_mark_stands_before_the_first_that_is_not_settled) {
    for (std::uint64_t seq : {2U, 4U, 6U}) scan(seq, seq / 2);
    begin();
    ASSERT_EQ(queue.size(), 3U);
    settle(1, Settlement::recorded);
    EXPECT_EQ(kept.through, 1U);
    settle(0, Settlement::recorded);
    EXPECT_EQ(kept.through, 5U);
    settle(2, Settlement::recorded);
    EXPECT_EQ(kept.through, 6U);
}

TEST_F(ShopTellingTest, other_lists_automatic_exits_and_unknown_codes_are_no_matter_of_the_shop) {
    scan(1, 1).scan.list = "ours";
    scan(2, 1).scan.source = core::ScanSource::automatic;
    scan(3, 0, core::Reason::invalid);
    begin();
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(kept.through, 3U);
}

TEST_F(ShopTellingTest, a_refusal_is_told_in_the_shops_words) {
    scan(1, 1, core::Reason::already_redeemed);
    scan(2, 1, core::Reason::zone_full);
    begin();
    ASSERT_EQ(queue.size(), 2U);
    EXPECT_EQ(item<pretix::RefusedScan>(0).reason, "already_redeemed");
    EXPECT_EQ(item<pretix::RefusedScan>(0).position, 1);
    EXPECT_EQ(item<pretix::RefusedScan>(0).event, "conference");
    EXPECT_EQ(item<pretix::RefusedScan>(1).reason, "error");
}

TEST_F(ShopTellingTest, what_the_shop_will_not_take_becomes_a_letter_and_holds_nobody_up) {
    scan(1, 1);
    scan(2, 2);
    begin();
    settle(0, Settlement::ambiguous);
    settle(1, Settlement::recorded);
    EXPECT_EQ(kept.through, 2U);
    ASSERT_EQ(kept.letters.size(), 1U);
    EXPECT_EQ(kept.letters.at(1), (pretix::DeadLetter{"ambiguous", "words"}));
    queue.clear();
    telling->retry();
    ASSERT_EQ(queue.size(), 1U);
    settle(0, Settlement::recorded);
    EXPECT_TRUE(kept.letters.empty());
    EXPECT_EQ(kept.through, 2U);
}

TEST_F(ShopTellingTest, a_ticket_without_a_code_waits_for_a_list_that_has_it) {
    scan(1, 9);
    begin();
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(kept.letters.at(1).settlement, "no_code");
    telling->use({{core::TicketId{9}, {.secret = "s9", .item = 1}}});
    ASSERT_EQ(queue.size(), 1U);
    EXPECT_EQ(item<pretix::CheckIn>(0).secret, "s9");
    EXPECT_TRUE(kept.letters.empty());
}

TEST_F(ShopTellingTest, after_a_stop_all_that_is_not_settled_is_told_again) {
    scan(1, 1);
    scan(2, 2);
    begin();
    settle(0, Settlement::recorded);
    open = false;
    queue.clear();
    telling->look();
    EXPECT_TRUE(queue.empty());
    open = true;
    telling->look();
    ASSERT_EQ(queue.size(), 1U);
    EXPECT_EQ(item<pretix::CheckIn>(0).secret, "s2");
}

TEST_F(ShopTellingTest, an_undone_check_in_is_told_and_then_annulled) {
    scan(1, 1).undone.emplace();
    begin();
    ASSERT_EQ(queue.size(), 2U);
    EXPECT_EQ(item<pretix::Annulment>(1).nonce, item<pretix::CheckIn>(0).nonce);
    settle(0, Settlement::recorded);
    EXPECT_EQ(kept.through, 0U);
    settle(1, Settlement::not_supported);
    EXPECT_EQ(kept.through, 1U);
    EXPECT_EQ(kept.annulled, std::set<std::uint64_t>{1});
    EXPECT_TRUE(kept.letters.empty());
}

TEST_F(ShopTellingTest, what_was_undone_later_or_while_we_were_off_is_annulled_once) {
    scan(1, 1);
    scan(2, 2);
    begin();
    settle(0, Settlement::recorded);
    settle(1, Settlement::recorded);
    record[0].undone.emplace();
    telling->undone(1);
    ASSERT_EQ(queue.size(), 3U);
    EXPECT_EQ(item<pretix::Annulment>(2).list, 6);
    settle(2, Settlement::recorded);
    record[1].undone.emplace();  // nobody told us: the station was off
    queue.clear();
    begin(kept);
    telling->look();
    ASSERT_EQ(queue.size(), 1U);
    EXPECT_EQ(queue[0].first, 5U);
}

TEST_F(ShopTellingTest, pages_follow_each_other_and_stop_where_the_queue_is_full) {
    for (std::uint64_t seq = 1; seq <= 12'000; ++seq) scan(seq, 1);
    begin();
    for (int i = 0; i < 30; ++i) telling->look();
    EXPECT_GT(queue.size(), 8'000U);
    EXPECT_LE(queue.size(), 10'000U);
    EXPECT_EQ(queue.back().first, queue.size() * 2);
}

}  // namespace
}  // namespace kiosk::app
