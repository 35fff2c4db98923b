// tests/unit/cli/running.hpp — runs one verb against an endpoint and keeps what it said.
#pragma once

#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "fake_daemon.hpp"
#include "kiosk/cli/command_line.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {

struct Said {
    ExitCode exit_code = ExitCode::usage;
    std::string out;
    std::string talk;
};

inline Said run_words(const std::vector<std::string>& words, const Endpoint& endpoint,
                      const std::string& typed = "") {
    const auto line = parse_command_line(words);
    if (!line) {
        return {line.error().exit_code, "", line.error().text};
    }
    std::istringstream in(typed);
    std::ostringstream out;
    std::ostringstream talk;
    const Terminal terminal{out, talk, false, line->global.quiet};
    Api api(endpoint);
    const Session session{line->global, terminal, in, api};
    const ExitCode exit_code =
        std::visit([&](const auto& options) { return run(options, session); }, line->verb);
    return {exit_code, out.str(), talk.str()};
}

}  // namespace kiosk::cli
