// kiosk/storage/journal_reader.hpp — reads a journal from any record on, a slice at a time.
//
// For work beside the daemon's own: rebuilding the database, checking old segments. Every record
// is checked against the hash chain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/journal_walk.hpp"

namespace kiosk::storage {

class JournalReader {
  public:
    // Reads what follows `after`, whose chain value is trusted.
    JournalReader(FileSystem& files, Path directory, const Head& after)
        : files_(&files), directory_(std::move(directory)), head_(after) {}

    // Calls `visit` for the next records, in order: up to `last`, at most `count`, none beyond the
    // end of one segment. Errors: those of `visit`, Errc::corrupt where the journal is damaged,
    // errors of the file system; head() is then the last record that was good.
    [[nodiscard]] Result<> read(std::uint64_t last, std::uint64_t count, const RecordSink& visit);

    [[nodiscard]] const Head& head() const { return head_; }

    // True where read() failed because of the journal, not because of `visit`.
    [[nodiscard]] bool found_damage() const { return found_damage_; }

    // The chain value that stood in place of the right one, where read() found the wrong one.
    [[nodiscard]] const std::optional<Chain>& wrong_chain() const { return wrong_chain_; }

  private:
    [[nodiscard]] Result<> load();
    [[nodiscard]] Result<> check_beginning(const SegmentHeader& header);
    [[nodiscard]] Result<RecordView> next_record();
    [[nodiscard]] std::unexpected<Error> damaged(std::string_view what) const;

    FileSystem* files_;
    Path directory_;
    Head head_;
    std::string name_;              // of the segment at hand; empty: none
    std::uint64_t limit_ = 0;       // records of it with this sequence or more do not count
    std::vector<std::byte> bytes_;  // of the segment
    std::size_t offset_ = 0;
    bool found_damage_ = false;
    std::optional<Chain> wrong_chain_;
};

}  // namespace kiosk::storage
