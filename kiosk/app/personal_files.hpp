// kiosk/app/personal_files.hpp — what stands beside the journal because it is about people.
#pragma once

#include <memory>

#include "kiosk/app/kept_answers.hpp"
#include "kiosk/app/kept_lines.hpp"
#include "kiosk/app/kept_twice.hpp"
#include "kiosk/app/station_service.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::app {

class PersonalFiles {
  public:
    // Errors as KeptAnswers::open() and KeptLines::open().
    [[nodiscard]] static Result<std::unique_ptr<PersonalFiles>> open(
        storage::FileSystem& files, const storage::StatePaths& paths, const config::Config& config,
        const KeptLines::RunOnMain& run_on_main);

    // Lets the station keep answers, notes and walk-ins.
    void add_to(ServiceHooks& hooks);

    // What was kept before the start. Errc::corrupt.
    [[nodiscard]] Result<> hand_over(StationService& service);

  private:
    PersonalFiles() = default;

    std::unique_ptr<KeptAnswers> answers_;
    std::unique_ptr<KeptLines> notes_;
    std::unique_ptr<KeptTwice> walk_ins_;
};

}  // namespace kiosk::app
