// kiosk/cli/pin_prompt.hpp — asks for a PIN: unseen and twice at a terminal, one line otherwise.
#pragma once

#include <istream>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/cli/terminal.hpp"

namespace kiosk::cli {

// Errc::invalid_input where two entries differ or nothing comes. The rules of PINs are the
// daemon's.
[[nodiscard]] Result<std::string> ask_for_pin(const Terminal& terminal, std::istream& in);

}  // namespace kiosk::cli
