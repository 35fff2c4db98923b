// tests/faults/shim/file_table.hpp — which descriptor is which file of the state directory.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tests/faults/shim/control.hpp"

namespace kiosk::faults {

// The path relative to the state directory ("" for itself), nothing for a path outside it.
// `directory` is as for openat().
[[nodiscard]] std::optional<std::string> path_in_state(int directory, const char* path);

// Of a path relative to the state directory.
[[nodiscard]] FileKind kind_of(std::string_view relative);

// Of an open descriptor; outside for all that was not remembered.
[[nodiscard]] FileKind kind_of(int descriptor);

void remember(int descriptor, FileKind kind);
void forget(int descriptor);

}  // namespace kiosk::faults
