// kiosk/app/kept_twice.hpp — lines beside the journal that stand in two files.
//
// For what exists nowhere else and must outlive one damaged file.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "kiosk/app/kept_lines.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::app {

class KeptTwice {
  public:
    // A file that lacks lines of the other gets them. Errors as of read_lines, of the first file,
    // where neither can be read; one that cannot is told in the log and left as it is.
    [[nodiscard]] static Result<std::unique_ptr<KeptTwice>> open(storage::FileSystem& files,
                                                                 const storage::Path& one,
                                                                 const storage::Path& other,
                                                                 const KeptLines::RunOnMain& main);

    // What the files held, each line once; once.
    [[nodiscard]] std::vector<storage::LineTexts> take_stored();

    // Makes a line durable in both, and tells on the main thread; where only one takes it, that is
    // enough, and told in the log. It must outlive what it gives.
    [[nodiscard]] std::function<void(storage::LineTexts, KeptLines::Done)> hook();

  private:
    KeptTwice() = default;

    std::unique_ptr<KeptLines> one_;  // null: damaged, left as it is
    std::unique_ptr<KeptLines> other_;
};

}  // namespace kiosk::app
