// kiosk/storage/checkpoint_thread.cpp — waits for enough records or enough time, then signs.
#include "kiosk/storage/checkpoint_thread.hpp"

#include <string>
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
        const bool is_due = durable.seq / settings_.records > noted_.head.seq / settings_.records;
        noted_ = {settings_.station, epoch, durable};
        if (is_due) due_.push_back(noted_);
        if (due_.size() > kHeadsDueMax) due_.pop_front();
    }
    changed_.notify_one();
}

std::optional<Checkpoint> CheckpointThread::newest() const {
    const std::scoped_lock lock(mutex_);
    return newest_;
}

bool CheckpointThread::is_new() const {
    return noted_.head.seq > signed_seq_;
}

std::vector<Checkpoint> CheckpointThread::take_due() {
    std::vector<Checkpoint> heads(due_.begin(), due_.end());
    due_.clear();
    const bool has_newest = !heads.empty() && heads.back() == noted_;
    if (heads.empty() || (stopping_ && !has_newest)) heads.push_back(noted_);
    return heads;
}

void CheckpointThread::put_back(const std::vector<Checkpoint>& heads) {
    due_.insert(due_.begin(), heads.begin(), heads.end());
    while (due_.size() > kHeadsDueMax) due_.pop_front();
}

Result<> CheckpointThread::sign(const std::vector<Checkpoint>& heads) {
    if (!file_.has_value()) file_.emplace(KIOSK_TRY(CheckpointFile::open(files_, paths_)));
    std::string notes;
    for (const auto& head : heads) {
        // After a restart there may be nothing new; one head is signed once.
        if (file_->newest() == head) continue;
        if (!notes.empty()) notes += "\n";
        notes += sign_checkpoint(head, *signer_);
    }
    if (notes.empty()) return {};
    return file_->append(heads.back(), notes);
}

void CheckpointThread::run() {
    pthread_setname_np(pthread_self(), "checkpoints");
    bool has_failed = false;
    std::unique_lock lock(mutex_);
    while (true) {
        const auto is_stopping = [this] { return stopping_; };
        if (has_failed) {
            changed_.wait_for(lock, settings_.retry, is_stopping);
        } else {
            changed_.wait(lock, [this] { return stopping_ || is_new(); });
            changed_.wait_for(lock, settings_.every, [this] { return stopping_ || !due_.empty(); });
        }
        if (!is_new()) return;  // stopping, and all is signed
        const auto heads = take_due();
        lock.unlock();
        const auto done = sign(heads);
        if (settings_.report) settings_.report(heads.back(), done);
        lock.lock();
        has_failed = !done.has_value();
        if (has_failed && stopping_) return;
        if (has_failed) {
            put_back(heads);
        } else {
            signed_seq_ = heads.back().head.seq;
            newest_ = heads.back();
        }
    }
}

}  // namespace kiosk::storage
