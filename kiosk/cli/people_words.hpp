// kiosk/cli/people_words.hpp — the words of kioskctl people and tokens.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/cli/options.hpp"

namespace CLI {
class App;
}

namespace kiosk::cli {

// Must outlive the parsing that fills it.
class PeopleWords {
  public:
    void add_to(CLI::App& app);

    // What `people` or `tokens` was asked for; nothing for another verb.
    [[nodiscard]] std::optional<Verb> chosen(std::string_view verb);

  private:
    PeopleOptions people_;
    TokensOptions tokens_;
};

}  // namespace kiosk::cli
