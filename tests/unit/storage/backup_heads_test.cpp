// tests/unit/storage/backup_heads_test.cpp — a backup has what its signed heads say, or is none.
#include "kiosk/storage/backup_heads.hpp"

#include <gtest/gtest.h>

#include "tests/unit/storage/backup_station.hpp"

namespace kiosk::storage {
namespace {

using BackupHeadsTest = testing::BackupStation;

TEST_F(BackupHeadsTest, holds_no_head_that_is_behind_its_last_record) {
    const auto report = back_up(90);
    const auto list = read_checkpoints(read_checkpoint_file(files_, {report.path}).value());
    ASSERT_EQ(list.checkpoints.size(), 2U);
    EXPECT_EQ(list.checkpoints[0].checkpoint.head.seq, 40U);
    EXPECT_EQ(list.checkpoints[1].checkpoint.head.seq, 80U);
    EXPECT_EQ(list.problem, std::nullopt);
    EXPECT_EQ(make_backup(files_, request(39))->manifest.files.size(), 6U) << "no heads at all";
}

TEST_F(BackupHeadsTest, whose_journal_lacks_a_signed_record_is_none) {
    const auto report = back_up(90);
    auto manifest = report.manifest;
    std::filesystem::copy_file(paths_.checkpoints(), report.path / "checkpoints",
                               std::filesystem::copy_options::overwrite_existing);
    for (auto& file : manifest.files) file = digest_of(files_, report.path, file.name).value();
    const std::string text = to_text(manifest);
    testing::set_content(report.path / kManifestName, {text.begin(), text.end()});
    const auto checked = check_backup(files_, report.path);
    ASSERT_FALSE(checked.has_value());
    EXPECT_NE(checked.error().context.find("lacks record 100"), std::string::npos)
        << checked.error().context;
}

TEST_F(BackupHeadsTest, of_a_journal_shorter_than_the_database_fails_where_no_daemon_runs) {
    auto history = testing::read_history(root_);
    std::filesystem::remove(paths_.checkpoints());
    log_.reset();
    history.payloads.resize(71);
    testing::write_journal(root_, history);
    const auto failed = make_backup(files_, request());
    ASSERT_FALSE(failed.has_value());
    EXPECT_NE(failed.error().context.find("the database has records 72 to 100; start kioskd once"),
              std::string::npos)
        << failed.error().context;
    EXPECT_TRUE(names().empty());
}

TEST_F(BackupHeadsTest,
       of_a_journal_shorter_than_the_newest_signed_head_fails_where_no_daemon_runs) {
    auto history = testing::read_history(root_);
    log_.reset();
    history.payloads.resize(99);
    testing::write_journal(root_, history);
    std::filesystem::remove(paths_.database());
    const auto failed = make_backup(files_, request());
    ASSERT_FALSE(failed.has_value());
    EXPECT_NE(failed.error().context.find("this station signed record 100; start kioskd once"),
              std::string::npos)
        << failed.error().context;
}

TEST_F(BackupHeadsTest, of_a_journal_that_is_not_the_signed_one_fails) {
    auto history = testing::read_history(root_);
    history.payloads[49] = history.payloads[48];
    testing::write_journal(root_, history);
    const auto failed = make_backup(files_, request(99));
    ASSERT_FALSE(failed.has_value());
    EXPECT_NE(failed.error().context.find("record 80 of the journal is not the one"),
              std::string::npos)
        << failed.error().context;
}

}  // namespace
}  // namespace kiosk::storage
