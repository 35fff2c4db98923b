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

// The epoch of the records that come now: that of the last RestoredRecord, or the journal's first.
// Reads the whole journal. Errc::corrupt where it is damaged: it is asked again once it is mended.
[[nodiscard]] Result<std::uint64_t> current_epoch(FileSystem& files, const Path& journal);

class CheckpointThread {
  public:
    // Starts at once. `files` must outlive the object.
    CheckpointThread(FileSystem& files, StatePaths paths,
                     std::unique_ptr<ports::MessageSigner> signer, CheckpointSettings settings);
    ~CheckpointThread();  // signs what was noted last

    CheckpointThread(const CheckpointThread&) = delete;
    CheckpointThread& operator=(const CheckpointThread&) = delete;

    // Any thread; never blocks for the disk. A head that is durable; signed once `records` more
    // than the last one are, or `every` after it. What fails is tried again with the next.
    void note(const Head& durable);

    // The newest that this object wrote.
    [[nodiscard]] std::optional<Checkpoint> newest() const;

  private:
    void run();
    [[nodiscard]] bool is_due() const;  // enough records; the caller holds the lock
    [[nodiscard]] bool is_new() const;
    [[nodiscard]] Result<> sign(Checkpoint& checkpoint);

    FileSystem& files_;
    const StatePaths paths_;
    const std::unique_ptr<ports::MessageSigner> signer_;
    const CheckpointSettings settings_;
    std::optional<CheckpointFile> file_;  // this and the next: of the thread
    std::optional<std::uint64_t> epoch_;

    mutable std::mutex mutex_;  // guards all below
    std::condition_variable changed_;
    Head noted_;
    Head tried_;  // signed, or failed
    std::optional<Checkpoint> newest_;
    bool stopping_ = false;

    std::thread thread_;  // last
};

}  // namespace kiosk::storage
