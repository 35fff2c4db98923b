// tests/unit/storage/signing.hpp — a station's key and signed checkpoints, for tests.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "kiosk/crypto/ed25519_signer.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/event_table.hpp"

namespace kiosk::testing {

inline crypto::Ed25519Signer signer_of(const storage::KeySeed& seed) {
    return crypto::Ed25519Signer(std::span<const std::uint8_t, crypto::kSeedBytes>(seed));
}

inline storage::NoteKey note_key_of(const storage::KeySeed& seed,
                                    const storage::StationId& station) {
    return {storage::key_name_of(station), signer_of(seed).public_key()};
}

inline std::string signed_head(const storage::KeySeed& seed, const storage::StationId& station,
                               std::uint64_t epoch, const storage::Head& head) {
    return storage::sign_checkpoint({station, epoch, head}, signer_of(seed));
}

// Signs this head of the journal in `state` and notes it there, as the running station does.
inline void note_signed_head(storage::FileSystem& files, const storage::StatePaths& state,
                             const storage::JournalIdentity& journal, const storage::Head& head) {
    const auto seed = storage::open_checkpoint_key(files, state);
    ASSERT_TRUE(seed.has_value());
    auto file = storage::CheckpointFile::open(files, state);
    ASSERT_TRUE(file.has_value());
    const auto note = signed_head(*seed, journal.station, journal.epoch, head);
    ASSERT_TRUE(file->append({journal.station, journal.epoch, head}, note).has_value());
}

}  // namespace kiosk::testing
