// kiosk/cli/evidence.hpp — where the state is, and the key that its station signs with.
#pragma once

#include <filesystem>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/cli/options.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/signed_note.hpp"

namespace kiosk::cli {

// --state, or where the installed daemon keeps it.
[[nodiscard]] std::filesystem::path state_of(const GlobalOptions& global);

// The public half of state/checkpoint-key with the station's name. Errc::not_found before the
// station's first start.
[[nodiscard]] Result<storage::NoteKey> station_key(storage::FileSystem& files,
                                                   const std::filesystem::path& state);

// Now, by this machine's clock; nobody vouches for it.
[[nodiscard]] Timestamp time_now();

}  // namespace kiosk::cli
