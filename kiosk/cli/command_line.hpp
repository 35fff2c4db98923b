// kiosk/cli/command_line.hpp — words of the command line to options, or to a text to print.
#pragma once

#include <expected>
#include <span>
#include <string>

#include "kiosk/cli/exit_code.hpp"
#include "kiosk/cli/options.hpp"

namespace kiosk::cli {

// Nothing to run: help or version was asked for (done), or the words were wrong (usage).
struct NothingToRun {
    ExitCode exit_code = ExitCode::usage;
    std::string text;  // for standard output when done, else for standard error
};

// `arguments` without the program's name.
[[nodiscard]] std::expected<CommandLine, NothingToRun> parse_command_line(
    std::span<const std::string> arguments);

}  // namespace kiosk::cli
