// tests/unit/storage/left_to_mend_test.cpp — a damaged journal on a disk that refuses, at a start.
#include <filesystem>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "tests/attacks/forger.hpp"
#include "tests/unit/storage/signing.hpp"
#include "tests/unit/storage/two_copies.hpp"

namespace kiosk::storage {
namespace {

// Once, the n-th opening of a file for reading finds no handle left.
class BusyFileSystem final : public FileSystem {
  public:
    int good_before = 0;
    bool has_refused = false;

    [[nodiscard]] Result<int> open(const Path& path, OpenFor purpose) override {
        if (purpose == OpenFor::reading && !has_refused && good_before-- == 0) {
            has_refused = true;
            return fail(Errc::unavailable, "no handle is left");
        }
        return FileSystem::open(path, purpose);
    }
};

// One byte of one file cannot be read, nor what is read together with it; or not even its inode.
class BadSector final : public FileSystem {
  public:
    bool is_of_inode = false;

    BadSector(const Path& path, std::uint64_t at)
        : inode_(FileSystem::facts(path).value().inode), at_(at) {}

    [[nodiscard]] Result<int> open(const Path& path, OpenFor purpose) override {
        auto opened = FileSystem::open(path, purpose);
        if (!opened.has_value()) return opened;
        if (FileSystem::facts(*opened).value().inode != inode_) return opened;
        bad_ = *opened;
        if (!is_of_inode) return opened;
        close(bad_);
        return fail(Errc::io_failure, "bad sector");
    }
    void close(int descriptor) override {
        if (descriptor == bad_) bad_ = -1;
        FileSystem::close(descriptor);
    }
    [[nodiscard]] Result<std::size_t> read_at(int descriptor, std::span<std::byte> into,
                                              std::uint64_t offset) override {
        if (descriptor == bad_ && offset <= at_ && at_ < offset + into.size()) {
            return fail(Errc::io_failure, "bad sector");
        }
        return FileSystem::read_at(descriptor, into, offset);
    }

  private:
    std::uint64_t inode_;
    std::uint64_t at_;
    int bad_ = -1;
};

class LeftToMend : public testing::TwoCopies {
  protected:
    void damage_header() { testing::flip_bit(segment_, 30, 0); }

