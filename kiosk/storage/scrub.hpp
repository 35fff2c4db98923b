// kiosk/storage/scrub.hpp — re-reads both copies a little at a time and finds what has rotted.
//
// A pass takes all that was stored when it began. Rows and journal are each followed from the first
// record to the last by the hash chain; since both begin and end with the same link, they are then
// the same. The query columns are held against the payloads, the indexes against the columns, and
// what no chain covers (schema, identity) against what this program would write. The layout of the
// pages comes last.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/copies.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/index_scrub.hpp"
#include "kiosk/storage/journal_reader.hpp"
#include "kiosk/storage/page_scrub.hpp"

namespace kiosk::storage {

// In one slice: so few, because a record may have to wait for it.
inline constexpr std::uint64_t kScrubRows = 250;
inline constexpr std::uint64_t kScrubRecords = 2000;

class Scrub {
  public:
    // Both must outlive it.
    Scrub(FileSystem& files, Copies& copies) : files_(files), copies_(copies) {}

    // Checks the next rows, records, index entries or pages. Damage becomes the trouble of that
    // copy. True at the end of a pass over both.
    [[nodiscard]] bool step();

    // From the first record again; to be called after a copy was exchanged.
    void begin_again();

  private:
    void begin();
    void step_journal();
    [[nodiscard]] Result<> step_database();
    [[nodiscard]] Result<> check_rows();
    [[nodiscard]] Result<> check_row(const StoredRecord& row);
    [[nodiscard]] Result<> check_rest();

    FileSystem& files_;
    Copies& copies_;
    Head until_;  // of this pass
    std::optional<JournalReader> reader_;
    Head row_;  // the last one checked
    std::optional<Chain> wrong_chain_;
    IndexScrub indexes_;
    PageScrub pages_;
    bool is_over_ = false;
};

}  // namespace kiosk::storage
