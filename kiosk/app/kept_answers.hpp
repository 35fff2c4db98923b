// kiosk/app/kept_answers.hpp — the daemon's answers at check-in: read at start, then appended.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/app/worker.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/core/engine/event.hpp"
#include "kiosk/storage/answer_file.hpp"

namespace kiosk::app {

class KeptAnswers {
  public:
    using Done = std::function<void(Result<>)>;
    using RunOnMain = std::function<void(std::function<void()>)>;

    // `files` must outlive it. Errors: those of read_answers and AnswerFile::open.
    [[nodiscard]] static Result<std::unique_ptr<KeptAnswers>> open(storage::FileSystem& files,
                                                                   const storage::Path& state,
                                                                   const config::Config& config,
                                                                   RunOnMain run_on_main);

    // What the file held, for the questions that are configured; once.
    [[nodiscard]] std::vector<core::AnswersKept> take_stored() { return std::move(stored_); }

    // Makes answers durable on a thread of its own and tells on the main thread.
    [[nodiscard]] std::function<void(core::AnswersKept, Done)> hook();

  private:
    KeptAnswers(storage::AnswerFile file, RunOnMain run_on_main)
        : file_(std::move(file)), run_on_main_(std::move(run_on_main)), worker_("answers") {}

    storage::AnswerFile file_;  // the worker's alone
    std::vector<std::string> questions_;
    std::vector<core::AnswersKept> stored_;
    RunOnMain run_on_main_;
    Worker worker_;
};

}  // namespace kiosk::app
