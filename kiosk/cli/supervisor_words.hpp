// kiosk/cli/supervisor_words.hpp — the words of supervisors' verbs on the command line.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/cli/options.hpp"
#include "kiosk/cli/people_words.hpp"

namespace CLI {
class App;
}

namespace kiosk::cli {

class SupervisorWords {
  public:
    // Adds muster, emergency, forgive, override, undo, walkin, alerts, people and tokens; it must
    // outlive the parsing.
    void add_to(CLI::App& app);

    // What was asked for; nothing for a verb of others. Call it once, after parsing.
    [[nodiscard]] std::optional<Verb> chosen(std::string_view verb);

  private:
    MusterOptions muster_;
    EmergencyOptions emergency_;
    ForgiveOptions forgive_;
    OverrideOptions override_;
    UndoOptions undo_;
    WalkInOptions walk_in_;
    AlertsOptions alerts_;
    const CLI::App* begin_ = nullptr;
    PeopleWords people_;
};

}  // namespace kiosk::cli
