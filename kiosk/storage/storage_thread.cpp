// kiosk/storage/storage_thread.cpp — the loop: commit, answer, rest.
#include "kiosk/storage/storage_thread.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include <pthread.h>

#include "kiosk/base/check.hpp"

namespace kiosk::storage {

StorageThread::StorageThread(std::unique_ptr<DurableLog> log, ports::RecordStoreEvents& events,
                             const ports::Clock& clock, std::chrono::milliseconds pause,
                             std::vector<std::unique_ptr<StorageTask>> tasks)
    : log_(std::move(log)),
      events_(events),
      clock_(clock),
      pause_(pause),
      tasks_(std::move(tasks)),
      reported_(core::judge({})),
      facts_(log_->facts()),
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
        const Instant now = clock_.now().mono;
        const std::scoped_lock lock(mutex_);
        if (is_dropping_ || refused_from_.has_value()) return;
        if (appends_.size() >= kAppendQueueMax) {
            refused_from_ = record.seq;
        } else {
            appends_.push_back(std::move(record));
            if (!waiting_since_) waiting_since_ = now;
        }
    }
    work_.notify_one();
}

void StorageThread::restart_from(std::uint64_t seq) {
    const std::scoped_lock lock(mutex_);
    KIOSK_CHECK(is_dropping_ && seq == next_seq_, "restarts where it failed, after it was told");
    is_dropping_ = false;
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

void StorageThread::check_at_once() {
    {
        const std::scoped_lock lock(mutex_);
        wants_check_ = true;
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

core::StorageHealth StorageThread::health() const {
    const Instant now = clock_.now().mono;
    const std::scoped_lock lock(mutex_);
    core::StorageFacts facts = facts_;
    if (waiting_since_ && now > *waiting_since_) {
        facts.oldest_wait = std::chrono::floor<std::chrono::milliseconds>(now - *waiting_since_);
    }
    return core::judge(facts);
}

void StorageThread::run() {
    pthread_setname_np(pthread_self(), "storage");
    look_after();
    while (wait_for_work()) {
        commit_queued();
        answer_one_query();
        look_after();
    }
    for (auto& waiting : queries_) {
        waiting.done(fail(Errc::unavailable, "the store is closing"));
    }
    for (const auto& task : tasks_) task->tick(*log_, clock_.now());  // what came since the last
    log_.reset();
}

bool StorageThread::wait_for_work() {
    std::unique_lock lock(mutex_);
    const auto has_work = [this] {
        return !appends_.empty() || !queries_.empty() || refused_from_.has_value() || stopping_ ||
               wants_check_;
    };
    const auto pause = wants_more_ ? std::chrono::milliseconds(0) : pause_;
    was_idle_ = !work_.wait_for(lock, pause, has_work);
    const bool should_rest = was_idle_ && !is_tidy_ && !wants_more_;
    lock.unlock();
    if (should_rest) rest();
    lock.lock();
    // What is queued is made durable before the end; queries are not.
    return !stopping_ || !appends_.empty() || refused_from_.has_value();
}

void StorageThread::commit_queued() {
    const auto batch = take_batch();
    if (batch.empty()) {
        fail_refused();
        return;
    }
    const auto begin = clock_.now().mono;
    const auto appended = log_->append(batch);
    const auto took = clock_.now().mono - begin;
    if (appended.has_value()) note_batch(batch.size(), took);
    report();
    if (log_->last_seq() >= batch.front().seq) {
        events_.durable_through(log_->last_seq());
        for (const auto& task : tasks_) task->stored(*log_);
    }
    if (!appended.has_value()) {
        fail_from(log_->last_seq() + 1, appended.error());
        return;
    }
    note_upkeep(log_->tidy_after_batch());
}

std::vector<core::SequencedRecord> StorageThread::take_batch() {
    std::vector<core::SequencedRecord> batch;
    const std::scoped_lock lock(mutex_);
    const auto count = std::min(appends_.size(), kBatchRecordsMax);
    const auto end = appends_.begin() + static_cast<std::ptrdiff_t>(count);
    std::move(appends_.begin(), end, std::back_inserter(batch));
    appends_.erase(appends_.begin(), end);
    return batch;
}

void StorageThread::fail_refused() {
    std::unique_lock lock(mutex_);
    const auto refused = refused_from_;
    lock.unlock();
    if (!refused.has_value()) return;
    fail_from(*refused,
              {Errc::unavailable, std::to_string(kAppendQueueMax) + " records wait for the disk"});
}

void StorageThread::note_batch(std::size_t records, BootClock::duration took) {
    const Instant now = clock_.now().mono;
    const std::scoped_lock lock(mutex_);
    latency_.add(took);
    ++statistics_.batches;
    statistics_.records += records;
    if (std::exchange(is_tidy_, false)) work_begun_ = now;
    waiting_since_ = appends_.empty() ? std::nullopt : std::optional(now);
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

bool StorageThread::has_worked_long() const {
    const Instant now = clock_.now().mono;
    const std::scoped_lock lock(mutex_);
    return !is_tidy_ && work_begun_ + pause_ * kRestPauses <= now;
}

// A slice of upkeep, the tasks of others when a second is over, and what both have to tell.
void StorageThread::look_after() {
    {
        const std::scoped_lock lock(mutex_);
        if (std::exchange(wants_check_, false)) log_->check_at_once();
    }
    const bool wants_more = log_->tend(clock_, was_idle_);
    if (has_worked_long()) rest();
    const Timestamp now = clock_.now();
    if (now.mono >= tick_at_) {
        for (const auto& task : tasks_) task->tick(*log_, now);
        tick_at_ = now.mono + pause_;
    }
    report();
    const std::scoped_lock lock(mutex_);
    wants_more_ = wants_more;
    ++statistics_.ticks;
}

// The health first: who hears of a failed record has heard why.
void StorageThread::report() {
    const core::StorageFacts facts = log_->facts();
    {
        const std::scoped_lock lock(mutex_);
        facts_ = facts;
    }
    core::StorageHealth health = core::judge(facts);
    const bool is_news = health.state != reported_.state || health.code != reported_.code ||
                         health.sentence != reported_.sentence;
    if (is_news) {
        reported_ = health;
        events_.health_changed(std::move(health));
    }
    for (auto& repair : log_->take_repairs()) events_.repaired(std::move(repair));
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
        waiting_since_.reset();
        is_dropping_ = true;
        next_seq_ = seq;
    }
    events_.failed_from(seq, error);
}

void StorageThread::note_upkeep(const Result<>& result) {
    const std::scoped_lock lock(mutex_);
    if (!result.has_value()) statistics_.upkeep_error = result.error();
}

}  // namespace kiosk::storage
