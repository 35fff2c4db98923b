// kiosk/storage/copies.hpp — the two durable copies and which of them is in use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {

// Most records in one batch; so after a crash one copy is at most this far ahead of the other.
inline constexpr std::size_t kBatchRecordsMax = 256;

struct OpenReport {
    std::uint64_t records = 0;
    std::uint64_t segments = 0;
    std::optional<std::string>
        torn_tail;                     // normal after a power cut; nothing of it was acknowledged
    std::vector<std::string> repairs;  // what was damaged and what was done, one sentence each
    std::string lost;                  // what is in no copy any more (STO-LOST), or empty
    std::vector<core::RepairedRecord> repaired;  // the same, to be noted as records
};

// A copy without trouble has every record up to `head`. A copy with trouble is not written to by
// anybody but its mender; it may still be read.
struct Copies {
    std::unique_ptr<Database> database;  // none while it is closed
    std::optional<EventTable> rows;      // of the database; goes before it
    Head rows_head;                      // the last row that was committed
    Journal journal;
    std::optional<Trouble> database_trouble;
    std::optional<Trouble> journal_trouble;
    Head head;  // the last record that is durable in a copy
    // A start may believe that the database has every record that was acknowledged.
    bool is_marked_complete = false;
    OpenReport report;

    [[nodiscard]] JournalIdentity identity() const { return {journal.station(), journal.epoch()}; }

    void close_database() {
        rows.reset();
        database.reset();
    }
};

}  // namespace kiosk::storage
