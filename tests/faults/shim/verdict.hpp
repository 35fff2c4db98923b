// tests/faults/shim/verdict.hpp — what shall happen to the call at hand.
#pragma once

#include <cstdint>

#include "tests/faults/shim/control.hpp"

namespace kiosk::faults {

struct Verdict {
    int error = 0;         // fail with this errno
    bool pretend = false;  // report success, do nothing
    bool shorten = false;
    bool kill_within = false;
    bool kill_after = false;
};

// Counts the call, delays it, or kills the process before it. Any thread.
[[nodiscard]] Verdict judge(Call call, FileKind file);

// The switchboard; null where this process has none.
[[nodiscard]] Control* control();

[[noreturn]] void die();

}  // namespace kiosk::faults
