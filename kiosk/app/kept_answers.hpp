// kiosk/app/kept_answers.hpp — the daemon's answers at check-in: read at start, then appended.
#pragma once

#include <functional>
#include <memory>
#include <optional>
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

    // `files` must outlive it. Errors as of read_answers. A disk that takes nothing is no error
    // here: then answers cannot be kept, and the guests who give them are told so.
    [[nodiscard]] static Result<std::unique_ptr<KeptAnswers>> open(storage::FileSystem& files,
                                                                   const storage::Path& state,
                                                                   const config::Config& config,
                                                                   RunOnMain run_on_main);

    // What the file held, for the questions that are configured; once.
    [[nodiscard]] std::vector<core::AnswersKept> take_stored() { return std::move(stored_); }

    // Makes answers durable on a thread of its own and tells on the main thread.
    [[nodiscard]] std::function<void(core::AnswersKept, Done)> hook();

  private:
    KeptAnswers(storage::FileSystem& files, storage::Path path, RunOnMain run_on_main)
        : files_(files), path_(std::move(path)), run_on_main_(std::move(run_on_main)) {}

    [[nodiscard]] Result<> append(const std::vector<storage::StoredAnswer>& answers);

    storage::FileSystem& files_;
    storage::Path path_;
    std::optional<storage::AnswerFile> file_;  // the worker's alone; opened when first needed
    std::vector<std::string> questions_;
    std::vector<core::AnswersKept> stored_;
    RunOnMain run_on_main_;
    Worker worker_{"answers"};  // last
};

}  // namespace kiosk::app
