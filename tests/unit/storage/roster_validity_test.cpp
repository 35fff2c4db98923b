// tests/unit/storage/roster_validity_test.cpp — a validity finer than the file means the same.
#include <utility>

#include <gtest/gtest.h>

#include "kiosk/storage/roster_file.hpp"
#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

using std::chrono::microseconds;

RosterRows one_row(FineTime limit) {
    return [limit, done = false](core::RosterRow& row) mutable -> Result<bool> {
        if (std::exchange(done, true)) return false;
        row.facts.id = {1};
        row.facts.product = {11};
        row.facts.valid_from = row.facts.valid_until = limit;
        return true;
    };
}

// A scan's time has milliseconds; a list just imported and one read after a restart, or for a
// replay, must not part at any of them.
TEST(RosterValidity, with_microseconds_decides_alike_before_and_after_a_restart) {
    testing::FakeFileSystem files;
    const testing::TemporaryDirectory temporary;
    std::uint64_t version = 0;
    for (const auto edge : {4'999'999, 5'000'000, 5'000'001, -5'000'001}) {
        const FineTime limit{microseconds(edge)};
        RosterHeading heading;
        heading.version = ++version;
        heading.products = {{{11}, "Conference", {}}};
        ASSERT_TRUE(write_roster(files, temporary.path(), heading, one_row(limit)));
        const auto loaded = load_roster(files, temporary.path());
        ASSERT_TRUE(loaded && *loaded);
        const core::Roster& roster = (*loaded)->roster;
        const auto facts = roster.facts(*roster.find(core::TicketId{1}));
        for (int ms = -2; ms <= 2; ++ms) {
            const UtcTime now =
                std::chrono::floor<UtcTime::duration>(limit) + std::chrono::milliseconds(ms);
            EXPECT_EQ(now < *facts.valid_from, now < limit) << edge << " " << ms;
            EXPECT_EQ(now > *facts.valid_until, now > limit) << edge << " " << ms;
        }
    }
}

}  // namespace
}  // namespace kiosk::storage
