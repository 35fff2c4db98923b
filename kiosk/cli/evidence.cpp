// kiosk/cli/evidence.cpp — reading a state directory's key.
#include "kiosk/cli/evidence.hpp"

#include <algorithm>
#include <chrono>

#include "kiosk/crypto/ed25519_signer.hpp"
#include "kiosk/storage/checkpoint_file.hpp"

namespace kiosk::cli {

std::filesystem::path state_of(const GlobalOptions& global) {
    return global.state.empty() ? "/var/lib/kioskd" : global.state;
}

Result<storage::NoteKey> station_key(storage::FileSystem& files,
                                     const std::filesystem::path& state) {
    const storage::StatePaths paths{state};
    const auto id = KIOSK_TRY(storage::read_file(files, paths.station_id(), 64));
    storage::StationId station;
    if (id.size() != station.bytes.size()) {
        return fail(Errc::corrupt, paths.station_id().string() + " is damaged");
    }
    std::ranges::copy(id, std::as_writable_bytes(std::span(station.bytes)).begin());
    const auto seed = KIOSK_TRY(storage::read_checkpoint_key(files, paths));
    const crypto::Ed25519Signer signer{std::span<const std::uint8_t, crypto::kSeedBytes>(seed)};
    return storage::NoteKey{storage::key_name_of(station), signer.public_key()};
}

Timestamp time_now() {
    const auto now = std::chrono::system_clock::now();
    return {Instant{}, std::chrono::floor<std::chrono::milliseconds>(now), ClockState::unsynced,
            kUnknownError};
}

}  // namespace kiosk::cli
