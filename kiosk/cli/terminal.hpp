// kiosk/cli/terminal.hpp — where kioskctl speaks: results on one stream, talk on the other.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

namespace kiosk::cli {

enum class Colour { green, yellow, red, bold };

struct Terminal {
    std::ostream& out;   // results
    std::ostream& talk;  // everything else
    bool colour = false;
    bool quiet = false;

    [[nodiscard]] std::string in(Colour colour_name, std::string_view text) const;

    // A sentence for people, on the talk stream; silent with --quiet.
    void say(std::string_view sentence) const;

    // What went wrong; never silent. Begins with the program's name, as Unix programs do.
    void complain(std::string_view sentence) const;
};

}  // namespace kiosk::cli
