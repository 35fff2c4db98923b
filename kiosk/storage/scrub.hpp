// kiosk/storage/scrub.hpp — re-reads both copies in quiet moments and finds what has rotted.
//
// Rows and journal are each followed from the first record to the last by the hash chain; since
// both begin and end with the same link, they are then the same. The query columns are held against
// the payloads, and the indexes against the columns.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/copies.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_reader.hpp"

namespace kiosk::storage {

inline constexpr std::uint64_t kScrubRows = 1000;  // in one slice
// Most records of a segment: a record has at least 56 bytes.
inline constexpr std::uint64_t kScrubRecords = 75'000;

class Scrub {
  public:
    // Both must outlive it.
    Scrub(FileSystem& files, Copies& copies) : files_(files), copies_(copies) {}

    // Checks the next rows or the next segment. Damage becomes the trouble of that copy. True at
    // the end of a pass over both.
    [[nodiscard]] bool step();

    // From the first record again; to be called after a copy was exchanged.
    void begin_again();

  private:
    using Counts = std::map<std::string, std::pair<std::uint64_t, std::uint64_t>, std::less<>>;

    void step_journal();
    void step_rows();
    [[nodiscard]] Result<> check_rows();
    [[nodiscard]] Result<> check_row(const StoredRecord& row);
    [[nodiscard]] Result<> check_indexes();
    void count(const core::Record& record, std::uint64_t seq);

    FileSystem& files_;
    Copies& copies_;
    std::optional<JournalReader> reader_;
    std::optional<Head> row_;  // the last one checked
    std::optional<Chain> wrong_chain_;
    Counts counts_;  // what the indexes must hold: number of rows and sum of their sequences
};

}  // namespace kiosk::storage
