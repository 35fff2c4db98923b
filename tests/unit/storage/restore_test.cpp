// tests/unit/storage/restore_test.cpp — what was backed up is there again, what was there is kept.
#include "kiosk/storage/restore.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/storage/backup.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/verify.hpp"
#include "tests/attacks/forger.hpp"
#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/signing.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

using testing::records;

constexpr core::BootId kBoot{{1, 2, 3}};

// A rename that fails or "kills" the process: everything after it fails as well.
class DyingFileSystem final : public FileSystem {
  public:
    int renames_left = 1'000'000;

    [[nodiscard]] Result<> rename(const Path& from, const Path& to) override {
        if (renames_left == 0) return fail(Errc::io_failure, "died on purpose");
        --renames_left;
        return FileSystem::rename(from, to);
    }
};

class RestoreTest : public ::testing::Test {
  protected:
    void SetUp() override {
        append(1, 100);
        seed_ = open_checkpoint_key(files_, paths_).value();
        testing::sign_history(root_, seed_, 40);
        backup_ = make_backup(files_, {root_, temporary_.path() / "usb", {}, {}, {}})->path;
        witness_before_ = witness();
    }

    void append(std::uint64_t first, std::uint64_t last) {
        const auto state = StateDirectory::open(files_, root_);
        ASSERT_TRUE(state.has_value()) << state.error().context;
        const auto log = DurableLog::open(files_, *state);
        ASSERT_TRUE(log.has_value()) << log.error().context;
        ASSERT_TRUE((*log)->append(records(first, last)).has_value());
    }
    Witness witness() {
        const auto history = testing::read_history(root_);
        return {"phone", testing::signed_head(seed_, history.station, history.epoch,
                                              history.head_at(history.payloads.size()))};
    }
    RestoreRequest request(bool accept_loss = false) {
        return {backup_, root_, testing::a_scan(1).at, kBoot, accept_loss};
    }
    VerifyReport verify(std::vector<Witness> witnesses) {
        const auto station = testing::read_history(root_).station;
        auto report = verify_state(
            files_, {root_, std::move(witnesses), testing::note_key_of(seed_, station)},
            crypto::Ed25519Verifier());
        KIOSK_CHECK(report.has_value(), "a restored state can be verified");
        return std::move(*report);
    }

    testing::TemporaryDirectory temporary_;
    Path root_ = temporary_.path() / "state";
    StatePaths paths_{root_};
    FileSystem files_;
    KeySeed seed_{};
    Path backup_;
    Witness witness_before_;
};

TEST_F(RestoreTest, new_directory_and_what_is_in_it_is_for_its_owner_only) {
    namespace fs = std::filesystem;
    for (const Path& state : {root_ / "deep" / "one", root_ / "deep" / "two" / ""}) {
        auto wanted = request();
        wanted.state = state;
        ASSERT_TRUE(restore_backup(files_, wanted).has_value());
        EXPECT_EQ(fs::status(state).permissions(), fs::perms::owner_all) << state;
        const auto database = fs::status(state / "events.sqlite").permissions();
        EXPECT_EQ(database, fs::perms::owner_read | fs::perms::owner_write) << state;
    }
}

TEST_F(RestoreTest, into_a_new_directory_brings_every_record_and_begins_an_epoch) {
    const auto payloads = testing::read_history(root_).payloads;
    std::filesystem::remove_all(root_);
    const auto report = restore_backup(files_, request());
    ASSERT_TRUE(report.has_value()) << report.error().context;
    EXPECT_EQ(report->records, 100U);
    EXPECT_FALSE(report->kept_before.has_value());
    auto restored = testing::read_history(root_).payloads;
    ASSERT_EQ(restored.size(), 101U);
    const auto last = core::decode_record(restored.back()).value();
    const auto& begun = std::get<core::RestoredRecord>(last);
    EXPECT_EQ(begun.epoch, report->epoch);
    EXPECT_EQ(begun.at, testing::a_scan(1).at);
    EXPECT_EQ(begun.boot, kBoot);
    restored.pop_back();
    EXPECT_EQ(restored, payloads);
    append(102, 110);
    EXPECT_EQ(verify({witness_before_}).exit_code(), 0);
}