    void expect_refusal_and_nothing_lost() {
        files_.is_read_only = true;
        const auto refused = open();
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, Errc::denied);
        EXPECT_NE(refused.error().context.find("the database may lack records"), std::string::npos)
            << refused.error().context;
        files_.is_read_only = false;
        const auto mended = open();
        ASSERT_TRUE(mended.has_value()) << mended.error().context;
        EXPECT_EQ((*mended)->last_seq(), kCount);
    }
};

TEST_F(LeftToMend, journal_without_a_header_is_left_where_the_rows_have_all) {
    damage_header();
    files_.is_read_only = true;
    const auto log = open();
    ASSERT_TRUE(log.has_value()) << log.error().context;
    EXPECT_EQ((*log)->last_seq(), kCount);
}

TEST_F(LeftToMend, journal_without_a_header_that_has_more_than_the_rows_is_not_left) {
    damage_header();
    run_sql("DELETE FROM events WHERE seq > 960");
    expect_refusal_and_nothing_lost();
}

TEST_F(LeftToMend, journal_damaged_in_its_middle_that_has_more_than_the_rows_is_not_left) {
    testing::flip_bit(segment_, journal_end() / 2, 0);
    run_sql("DELETE FROM events WHERE seq > 960");
    expect_refusal_and_nothing_lost();
}

TEST_F(LeftToMend, journal_that_leads_to_the_signed_head_is_not_left_where_the_rows_do_not) {
    const auto root = state_.paths().root;
    auto history = testing::read_history(root);
    const auto head = history.head_at(kCount);
    testing::note_signed_head(files_, state_.paths(), {history.station, history.epoch}, head);
    history.payloads[49] = history.payloads[48];
    testing::write_rows(root, history);
    damage_header();
    expect_refusal_and_nothing_lost();
}

TEST_F(LeftToMend, what_the_system_refuses_once_is_not_taken_for_nothing) {
    damage_header();
    run_sql("DELETE FROM events WHERE seq > 960");
    const auto root = state_.paths().root;
    const auto kept = temporary_.path() / "kept";
    std::filesystem::copy(root, kept, std::filesystem::copy_options::recursive);
    for (int good = 0;; ++good) {
        for (const char* name : {"journal", "events.sqlite"}) {
            std::filesystem::remove_all(root / name);
            std::filesystem::copy(kept / name, root / name,
                                  std::filesystem::copy_options::recursive);
        }
        BusyFileSystem busy;
        busy.good_before = good;
        {
            const auto log = DurableLog::open(busy, state_);
            EXPECT_TRUE(!log.has_value() || (*log)->last_seq() == kCount) << good;
        }
        if (!busy.has_refused) break;
        const auto again = open();
        ASSERT_TRUE(again.has_value()) << good << " " << again.error().context;
        EXPECT_EQ((*again)->last_seq(), kCount) << good;
    }
}

TEST_F(LeftToMend, signed_heads_that_may_not_be_read_now_are_not_taken_for_none) {
    const auto root = state_.paths().root;
    auto history = testing::read_history(root);
    testing::note_signed_head(files_, state_.paths(), {history.station, history.epoch},
                              history.head_at(kCount));
    history.payloads.resize(960);
    testing::write_history(root, history.payloads);
    for (int good = 0;; ++good) {
        BusyFileSystem busy;
        busy.good_before = good;
        const auto log = DurableLog::open(busy, state_);
        ASSERT_FALSE(log.has_value()) << good << ": started with " << (*log)->last_seq();
        if (!busy.has_refused) break;
    }
}

TEST_F(LeftToMend, bad_sector_of_a_segment_costs_no_record_beside_it) {
    run_sql("DELETE FROM events WHERE seq > 960");
    {
        BadSector disk(segment_, journal_end() / 2);
        const auto log = DurableLog::open(disk, state_);
        ASSERT_TRUE(log.has_value()) << log.error().context;
        EXPECT_EQ((*log)->last_seq(), kCount);
        EXPECT_EQ((*log)->report().lost, "");
    }
    expect_whole(kCount, 0);
}

TEST_F(LeftToMend, end_that_a_bad_disk_keeps_back_is_not_taken_for_the_end) {
    run_sql("DELETE FROM events WHERE seq > 960");
    std::filesystem::remove(state_.paths().database_complete());
    for (const bool is_of_inode : {false, true}) {
        BadSector disk(segment_, journal_end() - 1);
        disk.is_of_inode = is_of_inode;
        const auto refused = DurableLog::open(disk, state_);
        ASSERT_FALSE(refused.has_value()) << (*refused)->last_seq();
        EXPECT_NE(refused.error().context.find("STO-READ: the disk does not give"),
                  std::string::npos)
            << refused.error().context;
    }
    expect_whole(kCount, 0);
}

TEST_F(LeftToMend, database_that_cannot_be_read_stays_where_the_journal_is_gone) {
    const auto journal = state_.paths().journal();
    std::filesystem::rename(journal, temporary_.path() / "elsewhere");
    const auto database = testing::content_of(state_.paths().database());
    testing::set_content(state_.paths().database(), std::vector<char>(database.size(), 'x'));
    for (int start = 0; start < 2; ++start) {
        const auto refused = open();
        ASSERT_FALSE(refused.has_value());
        EXPECT_NE(refused.error().context.find("STO-LOST"), std::string::npos)
            << refused.error().context;
    }
    EXPECT_EQ(quarantined(), 0U);
    testing::set_content(state_.paths().database(), database);
    expect_whole(kCount, 1);
}

TEST_F(LeftToMend, end_that_a_bad_disk_keeps_back_is_given_up_where_that_is_accepted) {
    run_sql("DELETE FROM events WHERE seq > 960");
    std::filesystem::remove(state_.paths().database_complete());
    BadSector disk(segment_, journal_end() - 1);
    disk.is_of_inode = true;
    const auto log = DurableLog::open(disk, state_, {.on_loss = OnLoss::accept});
    ASSERT_TRUE(log.has_value()) << log.error().context;
    EXPECT_EQ((*log)->last_seq(), 960U);
}

TEST_F(LeftToMend, what_a_bad_disk_keeps_back_is_told_of) {
    for (const bool is_of_inode : {false, true}) {
        BadSector disk(segment_, journal_end() / 2);
        disk.is_of_inode = is_of_inode;
        const auto log = DurableLog::open(disk, state_);
        ASSERT_TRUE(log.has_value()) << log.error().context;
        EXPECT_EQ((*log)->last_seq(), kCount);
        ASSERT_EQ((*log)->report().repairs.size(), 2U);
        EXPECT_TRUE((*log)->report().repairs[1].starts_with("Parts of the damaged journal cannot"));
    }
}

}  // namespace
}  // namespace kiosk::storage
