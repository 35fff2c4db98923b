// tests/unit/storage/durable_log_test.cpp — a batch is in both copies, or it is an error.
#include "kiosk/storage/durable_log.hpp"

#include <gtest/gtest.h>

#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

using testing::records;

class DurableLogTest : public ::testing::Test {
  protected:
    DurableLogTest() : state_(*StateDirectory::open(files_, temporary_.path() / "state")) {}

    std::unique_ptr<DurableLog> open() {
        auto log = DurableLog::open(files_, state_);
        KIOSK_CHECK(log.has_value(), "a log can be opened");
        return std::move(*log);
    }

    static std::vector<core::SequencedRecord> replayed(DurableLog& log) {
        std::vector<core::SequencedRecord> all;
        const auto done = log.replay([&all](std::uint64_t seq, core::Record record) {
            all.push_back({seq, std::move(record)});
            return Result<>();
        });
        EXPECT_TRUE(done.has_value());
        return all;
    }

    testing::TemporaryDirectory temporary_;
    testing::FakeFileSystem files_;
    StateDirectory state_;
};

TEST_F(DurableLogTest, new_log_is_empty_and_says_nothing_was_mended) {
    const auto log = open();
    EXPECT_EQ(log->last_seq(), 0U);
    EXPECT_TRUE(log->report().repairs.empty());
    EXPECT_FALSE(log->report().torn_tail.has_value());
    EXPECT_TRUE(replayed(*log).empty());
}

TEST_F(DurableLogTest, epoch_is_known_after_the_replay_and_is_that_of_the_last_restore) {
    {
        const auto log = open();
        EXPECT_EQ(log->epoch(), std::nullopt);
        replayed(*log);
        EXPECT_EQ(log->epoch(), log->identity().epoch);
        const std::vector<core::SequencedRecord> batch{{1, core::RestoredRecord{.epoch = 41}},
                                                       {2, core::RestoredRecord{.epoch = 42}},
                                                       {3, testing::a_scan(3)}};
        ASSERT_TRUE(log->append(batch).has_value());
    }
    const auto log = open();
    replayed(*log);
    EXPECT_EQ(log->epoch(), 42U);
}

TEST_F(DurableLogTest, replay_gives_back_what_was_appended) {
    {
        const auto log = open();
        ASSERT_TRUE(log->append(records(1, 3)).has_value());
        const core::StartRecord start{testing::a_scan(4).at, {}, "kioskd 0.1.0"};
        ASSERT_TRUE(log->append(std::vector<core::SequencedRecord>{{4, start}}).has_value());
    }
    const auto log = open();
    EXPECT_EQ(log->last_seq(), 4U);
    EXPECT_TRUE(log->report().repairs.empty());
    const auto all = replayed(*log);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(std::get<core::ScanRecord>(all[1].record), testing::a_scan(2));
    EXPECT_EQ(std::get<core::StartRecord>(all[3].record).software, "kioskd 0.1.0");
}

TEST_F(DurableLogTest, one_batch_costs_one_journal_sync) {
    const auto log = open();
    const int before = files_.syncs;
    ASSERT_TRUE(log->append(records(1, kBatchRecordsMax)).has_value());
    EXPECT_EQ(files_.syncs - before, 1);
}

TEST_F(DurableLogTest, every_256th_record_is_a_mark_wherever_its_batch_begins_and_ends) {
    const auto log = open();
    std::vector<std::uint64_t> marks;
    for (std::uint64_t seq = 1; seq <= 2000; seq += 100) {
        ASSERT_TRUE(log->append(records(seq, seq + 99)).has_value());
        if (const auto& mark = log->mark()) marks.push_back(mark->seq);
    }
    EXPECT_EQ(marks, (std::vector<std::uint64_t>{256, 512, 768, 1024, 1280, 1536, 1792}));
    ASSERT_TRUE(log->append(records(2001, 2048)).has_value());
    EXPECT_EQ(log->mark(), log->head());
    ASSERT_TRUE(log->append(records(2049, 2049)).has_value());
    EXPECT_FALSE(log->mark().has_value()) << "that was the batch before";
}

