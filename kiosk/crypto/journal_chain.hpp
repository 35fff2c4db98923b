// kiosk/crypto/journal_chain.hpp — the links of a station's journal, made anew by who checks them.
//
// The format is the journal's (storage/journal_format.hpp) and for ever; a test holds both to the
// same bytes. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "kiosk/core/journal_id.hpp"

namespace kiosk::crypto {

// Before the first record of a journal that was started from nothing.
[[nodiscard]] core::ChainLink genesis_link(const core::JournalId& journal);

// Of the record `seq` with this payload, behind the record that has `before`.
[[nodiscard]] core::ChainLink next_link(const core::ChainLink& before, std::uint64_t seq,
                                        std::span<const std::byte> payload);

}  // namespace kiosk::crypto
