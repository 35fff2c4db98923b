// kiosk/storage/checkpoint_thread.hpp — signs the journal's head now and then, off everybody's
// path.
//
// Signing and its sync never hold back a record: heads are handed over after they were acknowledged
// and written down on a thread of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/ports/message_signer.hpp"
#include "kiosk/storage/checkpoint_file.hpp"

namespace kiosk::storage {

inline constexpr std::uint64_t kCheckpointRecords = 256;
inline constexpr std::chrono::milliseconds kCheckpointEvery{60'000};
inline constexpr std::chrono::milliseconds kCheckpointRetry{5'000};
inline constexpr std::size_t kHeadsDueMax = 256;  // wait to be signed; those before go unsigned

struct CheckpointSettings {
    StationId station;
    std::uint64_t records = kCheckpointRecords;
    std::chrono::milliseconds every = kCheckpointEvery;
    std::chrono::milliseconds retry = kCheckpointRetry;  // after a failure
    // Called on the thread, after checkpoints were written or could not be, with the last of them.
    // May be empty.
    std::function<void(const Checkpoint&, const Result<>&)> report;
};

class CheckpointThread {
  public:
    // Starts at once. `files` must outlive the object.
    CheckpointThread(FileSystem& files, StatePaths paths,
                     std::unique_ptr<ports::MessageSigner> signer, CheckpointSettings settings);
    ~CheckpointThread();  // signs what was noted last

    CheckpointThread(const CheckpointThread&) = delete;
    CheckpointThread& operator=(const CheckpointThread&) = delete;

    // Any thread; never blocks for the disk. A head that is durable, and its epoch as the open log
    // knows it: the files may lack records now. Signed at once where it is the first at or behind a
    // multiple of `records`, else in `every`. What fails is tried again after `retry`.
    void note(std::uint64_t epoch, const Head& durable);

    // The newest that this object wrote.
    [[nodiscard]] std::optional<Checkpoint> newest() const;

  private:
    void run();
    [[nodiscard]] bool is_new() const;  // the caller holds the lock, here and below
    [[nodiscard]] std::vector<Checkpoint> take_due();
    void put_back(const std::vector<Checkpoint>& heads);
    [[nodiscard]] Result<> sign(const std::vector<Checkpoint>& heads);  // without the lock

    FileSystem& files_;
    const StatePaths paths_;
    const std::unique_ptr<ports::MessageSigner> signer_;
    const CheckpointSettings settings_;
    std::optional<CheckpointFile> file_;  // of the thread

    mutable std::mutex mutex_;  // guards all below
    std::condition_variable changed_;
    Checkpoint noted_;
    std::deque<Checkpoint> due_;
    std::uint64_t signed_seq_ = 0;
    std::optional<Checkpoint> newest_;
    bool stopping_ = false;

    std::thread thread_;  // last
};

}  // namespace kiosk::storage
