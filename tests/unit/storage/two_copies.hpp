// tests/unit/storage/two_copies.hpp — a closed log of 1,000 records, whose copies tests damage.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::testing {

class TwoCopies : public ::testing::Test {
  protected:
    static constexpr std::uint64_t kCount = 1000;

    TwoCopies() : state_(*storage::StateDirectory::open(files_, temporary_.path() / "state")) {}

    void SetUp() override {
        const auto log = open();
        ASSERT_TRUE(log.has_value());
        append_to(**log, 1, kCount);
    }

    Result<std::unique_ptr<storage::DurableLog>> open() {
        return storage::DurableLog::open(files_, state_);
    }

    static void append_to(storage::DurableLog& log, std::uint64_t first, std::uint64_t last) {
        for (std::uint64_t seq = first; seq <= last; seq += 100) {
            ASSERT_TRUE(log.append(records(seq, std::min(seq + 99, last))).has_value());
        }
    }

    // Opens, expects all records in both copies and, after another start, nothing left to mend.
    void expect_whole(std::uint64_t count, std::size_t repairs) {
        {
            const auto log = open();
            ASSERT_TRUE(log.has_value()) << log.error().context;
            EXPECT_EQ((*log)->report().repairs.size(), repairs);
            EXPECT_EQ((*log)->last_seq(), count);
            std::uint64_t expected = 0;
            const auto replayed =
                (*log)->replay([&](std::uint64_t seq, const core::Record& record) {
                    EXPECT_EQ(seq, ++expected);
                    EXPECT_EQ(std::get<core::ScanRecord>(record), a_scan(seq));
                    return Result<>();
                });
            EXPECT_TRUE(replayed.has_value());
            EXPECT_EQ(expected, count);
            EXPECT_EQ(*(*log)->database()->number_of("SELECT count(*) FROM events"),
                      static_cast<std::int64_t>(count));
            ASSERT_TRUE((*log)->append(records(count + 1, count + 2)).has_value());
        }
        const auto again = open();
        ASSERT_TRUE(again.has_value());
        EXPECT_EQ((*again)->last_seq(), count + 2);
        EXPECT_TRUE((*again)->report().repairs.empty());
    }

    // A file and what SQLite keeps beside it have one number.
    std::size_t quarantined() {
        const auto names = files_.list(state_.paths().quarantine());
        std::set<std::string> numbers;
        for (const auto& name : *names) numbers.insert(name.substr(0, 4));
        return numbers.size();
    }

    std::uint64_t journal_end() {
        return storage::walk_journal(files_, state_.paths().journal(), storage::WalkDepth::verify,
                                     ignore_record)
            ->end_offset;
    }

    void run_sql(const std::string& sql) {
        const auto database =
            storage::Database::open(state_.paths().database(), storage::DatabaseUse::owning);
        ASSERT_TRUE(database.has_value());
        ASSERT_TRUE((*database)->execute(sql).has_value());
    }

    TemporaryDirectory temporary_;
    FakeFileSystem files_;
    storage::StateDirectory state_;
    storage::Path segment_ = state_.paths().journal() / storage::segment_name(1);
};

}  // namespace kiosk::testing
