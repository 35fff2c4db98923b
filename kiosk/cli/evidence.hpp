// kiosk/cli/evidence.hpp — where the state is, and the key that its station signs with.
#pragma once

#include <filesystem>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/cli/options.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/signed_note.hpp"

namespace kiosk::cli {

// --state, or where the installed daemon keeps it.
[[nodiscard]] std::filesystem::path state_of(const GlobalOptions& global);

// The public half of state/checkpoint-key with the station's name. Errc::not_found before the
// station's first start.
[[nodiscard]] Result<storage::NoteKey> station_key(storage::FileSystem& files,
                                                   const std::filesystem::path& state);

// Now, by this machine's clocks, and how far they can be off as the kernel or the hardware tells.
[[nodiscard]] Timestamp time_now();

// The kernel's random id of this boot, which the steady time of time_now() belongs to; all zero
// where the kernel does not tell.
[[nodiscard]] core::BootId boot_id();

}  // namespace kiosk::cli
