// tests/unit/storage/checkpoint_thread_test.cpp — when a head is signed, and what a failure costs.
#include "kiosk/storage/checkpoint_thread.hpp"

#include <atomic>
#include <chrono>
#include <semaphore>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/signing.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

constexpr KeySeed kSeed{5};
constexpr std::chrono::hours kNever{1};
constexpr int kForEver = 1'000'000;

class CheckpointThreadTest : public ::testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(StateDirectory::open(files_, root_).has_value()); }

    void start(std::uint64_t records, std::chrono::milliseconds every) {
        CheckpointSettings settings;
        settings.records = records;
        settings.every = every;
        settings.retry = std::chrono::milliseconds(1);
        settings.report = [this](const Checkpoint&, const Result<>& done) {
            if (!done.has_value()) ++failures_;
            reported_.release();
        };
        thread_.emplace(files_, paths_,
                        std::make_unique<crypto::Ed25519Signer>(
                            std::span<const std::uint8_t, crypto::kSeedBytes>(kSeed)),
                        std::move(settings));
    }
    void note(std::uint64_t seq) { thread_->note(7, {seq, Chain{static_cast<std::uint8_t>(seq)}}); }
    [[nodiscard]] bool is_reported() { return reported_.try_acquire_for(std::chrono::seconds(20)); }
    [[nodiscard]] std::vector<std::uint64_t> stored() {
        std::vector<std::uint64_t> seqs;
        const auto list = read_checkpoints(read_checkpoint_file(files_, paths_).value());
        for (const auto& read : list.checkpoints) seqs.push_back(read.checkpoint.head.seq);
        return seqs;
    }

    testing::TemporaryDirectory temporary_;
    Path root_ = temporary_.path() / "state";
    StatePaths paths_{root_};
    testing::FakeFileSystem files_;
    std::counting_semaphore<> reported_{0};
    std::atomic<int> failures_{0};
    std::optional<CheckpointThread> thread_;
};

TEST_F(CheckpointThreadTest, enough_records_are_signed_at_once) {
    start(256, kNever);
    note(10);
    note(255);
    note(256);
    ASSERT_TRUE(is_reported());
    EXPECT_EQ(stored(), std::vector<std::uint64_t>{256});
    thread_.reset();
    EXPECT_EQ(stored().size(), 1U);
}

TEST_F(CheckpointThreadTest, few_records_are_signed_when_their_time_has_come) {
    start(256, std::chrono::milliseconds(1));
    note(3);
    ASSERT_TRUE(is_reported());
    EXPECT_EQ(stored(), std::vector<std::uint64_t>{3});
}

TEST_F(CheckpointThreadTest, last_head_is_signed_at_the_end) {
    start(256, kNever);
    note(3);
    thread_.reset();
    EXPECT_EQ(stored(), std::vector<std::uint64_t>{3});
}

TEST_F(CheckpointThreadTest, nothing_new_is_nothing_signed) {
    start(256, std::chrono::milliseconds(1));
    thread_.reset();
    EXPECT_TRUE(stored().empty());
}

TEST_F(CheckpointThreadTest, head_that_is_signed_already_is_not_signed_again_after_a_restart) {
    for (int i = 0; i < 2; ++i) {
        start(256, kNever);
        note(3);
        thread_.reset();
    }
    EXPECT_EQ(stored().size(), 1U);
}

TEST_F(CheckpointThreadTest, however_many_come_at_once_no_more_than_256_lie_between_two_heads) {
    start(256, kNever);
    files_.syncs_to_fail = kForEver;  // all wait for the first one
    for (std::uint64_t seq = 100; seq <= 5000; seq += 100) {
        const std::uint64_t mark = seq / 256 * 256;
        if (mark > seq - 100) note(mark);
        note(seq);
    }
    ASSERT_TRUE(is_reported());
    files_.syncs_to_fail = 0;
    thread_.reset();
    std::uint64_t before = 0;
    for (const auto seq : stored()) {
        EXPECT_LE(seq, before + 256);
        before = seq;
    }
    EXPECT_EQ(before, 5000U);
}

TEST_F(CheckpointThreadTest, failed_write_is_reported_and_tried_again_though_nothing_new_comes) {
    start(2, kNever);
    files_.syncs_to_fail = 1;
    note(2);
    ASSERT_TRUE(is_reported());
    EXPECT_TRUE(failures_ == 1 && !thread_->newest().has_value());
    ASSERT_TRUE(is_reported());
    EXPECT_EQ(failures_, 1);
    EXPECT_EQ(stored(), std::vector<std::uint64_t>{2});
    note(4);
    ASSERT_TRUE(is_reported());
    thread_.reset();
    EXPECT_EQ(stored(), (std::vector<std::uint64_t>{2, 4}));
}

TEST_F(CheckpointThreadTest, what_failed_to_be_written_is_not_written_twice) {
    start(2, kNever);
    note(2);
    ASSERT_TRUE(is_reported());
    files_.syncs_to_fail = kForEver;
    note(4);
    note(6);
    for (int tries = 0; tries < 3; ++tries) ASSERT_TRUE(is_reported());
    files_.syncs_to_fail = 0;
    thread_.reset();
    EXPECT_EQ(stored(), (std::vector<std::uint64_t>{2, 4, 6}));
}

TEST_F(CheckpointThreadTest, where_nothing_can_be_written_it_ends_all_the_same) {
    start(2, kNever);
    files_.syncs_to_fail = kForEver;
    note(2);
    ASSERT_TRUE(is_reported());
    thread_.reset();
    EXPECT_GT(failures_, 0);
}

TEST_F(CheckpointThreadTest, carries_station_and_epoch) {
    start(1, kNever);
    note(1);
    thread_.reset();
    const auto list = read_checkpoints(read_checkpoint_file(files_, paths_).value());
    ASSERT_EQ(list.checkpoints.size(), 1U);
    EXPECT_EQ(list.checkpoints[0].checkpoint.epoch, 7U);
    EXPECT_EQ(
        judge(list.checkpoints[0].note, testing::note_key_of(kSeed, {}), crypto::Ed25519Verifier()),
        NoteTrust::genuine);
}

}  // namespace
}  // namespace kiosk::storage
