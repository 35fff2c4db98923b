// kiosk/cli/state_words.cpp — options of verify, checkpoint, backup and restore.
#include "kiosk/cli/state_words.hpp"

#include <CLI/CLI.hpp>

namespace kiosk::cli {

void add_state_verbs(CLI::App& app, VerifyOptions& verify, BackupOptions& backup,
                     RestoreOptions& restore) {
    auto* const verify_verb =
        app.add_subcommand("verify", "Prove that nothing in the history was changed or lost");
    verify_verb->add_option("--witness", verify.witnesses, "Checkpoint that was kept elsewhere");
    verify_verb->add_option("--key", verify.key, "The station's key, as `checkpoint` printed it");
    app.add_subcommand("checkpoint", "The newest signed head and its key, to keep elsewhere");
    app.add_subcommand("backup", "Copy the state and prove the copy")
        ->add_option("--to", backup.to, "Directory of backups; backups/ of the state if not given");
    app.add_subcommand("restore", "Make a state directory from a backup")
        ->add_option("BACKUP", restore.backup, "A directory that `backup` made")
        ->required();
}

}  // namespace kiosk::cli
