// kiosk/cli/exit_code.hpp — what a script learns from kioskctl; the numbers are for ever.
//
// 64 and above as in sysexits(3).
#pragma once

#include <string_view>

#include "kiosk/base/error.hpp"

namespace kiosk::cli {

enum class ExitCode : int {
    done = 0,    // or GO
    failed = 1,  // doctor: warnings; verify: damaged
    usage = 2,   // doctor: failures; verify and decode: something cannot be read
    not_found = 3,
    stop = 4,
    check = 5,
    conflict = 6,      // somebody else was first, or a confirmation is missing
    unreachable = 69,  // no daemon answers
    try_again = 75,    // busy or not ready
    not_allowed = 77,
    bad_config = 78,
};

[[nodiscard]] ExitCode exit_code_of_status(int http_status);
[[nodiscard]] ExitCode exit_code_of_verdict(std::string_view verdict);
[[nodiscard]] ExitCode exit_code_of(Errc code);

// Of the answers to several scans: stop before check before go.
[[nodiscard]] ExitCode worse(ExitCode a, ExitCode b);

}  // namespace kiosk::cli
