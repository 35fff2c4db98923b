// kiosk/words/pack_files.hpp — the language packs as they are in the binary, English first.
#pragma once

#include <span>

#include "kiosk/base/embedded_file.hpp"

namespace kiosk::words {

[[nodiscard]] std::span<const EmbeddedFile> pack_files();

}  // namespace kiosk::words
