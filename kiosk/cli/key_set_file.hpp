// kiosk/cli/key_set_file.hpp — a key set for a verb, or its problems on the operator's screen.
#pragma once

#include <filesystem>
#include <optional>

#include "kiosk/cli/verbs.hpp"
#include "kiosk/core/ticket/key_set.hpp"

namespace kiosk::cli {

// Prints every problem; nothing where there was one.
[[nodiscard]] std::optional<core::KeySet> key_set_from(const std::filesystem::path& file,
                                                       const Session& session);

}  // namespace kiosk::cli
