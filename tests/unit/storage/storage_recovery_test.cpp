// tests/unit/storage/storage_recovery_test.cpp — the storage thread when a batch is lost, and
// after.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "kiosk/storage/storage_thread.hpp"
#include "tests/unit/storage/storage_station.hpp"

namespace kiosk::storage {
namespace {

using core::StorageState;
using testing::Station;

TEST(StorageRecovery, journal_that_always_fails_is_told_before_the_record_and_loses_nothing) {
    Station station;
    station.append(1, 3);
    station.events().await(3);
    station.files().syncs_to_fail = Station::kForEver;
    station.append(4, 4);
    station.events().await(4);
    EXPECT_TRUE(station.events().failures().empty());
    ASSERT_FALSE(station.events().healths().empty());
    EXPECT_EQ(station.events().healths()[0].state, StorageState::amber_one_copy);
    EXPECT_EQ(station.events().healths()[0].code, "STO-SYNC");
    EXPECT_EQ(station.last_seq_after_restart(), 4U);
}

TEST(StorageRecovery, batch_that_no_copy_takes_is_failed_and_what_follows_is_dropped) {
    Station station;
    station.append(1, 3);
    station.events().await(3);
    station.break_both();
    station.append(4, 4);
    station.events().await(4);
    ASSERT_EQ(station.events().failures().size(), 1U);
    EXPECT_EQ(station.events().failures()[0].first, 4U);
    EXPECT_EQ(station.events().healths().back().state, StorageState::red);
    station.append(5, 9);  // decided before the failure was heard of
    EXPECT_EQ(station.store().statistics().queued, 0U);
    EXPECT_EQ(station.events().durable().back(), 3U);
}

TEST(StorageRecovery, store_goes_on_after_restart_from_and_the_disk_came_back) {
    Station station(std::chrono::milliseconds(1));
    station.append(1, 3);
    station.events().await(3);
    station.break_both();
    station.append(4, 6);
    station.events().await(6);
    ASSERT_EQ(station.events().failures().size(), 1U);
    station.files().syncs_to_fail = 0;
    station.await_green();
    station.append(5, 9);
    station.store().restart_from(4);
    station.append(4, 8);
    while (station.events().durable().back() < 8) std::this_thread::yield();
    EXPECT_EQ(station.events().failures().size(), 1U);
    EXPECT_EQ(station.last_seq_after_restart(), 8U);
    EXPECT_EQ(station.events().repairs().size(), 2U);
}

TEST(StorageRecovery, batch_before_the_restart_fails_again_while_the_disk_is_gone) {
    Station station;
    station.break_both();
    for (std::size_t round = 1; round <= 3; ++round) {
        station.append(1, 1);
        while (station.events().failures().size() < round) std::this_thread::yield();
        station.store().restart_from(1);
    }
    EXPECT_TRUE(station.events().durable().empty());
}

TEST(StorageRecovery, sync_that_takes_longer_than_a_second_is_told_to_who_asks) {
    Station station;
    station.files().close_gate();
    station.append(1, 1);
    station.files().await_arrival();
    EXPECT_EQ(station.store().health().code, "");
    // Each look at the clock is a millisecond later.
    for (int look = 0; look < 1100; ++look) static_cast<void>(station.store().health());
    EXPECT_EQ(station.store().health().code, "STO-SLOW");
    station.files().open_gate();
    station.events().await(1);
    EXPECT_EQ(station.store().health().code, "");
}

class CountingTask final : public StorageTask {
  public:
    explicit CountingTask(std::atomic<std::uint64_t>& seen) : seen_(seen) {}
    void tick(DurableLog& log, const Timestamp& /*now*/) override { seen_ = log.last_seq(); }

  private:
    std::atomic<std::uint64_t>& seen_;
};

TEST(StorageRecovery, tasks_of_others_see_the_log_between_batches) {
    std::atomic<std::uint64_t> seen = 0;
    std::vector<std::unique_ptr<StorageTask>> tasks;
    tasks.push_back(std::make_unique<CountingTask>(seen));
    Station station(std::chrono::milliseconds(1), std::move(tasks));
    station.append(1, 3);
    while (seen != 3) std::this_thread::yield();
}

}  // namespace
}  // namespace kiosk::storage
