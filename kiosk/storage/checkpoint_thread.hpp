// kiosk/storage/checkpoint_thread.hpp — signs the journal's head now and then, off everybody's
// path.
//
// Signing and its sync never hold back a record: heads are handed over after they were acknowledged
// and written down on a thread of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "kiosk/base/result.hpp"
#include "kiosk/ports/message_signer.hpp"
#include "kiosk/storage/checkpoint_file.hpp"

namespace kiosk::storage {

inline constexpr std::uint64_t kCheckpointRecords = 256;
inline constexpr std::chrono::milliseconds kCheckpointEvery{60'000};

struct CheckpointSettings {
    StationId station;
    std::uint64_t records = kCheckpointRecords;
    std::chrono::milliseconds every = kCheckpointEvery;
    // Called on the thread, after a checkpoint was written or could not be. May be empty.
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
    // knows it: the files may lack records now. Signed once `records` more than the last one are,
    // or `every` after it. What fails is tried again with the next.
    void note(std::uint64_t epoch, const Head& durable);

    // The newest that this object wrote.
    [[nodiscard]] std::optional<Checkpoint> newest() const;

  private:
    void run();
    [[nodiscard]] bool is_due() const;  // enough records; the caller holds the lock
    [[nodiscard]] bool is_new() const;
    [[nodiscard]] Result<> sign(const Checkpoint& checkpoint);

    FileSystem& files_;
    const StatePaths paths_;
    const std::unique_ptr<ports::MessageSigner> signer_;
    const CheckpointSettings settings_;
    std::optional<CheckpointFile> file_;  // of the thread

    mutable std::mutex mutex_;  // guards all below
    std::condition_variable changed_;
    Checkpoint noted_;
    std::uint64_t tried_seq_ = 0;  // signed, or failed
    std::optional<Checkpoint> newest_;
    bool stopping_ = false;

    std::thread thread_;  // last
};

}  // namespace kiosk::storage
