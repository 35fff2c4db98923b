// tests/unit/storage/mended_log.hpp — a log on a disk that misbehaves, and time moved by hand.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::testing {

class MendedLog : public ::testing::Test {
  protected:
    static constexpr int kForEver = 1'000'000;

    MendedLog() : state_(*storage::StateDirectory::open(files_, temporary_.path() / "state")) {
        reopen();
    }

    storage::DurableLog& log() { return *log_; }
    const storage::StatePaths& paths() const { return state_.paths(); }
    storage::Path segment(std::uint64_t number) const {
        return paths().journal() / storage::segment_name(number);
    }

    std::vector<std::uint64_t> segments() {
        return *storage::list_segments(files_, paths().journal());
    }

    void reopen() {
        log_.reset();
        auto log = storage::DurableLog::open(files_, state_, settings_);
        KIOSK_CHECK(log.has_value(), "a log can be opened");
        log_ = std::move(*log);
    }

    [[nodiscard]] bool append(std::uint64_t first, std::uint64_t last) {
        return log().append(records(first, last)).has_value();
    }

    // The next second, and all that wants no pause.
    void next_second(bool idle = true) {
        clock_.advance(std::chrono::seconds(1));
        while (log().tend(clock_, idle)) {
        }
        for (auto& repair : log().take_repairs()) repairs_.push_back(std::move(repair));
    }

    core::StorageHealth health() { return core::judge(log().facts()); }
    bool is_green() { return health().state == core::StorageState::green; }

    // A statement that is not in the journal: rot, or a failure to come.
    void run_sql(const std::string& sql) {
        ASSERT_NE(log().database(), nullptr);
        const auto ran = log().database()->execute(sql);
        ASSERT_TRUE(ran.has_value()) << ran.error().context;
    }

    // Every insertion fails from now on, for no reason that goes away.
    void break_database() { run_sql(kBreakDatabase); }

    std::vector<core::SequencedRecord> replayed() {
        std::vector<core::SequencedRecord> all;
        const auto done = log().replay([&all](std::uint64_t seq, core::Record record) {
            all.push_back({seq, std::move(record)});
            return Result<>();
        });
        EXPECT_TRUE(done.has_value()) << done.error().context;
        return all;
    }

    // Both copies whole, now and after another start, and every record is the sample of its number.
    void expect_whole(std::uint64_t count) {
        for (int start = 0; start < 2; ++start) {
            EXPECT_TRUE(is_green()) << health().sentence;
            std::uint64_t expected = 0;
            for (const auto& [seq, record] : replayed()) {
                ASSERT_EQ(seq, ++expected);
                ASSERT_EQ(std::get<core::ScanRecord>(record), a_scan(seq));
            }
            EXPECT_EQ(expected, count);
            ASSERT_NE(log().database(), nullptr);
            EXPECT_EQ(*log().database()->number_of("SELECT count(*) FROM events"),
                      static_cast<std::int64_t>(count));
            reopen();
            EXPECT_TRUE(log().report().repairs.empty());
        }
    }

    std::vector<std::string> quarantined() { return *files_.list(paths().quarantine()); }

    TemporaryDirectory temporary_;
    FakeFileSystem files_;
    storage::StateDirectory state_;
    storage::LogSettings settings_;
    ManualClock clock_{Timestamp{}};
    std::unique_ptr<storage::DurableLog> log_;
    std::vector<core::RepairedRecord> repairs_;
};

}  // namespace kiosk::testing
