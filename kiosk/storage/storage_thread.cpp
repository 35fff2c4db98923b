// kiosk/storage/storage_thread.cpp — the loop: commit, answer, rest.
#include "kiosk/storage/storage_thread.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include <pthread.h>

namespace kiosk::storage {

StorageThread::StorageThread(std::unique_ptr<DurableLog> log, ports::RecordStoreEvents& events,
                             const ports::Clock& clock, std::chrono::milliseconds quiet_before_rest)
    : log_(std::move(log)),
      events_(events),
      clock_(clock),
      quiet_before_rest_(quiet_before_rest),
      thread_([this] { run(); }) {}

StorageThread::~StorageThread() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    work_.notify_one();
    thread_.join();
}

void StorageThread::append(core::SequencedRecord record) {
    {
        const std::scoped_lock lock(mutex_);
        if (statistics_.failure.has_value() || refused_from_.has_value()) return;
        if (appends_.size() >= kAppendQueueMax) {
            refused_from_ = record.seq;
        } else {
            appends_.push_back(std::move(record));
        }
    }
    work_.notify_one();
}

void StorageThread::restart_from(std::uint64_t /*seq*/) {
    const std::scoped_lock lock(mutex_);
    refused_from_.reset();
}

void StorageThread::query(ports::ScanQuery query, QueryDone done) {
    {
        const std::scoped_lock lock(mutex_);
        if (queries_.size() < kQueryQueueMax) {
            queries_.push_back({std::move(query), std::move(done)});
            done = nullptr;
        }
    }
    if (done) {
        done(fail(Errc::unavailable, std::to_string(kQueryQueueMax) + " queries are waiting"));
        return;
    }
    work_.notify_one();
}

StorageStatistics StorageThread::statistics() const {
    const std::scoped_lock lock(mutex_);
    StorageStatistics statistics = statistics_;
    statistics.commit_p50 = latency_.percentile(50);
    statistics.commit_p99 = latency_.percentile(99);
    statistics.queued = appends_.size();
    return statistics;
}

void StorageThread::run() {
    pthread_setname_np(pthread_self(), "storage");
    while (wait_for_work()) {
        commit_queued();
        answer_one_query();
    }
    for (auto& waiting : queries_) {
        waiting.done(fail(Errc::unavailable, "the store is closing"));
    }
    log_.reset();
}

bool StorageThread::wait_for_work() {
    std::unique_lock lock(mutex_);
    const auto has_work = [this] {
        return !appends_.empty() || !queries_.empty() || refused_from_.has_value() || stopping_;
    };
    while (!has_work()) {
        if (is_tidy_) {
            work_.wait(lock, has_work);
        } else if (!work_.wait_for(lock, quiet_before_rest_, has_work)) {
            lock.unlock();
            rest();
            lock.lock();
        }
    }
    // What is queued is made durable before the end; queries are not.
    return !stopping_ || !appends_.empty() || refused_from_.has_value();
}

void StorageThread::commit_queued() {
    std::vector<core::SequencedRecord> batch;
    {
        const std::scoped_lock lock(mutex_);
        const auto count = std::min(appends_.size(), kBatchRecordsMax);
        const auto end = appends_.begin() + static_cast<std::ptrdiff_t>(count);
        std::move(appends_.begin(), end, std::back_inserter(batch));
        appends_.erase(appends_.begin(), end);
    }
    if (batch.empty()) {
        std::unique_lock lock(mutex_);
        const auto refused = std::exchange(refused_from_, std::nullopt);
        lock.unlock();
        if (refused.has_value()) {
            fail_from(*refused, {Errc::unavailable,
                                 std::to_string(kAppendQueueMax) + " records wait for the disk"});
        }
        return;
    }
    const auto begin = clock_.now().mono;
    const auto appended = log_->append(batch);
    const auto took = clock_.now().mono - begin;
    if (!appended.has_value()) {
        fail_from(batch.front().seq, appended.error());
        return;
    }
    {
        const std::scoped_lock lock(mutex_);
        latency_.add(took);
        ++statistics_.batches;
        statistics_.records += batch.size();
        is_tidy_ = false;
    }
    events_.durable_through(batch.back().seq);
    note_upkeep(log_->tidy_after_batch());
}

void StorageThread::answer_one_query() {
    WaitingQuery waiting;
    {
        const std::scoped_lock lock(mutex_);
        if (queries_.empty()) return;
        waiting = std::move(queries_.front());
        queries_.pop_front();
    }
    waiting.done(log_->query(waiting.query));
}

void StorageThread::rest() {
    note_upkeep(log_->tidy_at_rest());
    const std::scoped_lock lock(mutex_);
    is_tidy_ = true;
    ++statistics_.rests;
}

void StorageThread::fail_from(std::uint64_t seq, const Error& error) {
    {
        const std::scoped_lock lock(mutex_);
        statistics_.failure = error;
        appends_.clear();
        refused_from_.reset();
    }
    events_.failed_from(seq, error);
}

void StorageThread::note_upkeep(const Result<>& result) {
    const std::scoped_lock lock(mutex_);
    if (!result.has_value()) statistics_.upkeep_error = result.error();
}

}  // namespace kiosk::storage