TEST_F(RestoreTest, backup_that_was_made_while_guests_came_and_heads_were_signed_comes_back) {
    backup_ = make_backup(files_, {root_, temporary_.path() / "usb", {}, 90, {}})->path;
    auto wanted = request();
    wanted.state = temporary_.path() / "new";
    const auto report = restore_backup(files_, wanted);
    ASSERT_TRUE(report.has_value()) << report.error().context;
    EXPECT_EQ(report->records, 90U);
}

TEST_F(RestoreTest, head_from_after_the_backup_is_reported_as_a_rollback) {
    append(101, 120);
    const auto witness_after = witness();
    ASSERT_TRUE(restore_backup(files_, request(true)).has_value());
    append(102, 130);
    EXPECT_EQ(verify({witness_before_}).exit_code(), 0);
    const auto report = verify({witness_before_, witness_after});
    EXPECT_EQ(report.exit_code(), 1);
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_NE(report.findings[0].find("records 101 to 120 of the time before are missing"),
              std::string::npos);
}

TEST_F(RestoreTest, losing_records_needs_a_yes_and_they_are_kept) {
    append(101, 120);
    const auto refused = restore_backup(files_, request());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::conflict);
    EXPECT_NE(refused.error().context.find("20 records that the backup has not"),
              std::string::npos);
    EXPECT_EQ(testing::read_history(root_).payloads.size(), 120U);
    const auto report = restore_backup(files_, request(true));
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->missing, 20U);
    ASSERT_TRUE(report->kept_before.has_value());
    EXPECT_EQ(testing::read_history(*report->kept_before).payloads.size(), 120U);
}

TEST_F(RestoreTest, history_that_begins_after_an_older_backup_is_a_loss_however_short_it_is) {
    const Path older = make_backup(files_, {root_, temporary_.path() / "usb", {}, 40, {}})->path;
    const Path newer = std::exchange(backup_, older);
    ASSERT_TRUE(restore_backup(files_, request(true)).has_value());
    append(42, 50);
    backup_ = newer;
    const auto refused = restore_backup(files_, request());
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().context.find("10 records that the backup has not"), std::string::npos)
        << refused.error().context;
    EXPECT_EQ(restore_backup(files_, request(true))->missing, 10U);
}

TEST_F(RestoreTest, damaged_state_that_has_no_more_than_the_backup_needs_no_yes) {
    const auto places = testing::places_of_records(root_);
    testing::flip_bit(places[40].segment, places[40].offset + 30, 1);
    testing::flip_bit(paths_.database(), 8192, 1);
    const auto report = restore_backup(files_, request());
    ASSERT_TRUE(report.has_value()) << report.error().context;
    EXPECT_EQ(report->missing, 0U);
}

TEST_F(RestoreTest, state_of_which_nothing_can_be_read_needs_no_yes) {
    std::filesystem::remove_all(paths_.journal());
    testing::set_content(paths_.journal(), {'x'});
    testing::set_content(paths_.database(), std::vector<char>(8192, 'x'));
    const auto report = restore_backup(files_, request());
    ASSERT_TRUE(report.has_value()) << report.error().context;
    EXPECT_EQ(report->missing, 0U);
}

TEST_F(RestoreTest, rows_behind_a_damaged_page_count_as_a_loss) {
    append(101, 120);
    const Chain chain = testing::read_history(root_).head_at(60).chain;
    std::filesystem::remove_all(paths_.journal());
    const auto database = testing::content_of(paths_.database());
    const auto found = std::ranges::search(
        database, chain, {}, [](char byte) { return static_cast<std::uint8_t>(byte); });
    ASSERT_FALSE(found.empty());
    const auto at = static_cast<std::size_t>(found.begin() - database.begin());
    testing::set_byte(paths_.database(), at - at % 4096, '\xFF');
    EXPECT_EQ(restore_backup(files_, request()).error().code, Errc::conflict);
}

TEST_F(RestoreTest, records_that_only_the_database_has_count_as_a_loss) {
    append(101, 120);
    std::filesystem::remove_all(paths_.journal());
    EXPECT_EQ(restore_backup(files_, request()).error().code, Errc::conflict);
}

TEST_F(RestoreTest, state_of_another_station_needs_a_yes) {
    std::filesystem::remove_all(root_);
    append(1, 3);
    const auto refused = restore_backup(files_, request());
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().context.find("another station"), std::string::npos);
    EXPECT_TRUE(restore_backup(files_, request(true)).has_value());
}

