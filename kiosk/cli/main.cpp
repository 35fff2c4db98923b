// kiosk/cli/main.cpp — kioskctl: words in, one verb, exit code out.
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include <unistd.h>

#include "kiosk/cli/command_line.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace {

using namespace kiosk::cli;

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// The first of the variables that locale(7) looks at: "fr_FR.UTF-8" is "fr".
std::string language() {
    for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const std::string value = environment(name); !value.empty()) {
            return value.substr(0, value.find_first_of("_.@"));
        }
    }
    return "en";
}

ExitCode run_verb(CommandLine& line) {
    if (line.global.lang.empty()) {
        line.global.lang = language();
    }
    // https://no-color.org: any value that is not empty.
    const bool colour = !line.global.no_color && environment("NO_COLOR").empty() &&
                        environment("TERM") != "dumb" && isatty(STDOUT_FILENO) == 1;
    const Terminal terminal{std::cout, std::cerr, colour, line.global.quiet};
    auto endpoint = choose_endpoint(line.global, environment("KIOSK_URL"));
    if (!endpoint) {
        terminal.complain(printable(endpoint.error().context));
        return exit_code_of(endpoint.error().code);
    }
    Api api(*std::move(endpoint));
    const Session session{line.global, terminal, std::cin, api};
    const ExitCode code =
        std::visit([&](const auto& options) { return run(options, session); }, line.verb);
    if (!std::cout.flush()) {
        terminal.complain("standard output takes no more");
        return ExitCode::failed;
    }
    return code;
}

int print(const NothingToRun& reason) {
    (reason.exit_code == ExitCode::done ? std::cout : std::cerr) << reason.text;
    return static_cast<int>(reason.exit_code);
}

}  // namespace

int main(int count, char** words) {
    try {
        auto line = parse_command_line(std::vector<std::string>(words + 1, words + count));
        return line ? static_cast<int>(run_verb(*line)) : print(line.error());
    } catch (const std::exception& problem) {
        std::cerr << "kioskctl: " << problem.what() << '\n';
        return static_cast<int>(ExitCode::failed);
    }
}
