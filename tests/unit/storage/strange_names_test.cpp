// tests/unit/storage/strange_names_test.cpp — something else has the name of one of our files.
#include <filesystem>
#include <string>
#include <string_view>

#include "tests/unit/storage/two_copies.hpp"

namespace kiosk::storage {
namespace {

class StrangeNames : public testing::TwoCopies {
  protected:
    void make_directory(const Path& path) {
        std::filesystem::create_directory(path);
        testing::set_content(path / "x", {'x'});
    }

    void make_journal(const Path& path, const StationId& station, std::uint64_t count) {
        auto made = Journal::create(files_, path, station, testing::kEpoch);
        ASSERT_TRUE(made.has_value());
        const testing::PlainRecords records(made->head(), count);
        ASSERT_TRUE(made->write(records.all()).has_value());
        ASSERT_TRUE(made->sync().has_value());
    }

    // Starts twice: all is there, and the second time nothing is left to do.
    void expect_all(std::string_view in_quarantine) {
        for (int start = 1; start <= 2; ++start) {
            const auto log = open();
            ASSERT_TRUE(log.has_value()) << log.error().context;
            EXPECT_EQ((*log)->last_seq(), kCount);
            EXPECT_TRUE((*log)->facts().journal_works && (*log)->facts().database_works) << start;
            EXPECT_TRUE(start == 1 || (*log)->report().repairs.empty());
        }
        EXPECT_TRUE(is_quarantined(in_quarantine));
    }

    bool is_quarantined(std::string_view name) {
        const auto names = files_.list(state_.paths().quarantine());
        return std::ranges::any_of(*names,
                                   [name](const std::string& one) { return one.ends_with(name); });
    }

    const Path finished_ = state_.paths().root / "journal.rebuilt";
    const Path spare_ = state_.paths().journal() / kSpareName;
};

TEST_F(StrangeNames, log_of_the_database_that_leads_nowhere) {
    const Path log = state_.paths().database().string() + "-wal";
    std::filesystem::remove(log);
    std::filesystem::create_symlink(temporary_.path() / "nowhere" / "x", log);
    expect_all("-events.sqlite-wal");
}

TEST_F(StrangeNames, directory_in_the_place_of_the_spare) {
    std::filesystem::remove(spare_);
    make_directory(spare_);
    expect_all("-spare.kj");
    EXPECT_TRUE(std::filesystem::is_regular_file(spare_));
}

TEST_F(StrangeNames, directory_in_the_place_of_what_becomes_the_spare) {
    std::filesystem::remove(spare_);
    make_directory(spare_.string() + ".new");
    EXPECT_TRUE(open().has_value());
    EXPECT_TRUE(std::filesystem::is_regular_file(spare_));
}

TEST_F(StrangeNames, empty_directory_does_not_take_the_place_of_the_journal) {
    std::filesystem::create_directory(finished_);
    expect_all("-journal.rebuilt");
    EXPECT_FALSE(is_quarantined("-journal"));
}

TEST_F(StrangeNames, file_does_not_take_the_place_of_the_journal) {
    testing::set_content(finished_, {'x'});
    expect_all("-journal.rebuilt");
    EXPECT_FALSE(is_quarantined("-journal"));
}

TEST_F(StrangeNames, link_that_leads_nowhere_does_not_keep_a_journal_from_being_mended) {
    std::filesystem::create_symlink(temporary_.path() / "nowhere", finished_);
    testing::flip_bit(segment_, journal_end() / 2, 0);
    expect_all("-journal.rebuilt");
}

TEST_F(StrangeNames, journal_of_another_station_does_not_take_the_place_of_ours) {
    make_journal(finished_, testing::kStation, 2000);
    expect_all("-journal.rebuilt");
    EXPECT_FALSE(is_quarantined("-journal"));
}

TEST_F(StrangeNames, damaged_journal_does_not_take_the_place_of_a_whole_one) {
    std::filesystem::copy(state_.paths().journal(), finished_);
    testing::flip_bit(finished_ / segment_name(1), journal_end() / 2, 0);
    expect_all("-journal.rebuilt");
    EXPECT_FALSE(is_quarantined("-journal"));
}

// The rebuild was cut off between its two renames: that is the only journal.
TEST_F(StrangeNames, damaged_journal_is_better_than_none) {
    std::filesystem::rename(state_.paths().journal(), finished_);
    testing::flip_bit(finished_ / segment_name(1), 5000, 0);
    run_sql("DELETE FROM events WHERE seq > 600");
    expect_all("-journal");
}

TEST_F(StrangeNames, disk_that_takes_no_change_of_names_is_not_misled_either) {
    make_journal(finished_, testing::kStation, 2000);
    files_.is_read_only = true;
    const auto log = open();
    ASSERT_TRUE(log.has_value()) << log.error().context;
    EXPECT_EQ((*log)->last_seq(), kCount);
}

}  // namespace
}  // namespace kiosk::storage
