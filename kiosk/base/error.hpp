// kiosk/base/error.hpp — what can go wrong while operating, as a value.
//
// An Error is for the machine's troubles (port gone, disk full, bad file); a refused guest is a
// Decision, never an Error. The context names the thing, the value and the limit, outermost first:
// "import attendees.csv: line 7 column 3: e-mail is 300 bytes, limit 254".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk {

enum class Errc : std::uint8_t {
    invalid_input,  // bytes, text or a setting from outside is not acceptable
    too_large,      // an input passed its named limit
    not_found,      // the named thing does not exist
    conflict,       // it exists already, or was changed meanwhile
    locked,         // another process owns it
    denied,         // the operating system or a policy forbids it
    no_space,       // no room left on the device
    io_failure,     // the device or file system failed
    corrupt,        // stored bytes are not what was written
    unsupported,    // understood, but not by this version
    unavailable,    // a peer or service does not answer now; trying again may help
    timed_out,      // no answer within the stated time
};

// Says in one sentence what the code means; never empty.
[[nodiscard]] std::string_view describe(Errc code);

// The stable snake_case name used in logs and JSON, for example "no_space".
[[nodiscard]] std::string_view name_of(Errc code);

struct Error {
    Errc code = Errc::invalid_input;
    std::string context;  // what, which value, which limit; without a trailing full stop

    // Puts the caller's view in front: "open journal: " + context.
    [[nodiscard]] Error in(std::string_view outer) &&;
};

// Maps errno to the code that a caller can act on. Values without a better match: io_failure.
[[nodiscard]] Errc errc_from_errno(int error_number);

// Error for a failed system call: "<what>: <strerror>".
[[nodiscard]] Error system_error(std::string_view what, int error_number);

}  // namespace kiosk
