// kiosk/web/assets.hpp — the files of the screens, as they are in the binary.
#pragma once

#include <span>

#include "kiosk/base/embedded_file.hpp"

namespace kiosk::web {

[[nodiscard]] std::span<const EmbeddedFile> assets();

}  // namespace kiosk::web
