// kiosk/cli/badge_words.hpp — the words of `token` and `badge` on the command line.
#pragma once

#include <string_view>

#include "kiosk/cli/options.hpp"

namespace CLI {
class App;
}

namespace kiosk::cli {

class BadgeWords {
  public:
    // Adds both verbs; the object must outlive the parsing.
    void add_to(CLI::App& app);

    // "token" or "badge": what was asked for. Call it once, after parsing.
    [[nodiscard]] Verb chosen(std::string_view verb);

  private:
    TokenVerifyOptions verify_;
    BadgeKeygenOptions keygen_;
    BadgeIssueOptions issue_;
    const CLI::App* keygen_verb_ = nullptr;
};

}  // namespace kiosk::cli
