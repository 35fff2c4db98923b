// kiosk/app/personal_files.cpp — answers at check-in, notes of staff, and walk-ins.
#include "kiosk/app/personal_files.hpp"

#include <utility>

namespace kiosk::app {

Result<std::unique_ptr<PersonalFiles>> PersonalFiles::open(
    storage::FileSystem& files, const storage::StatePaths& paths, const config::Config& config,
    const KeptLines::RunOnMain& run_on_main) {
    std::unique_ptr<PersonalFiles> opened(new PersonalFiles());
    opened->answers_ = KIOSK_TRY(KeptAnswers::open(files, paths.root, config, run_on_main));
    opened->notes_ = KIOSK_TRY(KeptLines::open(files, paths.notes(), run_on_main));
    opened->walk_ins_ =
        KIOSK_TRY(KeptTwice::open(files, paths.walk_ins(), paths.walk_ins_again(), run_on_main));
    return opened;
}

void PersonalFiles::add_to(ServiceHooks& hooks) {
    hooks.keep_answers = answers_->hook();
    hooks.keep_note = notes_->hook();
    hooks.keep_walk_in = walk_ins_->hook();
}

Result<> PersonalFiles::hand_over(StationService& service) {
    for (auto& answers : answers_->take_stored()) service.take_answers(std::move(answers));
    for (const auto& line : notes_->take_stored()) KIOSK_TRY_VOID(service.take_note(line));
    for (const auto& line : walk_ins_->take_stored()) KIOSK_TRY_VOID(service.take_walk_in(line));
    return {};
}

}  // namespace kiosk::app