TEST_F(DurableLogTest, failed_journal_sync_is_survived_and_everything_is_there_after) {
    {
        const auto log = open();
        ASSERT_TRUE(log->append(records(1, 3)).has_value());
        files_.syncs_to_fail = 1;
        ASSERT_TRUE(log->append(records(4, 6)).has_value());
        ASSERT_TRUE(log->append(records(7, 9)).has_value());
    }
    const auto log = open();
    EXPECT_EQ(replayed(*log).size(), 9U);
    EXPECT_TRUE(log->report().repairs.empty());
}

TEST_F(DurableLogTest, half_written_batch_is_survived) {
    {
        const auto log = open();
        ASSERT_TRUE(log->append(records(1, 3)).has_value());
        files_.writes_to_fail = 1;
        ASSERT_TRUE(log->append(records(4, 6)).has_value());
    }
    EXPECT_EQ(replayed(*open()).size(), 6U);
}

TEST_F(DurableLogTest, log_of_several_segments_is_replayed_in_order) {
    constexpr std::uint64_t kMany = 30'000;
    {
        const auto log = open();
        for (std::uint64_t seq = 1; seq <= kMany; seq += 200) {
            ASSERT_TRUE(log->append(records(seq, seq + 199)).has_value());
        }
    }
    const auto log = open();
    EXPECT_GT(log->report().segments, 1U);
    std::uint64_t expected = 0;
    for (const auto& record : replayed(*log)) ASSERT_EQ(record.seq, ++expected);
    EXPECT_EQ(expected, kMany);
}

TEST_F(DurableLogTest, write_ahead_log_stays_short) {
    const auto log = open();
    for (std::uint64_t seq = 1; seq <= 2000; seq += 10) {
        ASSERT_TRUE(log->append(records(seq, seq + 9)).has_value());
        ASSERT_TRUE(log->tidy_after_batch().has_value());
        ASSERT_LE(std::filesystem::file_size(state_.paths().database().string() + "-wal"),
                  4U << 20U);
    }
}

TEST_F(DurableLogTest, query_filters_and_orders) {
    const auto log = open();
    std::vector<core::SequencedRecord> batch;
    for (std::uint64_t seq = 1; seq <= 10; ++seq) {
        batch.push_back(
            {seq,
             testing::a_scan(seq, seq % 5 == 0 ? core::Reason::already_redeemed : core::Reason::ok,
                             seq > 8 ? "south" : "north")});
    }
    batch.push_back({11, core::RosterRecord{testing::a_scan(11).at, {}, 2, 100}});
    ASSERT_TRUE(log->append(batch).has_value());
    const auto seqs = [&log](const ports::ScanQuery& query) {
        std::vector<std::uint64_t> found;
        const auto answer = log->query(query);
        for (const auto& stored : *answer) found.push_back(stored.seq);
        return found;
    };
    const std::string refused(name_of(core::verdict_of(core::Reason::already_redeemed)));
    using Seqs = std::vector<std::uint64_t>;
    EXPECT_EQ(seqs({.after_seq = 7}), (Seqs{8, 9, 10}));
    EXPECT_EQ(seqs({.before_seq = 3}), (Seqs{1, 2}));
    EXPECT_EQ(seqs({.station = "south"}), (Seqs{9, 10}));
    EXPECT_EQ(seqs({.verdict = refused}), seqs({.reason = "already_redeemed"}));
    EXPECT_EQ(seqs({.reason = "already_redeemed", .newest_first = true}), (Seqs{10, 5}));
    EXPECT_EQ(seqs({.verdict = "go", .limit = 2, .newest_first = true}), (Seqs{9, 8}));
    EXPECT_EQ(seqs({.after_seq = ~std::uint64_t{0}}), Seqs{});
    const auto first = log->query({.before_seq = 2});
    EXPECT_EQ(first->front().scan, testing::a_scan(1));
}

}  // namespace
}  // namespace kiosk::storage
