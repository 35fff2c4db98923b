// kiosk/storage/checkpoint_thread.cpp — waits for enough records or enough time, then signs.
#include "kiosk/storage/checkpoint_thread.hpp"

#include <utility>

#include <pthread.h>

#include "kiosk/storage/journal_walk.hpp"

namespace kiosk::storage {

Result<std::uint64_t> current_epoch(FileSystem& files, const Path& journal) {
    std::optional<std::uint64_t> epoch;
    const auto walked = KIOSK_TRY(
        walk_journal(files, journal, WalkDepth::framing, [&epoch](const RecordView& view) {
            const auto begun = epoch_begun_by(view.payload);
            if (!begun.has_value()) return Result<>(fail(begun.error()));
            if (begun->has_value()) epoch = *begun;
            return Result<>();
        }));
    if (walked.damage.has_value()) return fail(Errc::corrupt, describe(*walked.damage));
    return epoch.value_or(walked.epoch);
}

CheckpointThread::CheckpointThread(FileSystem& files, StatePaths paths,
                                   std::unique_ptr<ports::MessageSigner> signer,
                                   CheckpointSettings settings)
    : files_(files),
      paths_(std::move(paths)),
      signer_(std::move(signer)),
      settings_(std::move(settings)),
      thread_([this] { run(); }) {}

CheckpointThread::~CheckpointThread() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void CheckpointThread::note(const Head& durable) {
    {
        const std::scoped_lock lock(mutex_);
        if (durable.seq <= noted_.seq) return;
        noted_ = durable;
    }
    changed_.notify_one();
}

std::optional<Checkpoint> CheckpointThread::newest() const {
    const std::scoped_lock lock(mutex_);
    return newest_;
}

bool CheckpointThread::is_new() const {
    return noted_.seq > tried_.seq;
}

bool CheckpointThread::is_due() const {
    return is_new() && noted_.seq - tried_.seq >= settings_.records;
}

Result<> CheckpointThread::sign(Checkpoint& checkpoint) {
    if (!epoch_.has_value()) epoch_ = KIOSK_TRY(current_epoch(files_, paths_.journal()));
    checkpoint.epoch = *epoch_;
    if (!file_.has_value()) file_.emplace(KIOSK_TRY(CheckpointFile::open(files_, paths_)));
    // After a restart there may be nothing new; one head is signed once.
    if (file_->newest() == checkpoint) return {};
    return file_->append(checkpoint, sign_checkpoint(checkpoint, *signer_));
}

void CheckpointThread::run() {
    pthread_setname_np(pthread_self(), "checkpoints");
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || is_new(); });
        if (!stopping_) {
            changed_.wait_for(lock, settings_.every, [this] { return stopping_ || is_due(); });
        }
        if (!is_new()) return;  // stopping, and all is signed
        Checkpoint checkpoint{settings_.station, 0, noted_};
        tried_ = noted_;
        lock.unlock();
        const auto done = sign(checkpoint);
        if (settings_.report) settings_.report(checkpoint, done);
        lock.lock();
        if (done.has_value()) newest_ = checkpoint;
    }
}

}  // namespace kiosk::storage
