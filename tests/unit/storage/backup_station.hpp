// tests/unit/storage/backup_station.hpp — an open station of 100 records with heads, to back up.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/storage/backup.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/roster_file.hpp"
#include "tests/attacks/forger.hpp"
#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::testing {

class BackupStation : public ::testing::Test {
  protected:
    void SetUp() override {
        state_.emplace(storage::StateDirectory::open(files_, root_).value());
        log_ = storage::DurableLog::open(files_, *state_).value();
        ASSERT_TRUE(log_->append(records(1, 100)).has_value());
        write_list(1);
        seed_ = storage::open_checkpoint_key(files_, paths_).value();
        sign_history(root_, seed_, 40);
    }

    void write_list(std::uint64_t version) {
        storage::RosterHeading heading;
        heading.version = version;
        const auto none = [](core::RosterRow&) -> Result<bool> { return false; };
        ASSERT_TRUE(storage::write_roster(files_, paths_.roster(), heading, none).has_value());
    }

    storage::BackupRequest request(std::optional<std::uint64_t> through = std::nullopt) {
        return {root_, to_, UtcTime(std::chrono::seconds(7)), through, {}};
    }
    storage::BackupReport back_up(std::optional<std::uint64_t> through = std::nullopt) {
        auto report = storage::make_backup(files_, request(through));
        KIOSK_CHECK(report.has_value(), "a backup can be made");
        return std::move(*report);
    }
    std::vector<std::string> names() { return files_.list(to_).value(); }

    TemporaryDirectory temporary_;
    storage::Path root_ = temporary_.path() / "state";
    storage::Path to_ = temporary_.path() / "usb" / "backups";
    storage::StatePaths paths_{root_};
    FakeFileSystem files_;
    std::optional<storage::StateDirectory> state_;
    std::unique_ptr<storage::DurableLog> log_;
    storage::KeySeed seed_{};
};

}  // namespace kiosk::testing
