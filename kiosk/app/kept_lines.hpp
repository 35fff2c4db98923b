// kiosk/app/kept_lines.hpp — a file of lines beside the journal: read at start, then appended.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/app/worker.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/storage/line_file.hpp"

namespace kiosk::app {

class KeptLines {
  public:
    using Done = std::function<void(Result<>)>;
    using RunOnMain = std::function<void(std::function<void()>)>;

    // `files` must outlive it. Errors as of read_lines. A disk that takes nothing is no error here:
    // whoever wants a line kept is told so then.
    [[nodiscard]] static Result<std::unique_ptr<KeptLines>> open(storage::FileSystem& files,
                                                                 storage::Path path,
                                                                 RunOnMain run_on_main);

    // What the file held; once.
    [[nodiscard]] std::vector<storage::LineTexts> take_stored() { return std::move(stored_); }

    // Makes a line durable on a thread of its own and tells on the main thread.
    [[nodiscard]] std::function<void(storage::LineTexts, Done)> hook();

  private:
    KeptLines(storage::FileSystem& files, storage::Path path, RunOnMain run_on_main)
        : files_(files), path_(std::move(path)), run_on_main_(std::move(run_on_main)) {}

    [[nodiscard]] Result<> append(const storage::LineTexts& texts);

    storage::FileSystem& files_;
    storage::Path path_;
    std::optional<storage::LineFile> file_;  // the worker's alone; opened when first needed
    std::vector<storage::LineTexts> stored_;
    RunOnMain run_on_main_;
    Worker worker_{"lines"};  // last
};

}  // namespace kiosk::app
