// kiosk/cli/people_options.hpp — people and tokens, as asked for on the command line.
#pragma once

#include <cstdint>
#include <string>

namespace kiosk::cli {

enum class PeopleAct : std::uint8_t { list, add, pin, remove };

struct PeopleOptions {
    PeopleAct act = PeopleAct::list;
    std::string name;
    std::string role;
};

enum class TokensAct : std::uint8_t { list, add, remove };

struct TokensOptions {
    TokensAct act = TokensAct::list;
    std::string name;
    std::string role;
    std::string station;  // of role station
};

}  // namespace kiosk::cli
