// kiosk/config/problem.hpp — one thing that is wrong in a configuration file, and where.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kiosk::config {

// A spot in a file. Line and column count from 1; line 0 means the file as a whole.
struct Place {
    std::string file;  // as the caller named it
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend auto operator<=>(const Place&, const Place&) = default;
};

enum class Severity : std::uint8_t {
    warning,  // the daemon starts, but probably not as meant
    error,    // the daemon does not start
};

struct Problem {
    Place place;
    Severity severity = Severity::error;
    std::string text;

    friend bool operator==(const Problem&, const Problem&) = default;
};

// "kioskd.toml:14:3: error: unknown key …", in the form compilers use, so that editors jump to it.
[[nodiscard]] std::string to_text(const Problem& problem);

// Every problem on its line, then the count: "2 errors, 1 warning". Empty where there is none.
[[nodiscard]] std::string to_text(std::span<const Problem> problems);

// The value in quotation marks, safe to print: control characters escaped, at most 80 bytes of it.
[[nodiscard]] std::string in_quotes(std::string_view value);

}  // namespace kiosk::config
