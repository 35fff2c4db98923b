// tests/unit/storage/mixed_stations_test.cpp — whose is each file? What proves it, and what does
// not.
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/attacks/forger.hpp"
#include "tests/unit/storage/two_copies.hpp"

namespace kiosk::storage {
namespace {

class MixedStations : public testing::TwoCopies {
  protected:
    void expect_refusal(const std::vector<std::string>& words) {
        const auto refused = open();
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, Errc::conflict);
        const std::string& why = refused.error().context;
        EXPECT_TRUE(why.starts_with("STO-MIXED: ")) << why;
        for (const auto& word : words) EXPECT_NE(why.find(word), std::string::npos) << why;
        EXPECT_EQ(quarantined(), 0U);
    }

    void put_other_journal(std::uint64_t count) {
        auto theirs =
            Journal::create(files_, state_.paths().journal(), testing::kStation, testing::kEpoch);
        ASSERT_TRUE(theirs.has_value());
        const testing::PlainRecords records(theirs->head(), count);
        ASSERT_TRUE(theirs->write(records.all()).has_value());
        ASSERT_TRUE(theirs->sync().has_value());
    }

    void put_other_rows() {
        auto theirs = testing::read_history(state_.paths().root);
        theirs.station = testing::kStation;
        testing::write_rows(state_.paths().root, theirs);
    }

    // The name that the database gives itself is changed, and bits of the journal are flipped, or
    // it is gone.
    template <class Change>
    void expect_mended(const Change& change, const std::vector<std::uint64_t>& bits) {
        SCOPED_TRACE(bits.empty() ? "no journal" : "byte " + std::to_string(bits.front()));
        const auto root = state_.paths().root;
        const auto kept = temporary_.path() / "kept";
        std::filesystem::copy(root, kept, std::filesystem::copy_options::recursive);
        rename_database(change);
        for (const auto offset : bits) testing::flip_bit(segment_, offset, 2);
        if (bits.empty()) std::filesystem::remove_all(state_.paths().journal());
        {
            const auto log = open();
            ASSERT_TRUE(log.has_value()) << log.error().context;
            EXPECT_EQ((*log)->last_seq(), kCount);
            EXPECT_EQ((*log)->report().lost, "");
        }
        EXPECT_TRUE(open().value()->report().repairs.empty());
        for (const char* name : {"journal", "events.sqlite", "quarantine"}) {
            std::filesystem::remove_all(root / name);
            std::filesystem::copy(kept / name, root / name,
                                  std::filesystem::copy_options::recursive);
        }
        std::filesystem::remove_all(kept);
    }

    template <class Change>
    void rename_database(const Change& change) {
        const auto database =
            Database::open(state_.paths().database(), DatabaseUse::owning).value();
        auto rows = EventTable::open(*database).value();
        auto name = rows.identity().value().value();
        change(name);
        ASSERT_TRUE(rows.clear_identity().has_value());
        ASSERT_TRUE(rows.set_identity(name).has_value());
    }

    const storage::Path kept_ = temporary_.path() / "own";
};

TEST_F(MixedStations, journal_of_another_leaves_the_database_as_it_is) {
    for (const std::uint64_t count : {1U, 2000U}) {  // less than the database has, and more
        std::filesystem::rename(state_.paths().journal(), kept_);
        put_other_journal(count);
        expect_refusal({"00000001.kj is of station 01020300", "events.sqlite is of station ",
                        "move ", " away, and it is made anew"});
        std::filesystem::remove_all(state_.paths().journal());
        std::filesystem::rename(kept_, state_.paths().journal());
    }
    expect_whole(kCount, 0);
}

TEST_F(MixedStations, journal_of_another_without_a_database_is_refused_too) {
    std::filesystem::remove_all(state_.paths().journal());
    std::filesystem::remove(state_.paths().database());
    put_other_journal(5);
    expect_refusal({"00000001.kj is of station 01020300", "station-id is of station "});
}

TEST_F(MixedStations, both_copies_of_another_are_refused) {
    put_other_rows();
    std::filesystem::remove_all(state_.paths().journal());
    put_other_journal(5);
    expect_refusal({"00000001.kj is of station 01020300", "events.sqlite is of station 01020300",
                    "station-id"});
}

TEST_F(MixedStations, database_of_another_without_a_journal_is_refused) {
    put_other_rows();
    std::filesystem::remove_all(state_.paths().journal());
    expect_refusal({"events.sqlite is of station 01020300", "station-id is of station "});
}

TEST_F(MixedStations, database_of_another_beside_the_own_journal_is_set_aside) {
    put_other_rows();
    expect_whole(kCount, 2);
    EXPECT_EQ(quarantined(), 1U);
}

// The first record continues what station and epoch begin the chain with, so it proves both.
TEST_F(MixedStations, name_with_a_flipped_bit_is_proved_by_the_first_row) {
    const std::vector<std::vector<std::uint64_t>> damages = {
        {},                           // the journal is gone
        {kSegmentHeaderBytes + 20U},  // record 1
        {30},                         // the epoch in the header
        {74},                         // the version in the header
        {10, 5000},                   // the station in the header, and a record
    };
    for (const auto& damage : damages) {
        expect_mended([](JournalIdentity& name) { name.epoch ^= 1U << 20U; }, damage);
        expect_mended([](JournalIdentity& name) { name.station.bytes[3] ^= 4U; }, damage);
    }
}

TEST_F(MixedStations, name_that_is_all_wrong_is_proved_by_what_the_header_says) {
    const auto is_nonsense = [](JournalIdentity& name) { name.epoch = 1; };
    expect_mended(is_nonsense, {kSegmentHeaderBytes + 20U});
    expect_mended(is_nonsense, {74});
}

}  // namespace
}  // namespace kiosk::storage
