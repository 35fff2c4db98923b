// kiosk/storage/journal.hpp — appends records to the journal; the first durable copy.
//
// write() hands bytes to the kernel, sync() makes them durable; between the two nothing may be
// acknowledged. A file whose write or sync failed is never trusted again: the records since the
// last good sync are kept in memory and written to a new segment (see rewrite()).
// One thread at a time; sync() may run on another thread than write().
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/journal_walk.hpp"

namespace kiosk::storage {

// A record as both copies store it.
struct StoredRecord {
    std::uint64_t seq = 0;
    std::span<const std::byte> payload;
    Chain chain{};
};

// True where the record is the one behind `head`, unchanged: its chain value proves it.
[[nodiscard]] bool continues(const Head& head, const StoredRecord& record);

class Journal {
  public:
    // Begins a journal of the station in an empty directory (made if need be).
    [[nodiscard]] static Result<Journal> create(FileSystem& files, Path directory,
                                                const StationId& station, std::uint64_t epoch);

    // Continues after a walk without damage. The last segment is first written to a new file, as it
    // is. Behind a torn tail a new segment is begun, so that the torn bytes stay as they are.
    [[nodiscard]] static Result<Journal> resume(FileSystem& files, Path directory,
                                                const WalkReport& walked);

    // For a journal that was read but cannot be written now: begin_anew() comes first.
    [[nodiscard]] static Journal suspended(FileSystem& files, Path directory,
                                           const WalkReport& walked);

    // The last record written, durable or not.
    [[nodiscard]] const Head& head() const { return head_; }
    // The last record known to be durable.
    [[nodiscard]] const Head& durable() const { return synced_; }

    [[nodiscard]] const StationId& station() const { return station_; }
    [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
    [[nodiscard]] const Path& directory() const { return directory_; }
    // The segment that is written to, and what is known of its file.
    [[nodiscard]] Path segment_path() const;
    [[nodiscard]] Result<FileFacts> segment_facts() { return file_.facts(); }
    [[nodiscard]] std::uint64_t segment() const { return segment_; }
    // Offset in it behind the last durable record.
    [[nodiscard]] std::uint64_t segment_end() const { return synced_end_; }

    // Writes records that continue the chain. A record that does not fit begins the next segment,
    // after all before it are durable. After an error head() says which records were taken; those
    // are brought to safety by rewrite(), the others are to be written again.
    [[nodiscard]] Result<> write(std::span<const StoredRecord> records);

    [[nodiscard]] Result<> sync();

    // After a failed write or sync: begins a new segment and brings there, durably, all that was
    // not durable. Tries kRewriteAttempts segments.
    [[nodiscard]] Result<> rewrite();

    // After write or sync failed for good: closes the file and forgets what is not durable.
    void abandon();

    // Begins a new segment behind the last durable record. What older segments hold from there on,
    // of batches that failed, does not count from now on (journal_walk.hpp).
    [[nodiscard]] Result<> begin_anew();

    // Allocates the next segment ahead; blocks for 4 MiB of writing where it is missing.
    [[nodiscard]] Result<> prepare();

    // The directory was renamed; open files stay what they are.
    void directory_is(Path directory) { directory_ = std::move(directory); }

  private:
    Journal(FileSystem& files, Path directory, const StationId& station, std::uint64_t epoch);

    [[nodiscard]] Result<> renew();
    [[nodiscard]] Result<> begin_segment();
    [[nodiscard]] Result<> write_bytes(std::size_t from);

    FileSystem* files_;
    Path directory_;
    StationId station_;
    std::uint64_t epoch_;
    std::uint64_t segment_ = 0;  // number of the open segment
    File file_;
    std::uint64_t synced_end_ = 0;  // offset in the segment behind the last durable record
    Head synced_;                   // the last durable record
    Head head_;
    std::vector<std::byte> unsynced_;  // framed records behind synced_end_
    bool has_spare_ = false;
    bool must_renew_ = false;  // the segment is as another process left it
};

inline constexpr int kRewriteAttempts = 3;

}  // namespace kiosk::storage