TEST_F(RestoreTest, write_ahead_log_and_half_built_journal_of_the_state_before_do_not_come_along) {
    testing::set_content(root_ / "events.sqlite-wal", {'x'});
    std::filesystem::create_directories(root_ / "journal.rebuilt");
    ASSERT_TRUE(restore_backup(files_, request()).has_value());
    append(102, 103);
    EXPECT_EQ(testing::read_history(root_).payloads.size(), 103U);
}

TEST_F(RestoreTest, running_station_is_left_alone) {
    const auto state = StateDirectory::open(files_, root_);
    EXPECT_EQ(restore_backup(files_, request(true)).error().code, Errc::locked);
}

TEST_F(RestoreTest, damaged_backup_changes_nothing) {
    testing::flip_bit(backup_ / "pepper", 3, 1);
    EXPECT_EQ(restore_backup(files_, request(true)).error().code, Errc::corrupt);
    EXPECT_EQ(testing::read_history(root_).payloads.size(), 100U);
    EXPECT_FALSE(std::filesystem::exists(paths_.restoring()));
}

TEST_F(RestoreTest, restore_that_fails_gives_its_space_back_and_names_directory_and_file) {
    testing::FakeFileSystem failing;
    for (int good = 0;; ++good) {
        failing.good_writes_before = good;
        failing.writes_to_fail = 1;
        const std::size_t before = testing::read_history(root_).payloads.size();
        const auto restored = restore_backup(failing, request(true));
        if (failing.writes_to_fail > 0) break;  // all writes were tried
        EXPECT_FALSE(std::filesystem::exists(paths_.restoring())) << good;
        if (restored.has_value()) continue;  // the record of the epoch went to a new segment
        EXPECT_EQ(testing::read_history(root_).payloads.size(), before) << good;
        const std::string& why = restored.error().context;
        EXPECT_TRUE(why.starts_with("restore into " + root_.string() + ": ")) << why;
        EXPECT_TRUE(good > 0 || why.contains("journal/00000001.kj")) << why;
    }
}

TEST_F(RestoreTest, what_a_killed_restore_left_is_removed_at_the_next_start) {
    std::filesystem::create_directories(paths_.restoring() / "journal");
    testing::set_content(paths_.restoring() / "journal" / "00000001.kj", {'x'});
    append(101, 101);
    EXPECT_FALSE(std::filesystem::exists(paths_.restoring()));
}

TEST_F(RestoreTest, interrupted_at_every_rename_it_is_either_not_begun_or_finished_by_the_next) {
    for (int renames = 0;; ++renames) {
        std::filesystem::remove_all(root_);
        append(1, 5);
        DyingFileSystem dying;
        dying.renames_left = renames;
        if (restore_backup(dying, request(true)).has_value()) break;
        const bool is_swapping = std::filesystem::exists(paths_.restored()) ||
                                 std::filesystem::exists(paths_.arriving());
        const auto opened = StateDirectory::open(files_, root_);
        EXPECT_EQ(opened.has_value(), !is_swapping) << renames;
        if (!is_swapping && std::filesystem::exists(root_ / "replaced")) {
            EXPECT_EQ(testing::read_history(root_).payloads.size(), 101U) << renames;
        } else if (!is_swapping) {
            EXPECT_EQ(testing::read_history(root_).payloads.size(), 5U) << renames;
            continue;
        }
    }
}

TEST_F(RestoreTest, second_call_finishes_what_the_first_began) {
    for (int renames = 0;; ++renames) {
        std::filesystem::remove_all(root_);
        append(1, 5);
        DyingFileSystem dying;
        dying.renames_left = renames;
        if (restore_backup(dying, request(true)).has_value()) break;
        const auto second = restore_backup(files_, request(true));
        ASSERT_TRUE(second.has_value()) << renames << " " << second.error().context;
        EXPECT_EQ(testing::read_history(root_).payloads.size(), 101U) << renames;
        ASSERT_TRUE(second->kept_before.has_value()) << renames;
        EXPECT_EQ(testing::read_history(*second->kept_before).payloads.size(), 5U) << renames;
        append(102, 102);
    }
}

}  // namespace
}  // namespace kiosk::storage
