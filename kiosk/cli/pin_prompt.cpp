// kiosk/cli/pin_prompt.cpp — termios without ECHO, put back whatever happens.
#include "kiosk/cli/pin_prompt.hpp"

#include <iostream>

#include <termios.h>
#include <unistd.h>

namespace kiosk::cli {
namespace {

class Unseen {
  public:
    Unseen() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_set_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~Unseen() {
        if (is_set_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    termios before_{};
    bool is_set_ = false;
};

std::string line_of(std::istream& in) {
    std::string line;
    std::getline(in, line);
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

}  // namespace

Result<std::string> ask_for_pin(const Terminal& terminal, std::istream& in) {
    const bool is_typed = &in == &std::cin && ::isatty(STDIN_FILENO) == 1;
    if (!is_typed) {
        std::string pin = line_of(in);
        if (pin.empty()) return fail(Errc::invalid_input, "no PIN on standard input");
        return pin;
    }
    const Unseen unseen;
    terminal.talk << "PIN: " << std::flush;
    std::string pin = line_of(in);
    terminal.talk << "\nonce more: " << std::flush;
    const bool same = line_of(in) == pin;
    terminal.talk << '\n';
    if (!same) return fail(Errc::invalid_input, "the two PINs differ; nothing was changed");
    return pin;
}

}  // namespace kiosk::cli
