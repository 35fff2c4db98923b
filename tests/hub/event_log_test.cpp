// tests/hub/event_log_test.cpp — the same log however it comes; forks, gaps and unreadable records.
#include "kiosk/hub/event_log.hpp"

#include <random>

#include <gtest/gtest.h>

#include "kiosk/crypto/ed25519_signer.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/hub/station_journal.hpp"

namespace kiosk::testing {
namespace {

class EventLogTest : public HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        if (IsSkipped()) return;
        migrate();
        pool_ = make_pool();
        log_ = std::make_unique<hub::EventLog>(*pool_, key_);
    }
    hub::Ingested ingest(const hub::Upload& upload) {
        auto done = await(log_->ingest(upload, soon()));
        EXPECT_TRUE(done) << done.error().context;
        return done ? *std::move(done) : hub::Ingested();
    }
    // The log of one station as one text.
    [[nodiscard]] std::string content() const {
        return sql(
            "SELECT md5(string_agg(epoch || ':' || sequence || ':' || chain || payload, ','"
            " ORDER BY epoch, sequence, chain)) || count(*) FROM kiosk.event");
    }

    static StationJournal journal_of(std::uint64_t records) {
        StationJournal journal(1);
        for (std::uint64_t n = 1; n <= records; ++n) journal.add(an_entry(n, n));
        return journal;
    }

    const crypto::Ed25519Signer key_{std::array<std::uint8_t, 32>{7}};
    std::unique_ptr<hub::pg::Pool> pool_;
    std::unique_ptr<hub::EventLog> log_;
};

TEST_F(EventLogTest, a_receipt_vouches_for_exactly_what_was_sent) {
    const auto journal = journal_of(3);
    const auto done = ingest(journal.upload(1, 3));
    ASSERT_TRUE(done.receipt);
    EXPECT_EQ(done.receipt->head.seq, 3U);
    EXPECT_EQ(done.receipt->head.chain, journal.link(3));
    EXPECT_EQ(done.acked_through, 3U);
    EXPECT_TRUE(wire::is_genuine(*done.receipt, key_.public_key(), crypto::Ed25519Verifier()));
    wire::Receipt other = *done.receipt;
    ++other.head.seq;
    EXPECT_FALSE(wire::is_genuine(other, key_.public_key(), crypto::Ed25519Verifier()));
}

TEST_F(EventLogTest, parts_that_come_twice_and_out_of_order_make_the_same_log) {
    const auto journal = journal_of(60);
    ingest(journal.upload(1, 60));
    const std::string expected = content();
    sql("DELETE FROM kiosk.event");
    const unsigned seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    std::uint64_t acked = 0;
    std::size_t news = 0;
    while (acked < 60) {
        const std::uint64_t first = std::uniform_int_distribution<std::uint64_t>(1, 60)(dice);
        const std::uint64_t last = std::uniform_int_distribution<std::uint64_t>(first, 60)(dice);
        const auto done = ingest(journal.upload(first, last));
        EXPECT_EQ(done.receipt.has_value(), first <= acked + 1) << first << " after " << acked;
        acked = std::max(acked, done.receipt ? last : acked);
        EXPECT_EQ(done.acked_through, acked);
        EXPECT_FALSE(done.forked);
        news += done.news.size();
    }
    EXPECT_EQ(content(), expected);
    EXPECT_EQ(news, 60U) << "each record is news once";
}

TEST_F(EventLogTest, records_behind_a_gap_are_not_taken) {
    const auto journal = journal_of(5);
    ingest(journal.upload(1, 2));
    const auto done = ingest(journal.upload(4, 5));
    EXPECT_FALSE(done.receipt);
    EXPECT_EQ(done.acked_through, 2U);
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.event"), "2");
}

TEST_F(EventLogTest, a_hub_set_back_to_yesterday_is_filled_again) {
    const auto journal = journal_of(9);
    ingest(journal.upload(1, 9));
    const std::string whole = content();
    sql("DELETE FROM kiosk.event WHERE sequence > 4");
    EXPECT_EQ(ingest(journal.upload(9, 9)).acked_through, 4U);
    EXPECT_EQ(ingest(journal.upload(5, 9)).acked_through, 9U);
    EXPECT_EQ(content(), whole);
}

