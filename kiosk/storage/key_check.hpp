// kiosk/storage/key_check.hpp — notices that a file of random bytes is not the one that was made.
//
// One flipped bit of such a file is as random as all others and turns every guest into a stranger.
// So beside each file lies a small one, NAME.check, with a value that only these bytes give and
// that tells nothing of them: BLAKE2b of the name, keyed with the bytes.
#pragma once

#include <cstddef>
#include <span>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

// `bytes`, 16 to 64 of them, stand in the file `path`. Where there is no value yet, or one that is
// damaged itself, it is written; a disk that takes no writes is asked again at the next start.
// Errc::conflict, with the cure, where the value says that the bytes changed.
[[nodiscard]] Result<> check_key(FileSystem& files, const Path& path,
                                 std::span<const std::byte> bytes);

// Before other bytes are written to `path`.
[[nodiscard]] Result<> forget_check(FileSystem& files, const Path& path);

}  // namespace kiosk::storage
