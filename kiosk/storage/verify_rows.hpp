// kiosk/storage/verify_rows.hpp — holds the database's rows against the journal, column by column.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/journal_walk.hpp"

namespace kiosk::storage {

// What the rows of records must look like: made by the program's own insertion, in memory.
class ScratchRows {
  public:
    [[nodiscard]] static Result<ScratchRows> make();

    // All columns of the record's row as one text; lives until the next call.
    [[nodiscard]] Result<std::string_view> row_of(const StoredRecord& stored,
                                                  const core::Record& record);

    // The SQL expression of that text, for another database with the same schema.
    [[nodiscard]] const std::string& columns() const { return columns_; }

  private:
    ScratchRows(std::unique_ptr<Database> database, EventTable rows, Statement select,
                std::string columns)
        : database_(std::move(database)),
          rows_(std::move(rows)),
          select_(std::move(select)),
          columns_(std::move(columns)) {}

    std::unique_ptr<Database> database_;
    EventTable rows_;
    Statement select_;
    std::string columns_;
    std::uint64_t count_ = 0;
};

// The rows in step with a walk over the journal.
class RowComparison {
  public:
    // The database's owner must not be running. Errc::not_found where there is none.
    [[nodiscard]] static Result<RowComparison> open(const Path& path);

    // Nothing where the rows belong to no journal yet.
    [[nodiscard]] Result<std::optional<JournalIdentity>> identity();
    void check_identity(const JournalIdentity& journal);
    // Schema, pages, and the indexes against the rows: all that no hash chain covers.
    void check_structure();
    void compare(const StoredRecord& stored, const core::Record& record);

    // Behind the journal's last record: calls `visit` for each row that continues the chain.
    void finish(const Head& journal, const std::function<void(const StoredRecord& row)>& visit);

    [[nodiscard]] std::uint64_t compared() const { return compared_; }
    [[nodiscard]] std::uint64_t last_seq() const { return last_seq_; }
    [[nodiscard]] const std::optional<std::string>& bad() const { return bad_; }
    // The record whose row is not as the journal has it; 0 where bad() is about no record.
    [[nodiscard]] std::uint64_t bad_seq() const { return bad_seq_; }

  private:
    RowComparison(std::unique_ptr<Database> database, ScratchRows scratch, Statement rows)
        : database_(std::move(database)), scratch_(std::move(scratch)), rows_(std::move(rows)) {}

    [[nodiscard]] Result<> compare_next(const StoredRecord& stored, const core::Record& record);
    [[nodiscard]] bool step(std::uint64_t seq);

    std::unique_ptr<Database> database_;
    ScratchRows scratch_;
    Statement rows_;
    std::uint64_t compared_ = 0;
    std::uint64_t last_seq_ = 0;
    std::optional<std::string> bad_;
    std::uint64_t bad_seq_ = 0;
    bool ended_ = false;
};

}  // namespace kiosk::storage
