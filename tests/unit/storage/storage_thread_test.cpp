// tests/unit/storage/storage_thread_test.cpp — group commit, order, and never a false word.
#include "kiosk/storage/storage_thread.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "tests/fakes/record_store_contract.hpp"
#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

using testing::a_record;

// Every look at it is a millisecond later.
class TickingClock final : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        return {Instant(std::chrono::milliseconds(++looks_)), {}};
    }

  private:
    mutable std::atomic<int> looks_{0};
};

class Station {
  public:
    explicit Station(std::chrono::milliseconds quiet = kQuietBeforeRest)
        : state_(*StateDirectory::open(files_, temporary_.path() / "state")) {
        auto log = DurableLog::open(files_, state_);
        KIOSK_CHECK(log.has_value(), "a log can be opened");
        thread_.emplace(std::move(*log), events_, clock_, quiet);
    }

    StorageThread& store() { return *thread_; }
    testing::RecordingStoreEvents& events() { return events_; }
    testing::FakeFileSystem& files() { return files_; }
    const StatePaths& paths() const { return state_.paths(); }

    void append(std::uint64_t first, std::uint64_t last) {
        for (std::uint64_t seq = first; seq <= last; ++seq) thread_->append(a_record(seq));
    }

    // Ends the thread, opens the log again and returns its last sequence.
    std::uint64_t last_seq_after_restart() {
        thread_.reset();
        const auto log = DurableLog::open(files_, state_);
        if (!log.has_value()) {
            ADD_FAILURE() << log.error().context;
            return 0;
        }
        return (*log)->last_seq();
    }

  private:
    testing::TemporaryDirectory temporary_;
    testing::FakeFileSystem files_;
    StateDirectory state_;
    testing::RecordingStoreEvents events_;
    TickingClock clock_;
    std::optional<StorageThread> thread_;
};

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

TEST(StorageThread, sync_that_fails_for_ever_gives_failed_from_and_never_durable) {
    Station station;
    station.append(1, 3);
    station.events().await(3);
    station.files().syncs_to_fail = 1'000'000;
    station.append(4, 4);
    station.events().await(4);
    station.files().syncs_to_fail = 0;
    station.append(5, 9);
    ASSERT_EQ(station.events().failures().size(), 1U);
    EXPECT_EQ(station.events().failures()[0].first, 4U);
    EXPECT_EQ(station.events().failures()[0].second.code, Errc::io_failure);
    EXPECT_EQ(station.store().statistics().failure->code, Errc::io_failure);
    std::uint64_t acknowledged = station.events().durable().back();
    EXPECT_EQ(acknowledged, 3U);
    EXPECT_GE(station.last_seq_after_restart(), acknowledged);
    EXPECT_EQ(station.events().durable().back(), acknowledged);
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

TEST(StorageThread, write_ahead_log_is_emptied_at_rest) {
    Station station(std::chrono::milliseconds(1));
    const Path log = station.paths().database().string() + "-wal";
    station.append(1, 10);
    station.events().await(10);
    // Ended by the program's time limit where the thread never rests.
    while (station.store().statistics().rests == 0) std::this_thread::yield();
    EXPECT_EQ(std::filesystem::file_size(log), 0U);
}

}  // namespace
}  // namespace kiosk::storage

namespace kiosk::testing {

INSTANTIATE_TYPED_TEST_SUITE_P(StorageThread, RecordStoreContract, storage::Station);

}  // namespace kiosk::testing
