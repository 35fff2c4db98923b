// tests/unit/app/backups_test.cpp — when the station backs itself up, and what it says when it
// cannot.
#include "kiosk/app/backups.hpp"

#include <atomic>
#include <fstream>
#include <future>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "kiosk/storage/backup.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::app {
namespace {

using namespace std::chrono_literals;

// The worker asks it too.
class SharedClock final : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        const std::chrono::milliseconds since(ms_.load());
        return {Instant(since), UtcTime(since)};
    }
    void pass(std::chrono::milliseconds time) { ms_ += time.count(); }

  private:
    std::atomic<std::int64_t> ms_{0};
};

class BackupsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        auto state = storage::StateDirectory::open(files_, root_);
        ASSERT_TRUE(state.has_value());
        auto log = storage::DurableLog::open(files_, *state);
        ASSERT_TRUE(log.has_value());
        ASSERT_TRUE((*log)->append(testing::records(1, kRecords)).has_value());
    }

    void start(std::chrono::milliseconds every = 1h) {
        backups_ = std::make_unique<Backups>(files_, clock_, BackupSettings{root_, to_, every},
                                             [this] { ++damages_; });
        tick();
    }
    void tick(bool journal_is_whole = true) {
        wait();  // who was answered may see the worker still put its things away
        backups_->tick(clock_.now().mono, kRecords, journal_is_whole);
        wait();
    }
    void wait() {
        while (backups_->busy()) std::this_thread::yield();
    }
    void pass(std::chrono::milliseconds time, bool journal_is_whole = true) {
        clock_.pass(time);
        tick(journal_is_whole);
    }
    [[nodiscard]] std::size_t made() {
        return std::filesystem::exists(to_) ? files_.list(to_).value().size() : 0;
    }
    // A file stands where the directory of backups should be.
    void block() { std::ofstream(to_) << "in the way"; }

    static constexpr std::uint64_t kRecords = 50;
    testing::TemporaryDirectory temporary_;
    std::filesystem::path root_ = temporary_.path() / "state";
    std::filesystem::path to_ = temporary_.path() / "to";
    storage::FileSystem files_;
    SharedClock clock_;
    std::atomic<int> damages_{0};  // told
    std::unique_ptr<Backups> backups_;
};

TEST_F(BackupsTest,
       the_first_comes_a_minute_after_the_start_and_then_each_hour_if_something_changed) {
    start();
    pass(59s);
    EXPECT_EQ(made(), 0U);
    pass(1s);
    EXPECT_EQ(made(), 1U);
    EXPECT_EQ(backups_->view().records, kRecords);
    EXPECT_EQ(backups_->view().made_at, clock_.now().utc);
    pass(1h);
    EXPECT_EQ(made(), 1U) << "nothing changed";
    backups_->tick(clock_.now().mono, kRecords, true);
    EXPECT_EQ(backups_->view().code, "");
}

TEST_F(BackupsTest, none_is_made_where_none_is_wanted) {
    start(0ms);
    pass(24h);
    EXPECT_EQ(made(), 0U);
}

TEST_F(BackupsTest, a_failure_is_told_and_tried_again_after_1_5_and_15_minutes) {
    block();
    start();
    pass(1min);
    EXPECT_EQ(backups_->view().code, "BAK-FAIL");
    EXPECT_TRUE(backups_->view().sentence.ends_with("."));
    const auto in_minutes = [this](int minutes) {
        return backups_->view().sentence.contains("again in " + std::to_string(minutes) + " min");
    };
    EXPECT_TRUE(in_minutes(1)) << backups_->view().sentence;
    pass(1min);
    EXPECT_TRUE(in_minutes(5)) << backups_->view().sentence;
    pass(5min);
    EXPECT_TRUE(in_minutes(15)) << backups_->view().sentence;
    pass(15min);
    EXPECT_TRUE(in_minutes(15)) << backups_->view().sentence;
    std::filesystem::remove(to_);
    pass(15min - 1ms);
    EXPECT_EQ(made(), 0U);
    pass(1ms);
    EXPECT_EQ(made(), 1U);
    EXPECT_EQ(backups_->view().code, "") << "the good one ends it";
    EXPECT_EQ(backups_->view().sentence, "");
}

TEST_F(BackupsTest, damage_in_the_journal_is_handed_on_and_two_seconds_later_it_is_tried_again) {
    const auto segment = root_ / "journal" / "00000001.kj";
    const auto flip = [&segment] {
        std::fstream file(segment, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(1000);
        const auto byte = static_cast<char>(file.get() ^ 1);
        file.seekp(1000);
        file.put(byte);
    };
    flip();
    start();
    pass(1min);
    EXPECT_EQ(damages_, 1);
    EXPECT_EQ(backups_->view().code, "BAK-FAIL");
    EXPECT_FALSE(backups_->view().sentence.contains("place")) << backups_->view().sentence;
    EXPECT_TRUE(backups_->view().sentence.contains("again in 2 s")) << backups_->view().sentence;
    pass(2s - 1ms);
    EXPECT_EQ(damages_, 1);
    pass(1ms);
    EXPECT_EQ(damages_, 2) << "still damaged";
    EXPECT_TRUE(backups_->view().sentence.contains("again in 5 min")) << backups_->view().sentence;
    flip();  // mended
    pass(5min);
    EXPECT_EQ(made(), 1U);
    EXPECT_EQ(backups_->view().code, "");
    flip();
    std::promise<Errc> refused;
    backups_->run(temporary_.path() / "elsewhere", kRecords,
                  [&](const auto& done) { refused.set_value(done.error().code); });
    EXPECT_EQ(refused.get_future().get(), Errc::corrupt);
    EXPECT_EQ(damages_, 3) << "asked for";
}

TEST_F(BackupsTest, other_failures_are_no_damage) {
    block();
    start();
    pass(1min);
    EXPECT_EQ(backups_->view().code, "BAK-FAIL");
    EXPECT_TRUE(backups_->view().sentence.contains("place that backups go to"));
    EXPECT_EQ(damages_, 0);
}

TEST_F(BackupsTest, while_the_journal_is_mended_none_is_made_and_then_at_once) {
    start();
    pass(1h, /*journal_is_whole=*/false);
    EXPECT_EQ(made(), 0U);
    EXPECT_EQ(backups_->view().code, "") << "waiting is no failure";
    std::promise<Errc> refused;
    backups_->run({}, kRecords, [&](const auto& done) { refused.set_value(done.error().code); });
    EXPECT_EQ(refused.get_future().get(), Errc::unavailable);
    pass(1ms);
    EXPECT_EQ(made(), 1U);
}

TEST_F(BackupsTest, one_that_failed_is_tried_at_once_when_the_journal_was_mended) {
    block();
    start();
    pass(1min);
    ASSERT_EQ(backups_->view().code, "BAK-FAIL");
    pass(1s, /*journal_is_whole=*/false);
    std::filesystem::remove(to_);
    pass(1s);
    EXPECT_EQ(made(), 1U);
}

TEST_F(BackupsTest, one_that_is_asked_for_rests_between_its_pieces_and_ends_the_alarm) {
    block();
    start();
    pass(1min);
    const auto rests = backups_->rests();
    std::promise<std::uint64_t> records;
    backups_->run(temporary_.path() / "elsewhere", kRecords,
                  [&](const auto& done) { records.set_value(done.value().records); });
    EXPECT_EQ(records.get_future().get(), kRecords);
    wait();
    EXPECT_GT(backups_->rests(), rests);
    EXPECT_EQ(backups_->view().code, "");
}

}  // namespace
}  // namespace kiosk::app
