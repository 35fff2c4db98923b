// kiosk/storage/checkpoint_thread.cpp — waits for enough records or enough time, then signs.
#include "kiosk/storage/checkpoint_thread.hpp"

#include <utility>

#include <pthread.h>

namespace kiosk::storage {

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

void CheckpointThread::note(std::uint64_t epoch, const Head& durable) {
    {
        const std::scoped_lock lock(mutex_);
        if (durable.seq <= noted_.head.seq) return;
        noted_ = {settings_.station, epoch, durable};
    }
    changed_.notify_one();
}

std::optional<Checkpoint> CheckpointThread::newest() const {
    const std::scoped_lock lock(mutex_);
    return newest_;
}

bool CheckpointThread::is_new() const {
    return noted_.head.seq > tried_seq_;
}

bool CheckpointThread::is_due() const {
    return is_new() && noted_.head.seq - tried_seq_ >= settings_.records;
}

Result<> CheckpointThread::sign(const Checkpoint& checkpoint) {
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
        const Checkpoint checkpoint = noted_;
        tried_seq_ = checkpoint.head.seq;
        lock.unlock();
        const auto done = sign(checkpoint);
        if (settings_.report) settings_.report(checkpoint, done);
        lock.lock();
        if (done.has_value()) newest_ = checkpoint;
    }
}

}  // namespace kiosk::storage
