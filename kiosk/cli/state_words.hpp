// kiosk/cli/state_words.hpp — the words of verbs about the state directory on the command line.
#pragma once

#include "kiosk/cli/options.hpp"

namespace CLI {
class App;
}

namespace kiosk::cli {

// Adds verify, checkpoint, backup and restore; the options must outlive the parsing.
void add_state_verbs(CLI::App& app, VerifyOptions& verify, BackupOptions& backup,
                     RestoreOptions& restore);

}  // namespace kiosk::cli
