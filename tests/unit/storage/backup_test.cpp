// tests/unit/storage/backup_test.cpp — a backup counts only when it was read back; old ones stay.
#include "kiosk/storage/backup.hpp"

#include <gtest/gtest.h>

#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/roster_file.hpp"
#include "tests/attacks/forger.hpp"
#include "tests/unit/storage/backup_station.hpp"

namespace kiosk::storage {
namespace {

using BackupTest = testing::BackupStation;

BackupManifest a_manifest() {
    BackupManifest manifest;
    manifest.station.bytes = {0xab, 1};
    manifest.epoch = 0x0102030405060708;
    manifest.head.seq = 12'034;
    manifest.head.chain.fill(0xcd);
    manifest.made = UtcTime(std::chrono::milliseconds(1'804'669'200'123));
    manifest.files = {{"journal/00000001.kj", 4'194'304, {1}}, {"station-id", 16, {2}}};
    return manifest;
}

TEST(BackupManifest, comes_back_as_it_was) {
    const auto read = read_manifest(to_text(a_manifest()));
    ASSERT_TRUE(read.has_value()) << read.error().context;
    EXPECT_EQ(*read, a_manifest());
}

TEST(BackupManifest, every_cut_and_every_changed_name_is_refused) {
    const std::string good = to_text(a_manifest());
    const std::size_t files_at = good.find("[files]\n") + 8;
    for (std::size_t length = 0; length < good.size(); ++length) {
        const bool ends_between_files = length >= files_at && good[length - 1] == '\n';
        EXPECT_EQ(read_manifest(good.substr(0, length)).has_value(), ends_between_files) << length;
    }
    for (const std::string_view bad : {"\"../../etc/x\"", "\"/etc/x\"", "\"a b\"", "\"\""}) {
        std::string text = good;
        text.replace(text.find("\"station-id\""), 12, bad);
        EXPECT_EQ(read_manifest(text).error().code, Errc::corrupt) << bad;
    }
}

TEST(BackupManifest, a_name_without_a_value_is_refused) {
    const std::string text = to_text(a_manifest()) + "\"event.sqlite\" = \"\n";
    EXPECT_EQ(read_manifest(text).error().code, Errc::corrupt);
}

TEST(BackupManifest, later_version_is_not_read) {
    std::string text = to_text(a_manifest());
    text.replace(text.find("1"), 1, "2");
    EXPECT_EQ(read_manifest(text).error().code, Errc::unsupported);
}

TEST(BackupManifest, longest_list_of_files_is_read_and_a_longer_one_is_not) {
    BackupManifest manifest = a_manifest();
    manifest.files.resize(kBackupFilesMax, {"f", 1, {}});
    EXPECT_TRUE(read_manifest(to_text(manifest)).has_value());
    manifest.files.push_back({"f", 1, {}});
    EXPECT_EQ(read_manifest(to_text(manifest)).error().code, Errc::too_large);
}

TEST_F(BackupTest, holds_everything_that_a_station_is) {
    const auto report = back_up();
    EXPECT_EQ(report.manifest.head.seq, 100U);
    std::vector<std::string> found;
    for (const auto& file : report.manifest.files) found.push_back(file.name);
    EXPECT_EQ(found, (std::vector<std::string>{"journal/00000001.kj", "roster/roster-1.sqlite",
                                               "roster/current", "station-id", "pepper",
                                               "checkpoint-key", "checkpoints"}));
    EXPECT_EQ(check_backup(files_, report.path).value(), report.manifest);
}

TEST_F(BackupTest, answers_are_copied_where_there_are_some) {
    testing::set_content(root_ / "answers", {'x', '\n'});
    const auto report = back_up();
    EXPECT_EQ(testing::content_of(report.path / "answers"), (std::vector<char>{'x', '\n'}));
    EXPECT_TRUE(check_backup(files_, report.path).has_value());
}

TEST_F(BackupTest, ends_at_the_record_that_was_asked_for_while_the_station_goes_on) {
    const auto report = back_up(64);
    EXPECT_EQ(report.manifest.head, testing::read_history(root_).head_at(64));
    EXPECT_EQ(testing::read_history(report.path).payloads.size(), 64U);
}

TEST_F(BackupTest, record_that_is_not_there_is_an_error) {
    EXPECT_EQ(make_backup(files_, request(101)).error().code, Errc::not_found);
}

TEST_F(BackupTest, bytes_behind_the_wanted_record_do_not_matter) {
    const auto places = testing::places_of_records(root_);
    testing::flip_bit(places[80].segment, places[80].offset + 30, 1);
    EXPECT_EQ(back_up(64).manifest.head.seq, 64U);
    EXPECT_EQ(make_backup(files_, request(81)).error().code, Errc::corrupt);
    EXPECT_EQ(make_backup(files_, request()).error().code, Errc::corrupt);
}

TEST_F(BackupTest, two_generations_are_kept) {
    for (int i = 0; i < 4; ++i) back_up();
    ASSERT_EQ(names().size(), 2U);
    EXPECT_TRUE(names()[0].ends_with("-000003"));
    EXPECT_TRUE(names()[1].ends_with("-000004"));
}

TEST_F(BackupTest, backup_that_knows_more_than_the_new_one_is_never_removed) {
    back_up(90);
    back_up();
    for (int i = 0; i < 4; ++i) back_up(10);
    const auto left = names();
    ASSERT_EQ(left.size(), 4U);
    EXPECT_TRUE(left[0].ends_with("-000001"));
    EXPECT_TRUE(left[1].ends_with("-000002"));
    EXPECT_TRUE(left[2].ends_with("-000005"));
    EXPECT_TRUE(left[3].ends_with("-000006"));
}

TEST_F(BackupTest, backup_of_a_history_that_was_given_up_is_never_removed) {
    back_up(40);
    back_up();
    auto history = testing::read_history(root_);
    auto& payloads = history.payloads;
    payloads.resize(40);
    payloads.push_back(core::encode(core::RestoredRecord{.epoch = 42}));
    for (std::uint64_t seq = 42; seq <= 120; ++seq) {
        payloads.push_back(core::encode(testing::a_scan(seq, core::Reason::blocked)));
    }
    testing::write_journal(root_, history);
    testing::sign_history(root_, seed_, 40);  // as after a restore: none of the other history
    EXPECT_TRUE(needs_backup(files_, request(100)).value());
    for (int i = 0; i < 3; ++i) back_up();
    const auto left = names();
    ASSERT_EQ(left.size(), 3U);
    EXPECT_TRUE(left[0].ends_with("-000002"));
    EXPECT_TRUE(left[1].ends_with("-000004"));
}

TEST_F(BackupTest, backup_that_lost_its_manifest_may_know_more_and_is_never_removed) {
    std::filesystem::remove(back_up().path / kManifestName);
    for (int i = 0; i < 3; ++i) back_up();
    const auto left = names();
    ASSERT_EQ(left.size(), 3U);
    EXPECT_TRUE(left[0].ends_with("-000001"));
}

TEST_F(BackupTest, number_that_no_backup_reaches_is_somebody_elses) {
    const std::string prefix = back_up().path.filename().string().substr(0, 16);
    std::filesystem::create_directories(to_ / (prefix + "18446744073709551615"));
    std::filesystem::create_directories(to_ / (prefix + "1000000000"));
    EXPECT_EQ(back_up().path.filename().string(), prefix + "000002");
    std::filesystem::create_directories(to_ / (prefix + "999999998"));
    EXPECT_EQ(back_up().path.filename().string(), prefix + "999999999");
}

TEST_F(BackupTest, backups_of_another_station_are_left_alone) {
    std::filesystem::create_directories(to_ / "backup-00000000-000001");
    for (int i = 0; i < 3; ++i) back_up();
    EXPECT_EQ(names().size(), 3U);
}

TEST_F(BackupTest, is_needed_after_a_record_or_a_list_and_not_otherwise) {
    EXPECT_TRUE(needs_backup(files_, request(100)).value());
    back_up(100);
    EXPECT_FALSE(needs_backup(files_, request(100)).value());
    EXPECT_TRUE(needs_backup(files_, request(101)).value());
    write_list(2);
    EXPECT_TRUE(needs_backup(files_, request(100)).value());
}

TEST_F(BackupTest, failed_write_leaves_the_backup_before_and_nothing_half_done) {
    const auto before = back_up();
    for (int good = 0;; ++good) {
        files_.good_writes_before = good;
        files_.writes_to_fail = 1;
        const auto failed = make_backup(files_, request());
        const bool reached = files_.writes_to_fail == 0;
        files_.writes_to_fail = 0;
        files_.good_writes_before = 0;
        ASSERT_TRUE(check_backup(files_, before.path).has_value()) << good;
        if (!reached) break;  // all writes were tried
        if (!failed.has_value()) {
            ASSERT_EQ(names().size(), 1U) << good;
        } else {
            ASSERT_TRUE(check_backup(files_, failed->path).has_value()) << good;
            std::filesystem::remove_all(failed->path);
        }
    }
}

TEST_F(BackupTest, failed_sync_is_no_backup) {
    const auto before = back_up();
    for (int good = 0;; ++good) {
        files_.good_syncs_before = good;
        files_.syncs_to_fail = 1;
        const auto failed = make_backup(files_, request());
        const bool reached = files_.syncs_to_fail == 0;
        files_.syncs_to_fail = 0;
        files_.good_syncs_before = 0;
        ASSERT_TRUE(check_backup(files_, before.path).has_value()) << good;
        if (!reached) break;
        ASSERT_FALSE(failed.has_value()) << good;
        ASSERT_EQ(names().size(), 1U) << good;
    }
}

TEST_F(BackupTest, leftover_of_an_interrupted_backup_is_replaced) {
    const auto first = back_up();
    std::string next = first.path.string();
    next.back() = '2';
    std::filesystem::create_directories(next + ".tmp/journal");
    testing::set_content(next + ".tmp/journal/00000001.kj", {'x'});
    EXPECT_EQ(back_up().path, next);
    EXPECT_EQ(names().size(), 2U);
}

TEST_F(BackupTest, every_changed_file_is_found) {
    const auto report = back_up();
    for (const auto& file : report.manifest.files) {
        const Path path = report.path / file.name;
        testing::flip_bit(path, static_cast<std::size_t>(file.bytes / 2), 3);
        EXPECT_EQ(check_backup(files_, report.path).error().code, Errc::corrupt) << file.name;
        testing::flip_bit(path, static_cast<std::size_t>(file.bytes / 2), 3);
    }
    EXPECT_TRUE(check_backup(files_, report.path).has_value());
}

TEST_F(BackupTest, missing_file_is_found) {
    const auto report = back_up();
    std::filesystem::remove(report.path / "pepper");
    EXPECT_FALSE(check_backup(files_, report.path).has_value());
    EXPECT_EQ(check_backup(files_, to_).error().code, Errc::not_found);
}

TEST_F(BackupTest, breathes_between_pieces) {
    int breaths = 0;
    auto asked = request();
    asked.breathe = [&breaths] { ++breaths; };
    ASSERT_TRUE(make_backup(files_, asked).has_value());
    EXPECT_GE(breaths, 5);
}

TEST_F(BackupTest, newest_is_found_by_its_number) {
    EXPECT_FALSE(newest_backup(files_, root_, to_).value().has_value());
    back_up(10);
    const auto second = back_up(20);
    const auto newest = newest_backup(files_, root_, to_).value();
    ASSERT_TRUE(newest.has_value());
    EXPECT_EQ(newest->path, second.path);
    EXPECT_EQ(newest->manifest.head.seq, 20U);
}

}  // namespace
}  // namespace kiosk::storage
