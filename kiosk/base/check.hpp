// kiosk/base/check.hpp — invariants that stay on in release builds.
//
// A failed check is a programmer's error: the process aborts, systemd restarts it and the journal
// is replayed. The message states what is true: KIOSK_CHECK(seq == last + 1, "no gaps").
#pragma once

#include <string_view>

namespace kiosk {

// Writes the broken invariant to standard error and aborts.
[[noreturn]] void check_failed(std::string_view truth, const char* file, int line);

}  // namespace kiosk

#define KIOSK_CHECK(condition, truth)                           \
    do {                                                        \
        if (!(condition)) {                                     \
            ::kiosk::check_failed((truth), __FILE__, __LINE__); \
        }                                                       \
    } while (false)

#define KIOSK_UNREACHABLE() ::kiosk::check_failed("every enumerator is handled", __FILE__, __LINE__)
