// kiosk/storage/journal_walk.hpp — reads a journal from its first record and judges what it finds.
//
// Read-only; used at start, for replay and by verify. Rules:
//   - A segment's records are those before the first sequence of the next segment; what lies
//     behind them (a torn tail, records whose sync failed) was superseded and does not count.
//   - Last segment, an invalid record, no valid one behind it: torn tail, the journal ends there.
//   - An invalid record with a valid one behind it, or in an older segment: damage.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"

namespace kiosk::storage {

struct TornTail {
    std::string segment;       // file name
    std::uint64_t offset = 0;  // where the journal ends
    std::uint64_t bytes = 0;   // from there to the last byte that is not zero
};

struct Damage {
    std::string segment;
    std::uint64_t offset = 0;
    std::uint64_t seq = 0;  // the record that should be there
    std::string what;
    // In the last segment, unreadable bytes may be a batch torn by a power cut; this is the highest
    // valid sequence behind them. 0 where it cannot be that.
    std::uint64_t last_seq_behind = 0;
    bool one_copy_behind = false;  // one of those was decided while only one copy was in use
};

// True for a scan that was decided while only one copy was in use.
[[nodiscard]] bool is_one_copy(const RecordView& record);

// "00000001.kj, offset 4312, record 18: checksum differs"
[[nodiscard]] std::string describe(const Damage& damage);
[[nodiscard]] std::string describe(const TornTail& tail);

struct WalkReport {
    StationId station;
    std::uint64_t epoch = 0;
    std::uint64_t segments = 0;
    std::uint64_t records = 0;
    Head head;                       // last good record; with seq 0 the genesis chain
    std::uint64_t last_segment = 0;  // its number
    std::uint64_t end_offset = 0;    // in the last segment, behind the last good record
    std::optional<TornTail> torn_tail;
    std::optional<Damage> damage;  // the walk stopped here
};

// As if nothing that was written there counted: a torn tail.
void end_at_damage(WalkReport& walked);

using RecordSink = std::function<Result<>(const RecordView&)>;

enum class WalkDepth : std::uint8_t {
    verify,   // checksums and hash chain; about a second for 500,000 records
    framing,  // order and lengths only, for a journal that was verified a moment ago
};

// Calls `sink` for each good record in order. Errors are only those of `sink` and of a directory
// that cannot be read; everything about the bytes is in the report. Before the record `not_stored`
// in the last segment the journal ends, as before a torn tail (start_notes.hpp).
[[nodiscard]] Result<WalkReport> walk_journal(FileSystem& files, const Path& directory,
                                              WalkDepth depth, const RecordSink& sink,
                                              const std::optional<Head>& not_stored = {});

// Yields every record with a good checksum, in the order of segments, over all damage. The chain is
// not checked. What a later segment superseded is left out, as far as its header can be read.
class Salvage {
  public:
    [[nodiscard]] static Result<Salvage> open(FileSystem& files, const Path& directory);

    // The view lives until the next call. What the system refuses comes back as an error, for it
    // may give it the next time; a segment that cannot be read, or not whole, yields what it has.
    [[nodiscard]] Result<std::optional<RecordView>> next();

    // True where the disk kept back something that may have been records.
    [[nodiscard]] bool has_gaps() const { return has_gaps_; }

    // True where it kept back something behind the last record that was yielded.
    [[nodiscard]] bool is_end_kept_back() const { return is_end_kept_back_; }

    // True while the record at hand is of the last segment.
    [[nodiscard]] bool is_at_last() const { return remaining_.empty(); }

    // True while the header that might supersede the record at hand cannot be read.
    [[nodiscard]] bool is_contested() const { return is_contested_; }

  private:
    Salvage() = default;
    [[nodiscard]] Result<> find_limit();

    FileSystem* files_ = nullptr;
    Path directory_;
    std::vector<std::uint64_t> remaining_;  // last is next
    std::vector<std::byte> segment_;
    std::size_t offset_ = 0;
    std::uint64_t limit_ = 0;  // records of the segment with this sequence or more do not count
    bool is_contested_ = false;
    std::size_t gap_end_ = 0;  // in the segment at hand
    bool has_gaps_ = false;
    bool is_end_kept_back_ = false;
};

// The highest sequence that can still be read over all damage. The record `not_stored`, and what
// follows it in the last segment, does not count.
[[nodiscard]] Result<std::uint64_t> last_readable(FileSystem& files, const Path& directory,
                                                  const std::optional<Head>& not_stored);

}  // namespace kiosk::storage
