// tests/unit/storage/storage_thread_test.cpp — group commit, order, and never a false word.
#include "kiosk/storage/storage_thread.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "tests/fakes/record_store_contract.hpp"
#include "tests/unit/storage/storage_station.hpp"

namespace kiosk::storage {
namespace {

using testing::Station;

TEST(StorageThread, everything_queued_during_a_sync_is_the_next_batch) {
    Station station;
    station.files().close_gate();
    station.append(1, 1);
    station.files().await_arrival();
    station.append(2, 50);
    station.files().open_gate();
    station.events().await(50);
    EXPECT_EQ(station.events().durable(), (std::vector<std::uint64_t>{1, 50}));
    EXPECT_EQ(station.store().statistics().batches, 2U);
    EXPECT_EQ(station.store().statistics().records, 50U);
}

TEST(StorageThread, nothing_is_reported_before_the_journal_is_synced) {
    Station station;
    station.files().close_gate();
    station.append(1, 1);
    station.files().await_arrival();
    EXPECT_TRUE(station.events().durable().empty());
    station.files().open_gate();
    station.events().await(1);
    EXPECT_EQ(station.events().durable(), std::vector<std::uint64_t>{1});
}

TEST(StorageThread, failing_the_nth_sync_up_to_three_times_never_loses_an_acknowledged_record) {
    for (int n = 0; n < 30; ++n) {
        Station station;
        station.files().good_syncs_before = n / kRewriteAttempts;
        station.files().syncs_to_fail = 1 + n % kRewriteAttempts;
        for (std::uint64_t seq = 1; seq <= 10; ++seq) {
            station.append(seq, seq);
            station.events().await(seq);
        }
        EXPECT_TRUE(station.events().failures().empty()) << n;
        EXPECT_EQ(station.last_seq_after_restart(), 10U) << n;
    }
}

TEST(StorageThread, failing_the_nth_write_once_never_loses_an_acknowledged_record) {
    for (int n = 0; n < 12; ++n) {
        Station station;
        station.files().good_writes_before = n;
        station.files().writes_to_fail = 1;
        for (std::uint64_t seq = 1; seq <= 10; ++seq) {
            station.append(seq, seq);
            station.events().await(seq);
        }
        EXPECT_TRUE(station.events().failures().empty()) << n;
        EXPECT_EQ(station.last_seq_after_restart(), 10U) << n;
    }
}

TEST(StorageThread, queue_takes_4096_records_and_fails_from_the_next) {
    Station station;
    station.files().close_gate();
    station.append(1, 1);
    station.files().await_arrival();
    station.append(2, 1 + kAppendQueueMax);
    EXPECT_EQ(station.store().statistics().queued, kAppendQueueMax);
    station.append(2 + kAppendQueueMax, 10 + kAppendQueueMax);
    station.files().open_gate();
    station.events().await(2 + kAppendQueueMax);
    ASSERT_EQ(station.events().failures().size(), 1U);
    EXPECT_EQ(station.events().failures()[0].first, 2 + kAppendQueueMax);
    EXPECT_EQ(station.events().failures()[0].second.code, Errc::unavailable);
    EXPECT_EQ(station.events().durable().back(), 1 + kAppendQueueMax);
    EXPECT_EQ(station.last_seq_after_restart(), 1 + kAppendQueueMax);
}

TEST(StorageThread, sixty_fifth_waiting_query_is_told_to_come_again) {
    Station station;
    station.files().close_gate();
    station.append(1, 1);
    station.files().await_arrival();
    std::atomic<int> answers = 0;
    for (std::size_t i = 0; i < kQueryQueueMax; ++i) {
        station.store().query({}, [&answers](const auto&) { ++answers; });
    }
    EXPECT_EQ(answers, 0);
    Errc refused{};
    station.store().query({}, [&refused](const auto& found) { refused = found.error().code; });
    EXPECT_EQ(refused, Errc::unavailable);
    station.files().open_gate();
    static_cast<void>(station.last_seq_after_restart());
    EXPECT_EQ(answers, static_cast<int>(kQueryQueueMax));
}

TEST(StorageThread, what_is_queued_at_the_end_is_made_durable) {
    Station station;
    station.append(1, 1000);
    EXPECT_EQ(station.last_seq_after_restart(), 1000U);
    EXPECT_EQ(station.events().durable().back(), 1000U);
}

TEST(StorageThread, commit_latency_is_counted) {
    Station station;
    station.append(1, 1);
    station.events().await(1);
    EXPECT_EQ(station.store().statistics().commit_p50, std::chrono::milliseconds(1));
    EXPECT_EQ(station.store().statistics().commit_p99, std::chrono::milliseconds(1));
}

class Marks final : public StorageTask {
  public:
    explicit Marks(std::vector<std::uint64_t>& into) : into_(into) {}
    void tick(DurableLog& /*log*/, const Timestamp& /*now*/) override {}
    void stored(const DurableLog& log) override {
        if (log.mark()) into_.push_back(log.mark()->seq);
    }

  private:
    std::vector<std::uint64_t>& into_;
};

TEST(StorageThread, tasks_hear_of_every_256th_record) {
    std::vector<std::uint64_t> marks;
    std::vector<std::unique_ptr<StorageTask>> tasks;
    tasks.push_back(std::make_unique<Marks>(marks));
    Station station(kQuietBeforeRest, std::move(tasks));
    station.append(1, 3000);
    station.events().await(3000);
    static_cast<void>(station.last_seq_after_restart());
    EXPECT_EQ(marks, (std::vector<std::uint64_t>{256, 512, 768, 1024, 1280, 1536, 1792, 2048, 2304,
                                                 2560, 2816}));
}

TEST(StorageThread, write_ahead_log_is_emptied_at_rest) {
    Station station(std::chrono::milliseconds(1));
    const Path log = station.paths().database().string() + "-wal";
    station.append(1, 10);
    station.events().await(10);
    // Ended by the program's time limit where the thread never rests.
    while (station.store().statistics().rests == 0) std::this_thread::yield();
    EXPECT_EQ(std::filesystem::file_size(log), 0U);
}

TEST(StorageThread, write_ahead_log_is_emptied_although_there_is_never_rest) {
    Station station;
    std::uint64_t seq = 0;
    // The clock goes on by a millisecond at each look. Ended by the program's time limit.
    while (station.store().statistics().rests == 0) {
        ++seq;
        station.append(seq, seq);
        station.events().await(seq);
        for (int look = 0; look < 50; ++look) static_cast<void>(station.store().health());
    }
    EXPECT_GT(seq, 100U) << "a rest is not taken after every batch";
}

}  // namespace
}  // namespace kiosk::storage

namespace kiosk::testing {

INSTANTIATE_TYPED_TEST_SUITE_P(StorageThread, RecordStoreContract, Station);

}  // namespace kiosk::testing
