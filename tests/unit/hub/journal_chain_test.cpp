// tests/unit/hub/journal_chain_test.cpp — the hub's links are the journal's own, byte by byte.
#include "kiosk/crypto/journal_chain.hpp"

#include <gtest/gtest.h>

#include "kiosk/storage/journal_format.hpp"

namespace kiosk::testing {
namespace {

TEST(JournalChain, begins_as_the_journal_does) {
    core::JournalId journal{.epoch = 0x0102030405060708};
    journal.station = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 255, 254, 253, 252, 251, 250};
    EXPECT_EQ(crypto::genesis_link(journal),
              storage::genesis_chain({journal.station}, journal.epoch));
}

TEST(JournalChain, goes_on_as_the_journal_does) {
    core::ChainLink before{};
    before.fill(0xA5);
    for (const std::size_t size : {std::size_t{1}, std::size_t{300}, std::size_t{4096}}) {
        const std::vector<std::byte> payload(size, std::byte{0x42});
        const std::uint64_t seq = 0xFEDCBA9876543210 + size;
        EXPECT_EQ(crypto::next_link(before, seq, payload),
                  storage::next_chain(before, seq, payload));
    }
}

}  // namespace
}  // namespace kiosk::testing