TEST_F(EventLogTest, a_cloned_station_is_noticed_and_both_histories_are_kept) {
    auto journal = journal_of(4);
    ingest(journal.upload(1, 4));
    auto clone = journal;
    clone.cut_to(2);
    clone.add(an_entry(33, 33));
    clone.add(an_entry(34, 34));
    const auto done = ingest(clone.upload(3, 3));
    EXPECT_TRUE(done.forked);
    ASSERT_TRUE(done.receipt);
    EXPECT_EQ(done.receipt->head.chain, clone.link(3));
    EXPECT_EQ(ingest(clone.upload(4, 4)).news.size(), 1U);
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.event"), "6");
    EXPECT_EQ(sql("SELECT min(sequence) FROM kiosk.fork"), "3");
    EXPECT_TRUE(ingest(journal.upload(4, 4)).forked) << "the first one hears of it, too";
}

TEST_F(EventLogTest, a_record_behind_an_unknown_one_of_that_number_is_a_fork) {
    const auto journal = journal_of(4);
    ingest(journal.upload(1, 4));
    auto other = journal;
    other.cut_to(3);
    other.add(an_entry(40, 40));
    other.add(an_entry(41, 41));
    const auto done = ingest(other.upload(5, 5));
    EXPECT_TRUE(done.forked);
    EXPECT_EQ(sql("SELECT min(sequence) FROM kiosk.fork"), "5");
}

TEST_F(EventLogTest, a_station_restored_from_a_backup_goes_on_in_a_new_epoch) {
    auto journal = journal_of(5);
    ingest(journal.upload(1, 5));
    journal.cut_to(3);
    journal.begin_epoch(2);
    journal.add(an_entry(50, 50));
    const auto done = ingest(journal.upload(4, 4));
    ASSERT_TRUE(done.receipt);
    EXPECT_FALSE(done.forked);
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.fork"), "0");
}

TEST_F(EventLogTest, an_unreadable_record_is_kept_aside_and_blocks_nothing) {
    StationJournal journal(1);
    journal.add(an_entry(1, 1));
    journal.add_payload({std::byte{0xFF}, std::byte{0x00}});
    journal.add(an_entry(3, 3));
    const auto done = ingest(journal.upload(1, 3));
    ASSERT_TRUE(done.receipt);
    EXPECT_EQ(done.news.size(), 2U);
    const auto letters = await(log_->dead_letters(soon()));
    ASSERT_TRUE(letters) << letters.error().context;
    ASSERT_EQ(letters->size(), 1U);
    const auto& letter = letters->front();
    EXPECT_EQ(letter.place.seq, 2U);
    EXPECT_EQ(letter.place.chain, journal.link(2));
    EXPECT_EQ(letter.payload.size(), 2U);
    EXPECT_FALSE(letter.problem.empty());
    ASSERT_TRUE(await(log_->settle({letter.place}, soon())));
    EXPECT_TRUE(await(log_->dead_letters(soon()))->empty());
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.event"), "3") << "the log keeps it all the same";
}

TEST_F(EventLogTest, what_the_venue_has_not_learned_is_found_again) {
    const auto journal = journal_of(3);
    ingest(journal.upload(1, 3));
    sql("INSERT INTO kiosk.claim SELECT 1, origin, payload FROM kiosk.event WHERE sequence = 2");
    const auto news = await(log_->unlearned(std::chrono::hours(1), soon()));
    ASSERT_TRUE(news) << news.error().context;
    ASSERT_EQ(news->size(), 2U);
    EXPECT_EQ(news->front().origin, hub::origin_of(scan_id(1)));
    EXPECT_EQ(news->back().origin, hub::origin_of(scan_id(3)));
}

TEST_F(EventLogTest, a_connection_cut_at_any_moment_costs_nothing) {
    const auto journal = journal_of(40);
    for (std::uint64_t seq = 1; seq <= 40; ++seq) {
        sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kiosk_hub'");
        EXPECT_EQ(ingest(journal.upload(seq, seq)).acked_through, seq);
    }
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.event"), "40");
}

}  // namespace
}  // namespace kiosk::testing
