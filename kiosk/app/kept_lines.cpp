// kiosk/app/kept_lines.cpp — the thread between a line and its disk.
#include "kiosk/app/kept_lines.hpp"

namespace kiosk::app {

Result<std::unique_ptr<KeptLines>> KeptLines::open(storage::FileSystem& files, storage::Path path,
                                                   RunOnMain run_on_main) {
    auto stored = KIOSK_TRY(storage::read_lines(files, path));
    std::unique_ptr<KeptLines> kept(new KeptLines(files, std::move(path), std::move(run_on_main)));
    kept->stored_ = std::move(stored);
    return kept;
}

// After an error the file is opened anew: where it ends is no longer known.
Result<> KeptLines::append(const storage::LineTexts& texts) {
    if (!file_) file_ = KIOSK_TRY(storage::LineFile::open(files_, path_));
    auto appended = file_->append(texts);
    if (!appended) file_.reset();
    return appended;
}

std::function<void(storage::LineTexts, KeptLines::Done)> KeptLines::hook() {
    return [this](storage::LineTexts texts, Done done) {
        worker_.run([this, texts = std::move(texts), done = std::move(done)]() mutable {
            auto stored = append(texts);
            run_on_main_([done = std::move(done), stored = std::move(stored)]() mutable {
                done(std::move(stored));
            });
        });
    };
}

}  // namespace kiosk::app
