// kiosk/cli/terminal.cpp — colours (ECMA-48, 8.3.117) and sentences.
#include "kiosk/cli/terminal.hpp"

#include <fmt/core.h>

#include "kiosk/base/check.hpp"

namespace kiosk::cli {
namespace {

std::string_view code_of(Colour colour) {
    switch (colour) {
        case Colour::green: return "32";
        case Colour::yellow: return "33";
        case Colour::red: return "31";
        case Colour::bold: return "1";
    }
    KIOSK_UNREACHABLE();
}

}  // namespace

std::string Terminal::in(Colour colour_name, std::string_view text) const {
    return colour ? fmt::format("\x1b[{}m{}\x1b[0m", code_of(colour_name), text)
                  : std::string(text);
}

void Terminal::say(std::string_view sentence) const {
    if (!quiet) {
        talk << sentence << '\n';
    }
}

void Terminal::complain(std::string_view sentence) const {
    talk << "kioskctl: " << sentence << '\n';
}

}  // namespace kiosk::cli
