// kiosk/storage/verify_rows.cpp — expected rows from the journal, real ones from the database.
#include "kiosk/storage/verify_rows.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include <unistd.h>

#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/migrations.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kScratchRowsMax = 1000;  // bounds the memory

// quote() gives each value with its type, so that 1, '1' and x'31' differ.
Result<std::string> all_columns(Database& database) {
    auto names =
        KIOSK_TRY(database.prepare("SELECT name FROM pragma_table_info('events') ORDER BY cid"));
    std::string expression = "''";
    while (KIOSK_TRY(names.step())) {
        expression.append("||','||quote(").append(names.text(0)).append(")");
    }
    return expression;
}

Chain chain_of(std::span<const std::byte> bytes) {
    Chain chain{};
    if (bytes.size() == chain.size()) {
        std::ranges::copy(bytes, std::as_writable_bytes(std::span(chain)).begin());
    }
    return chain;
}

std::string row_name(std::int64_t seq) {
    return "database, row " + std::to_string(seq);
}

}  // namespace

Result<ScratchRows> ScratchRows::make() {
    auto database = KIOSK_TRY(Database::open(":memory:", DatabaseUse::building));
    KIOSK_TRY_VOID(migrate(*database));
    auto rows = KIOSK_TRY(EventTable::open(*database));
    auto columns = KIOSK_TRY(all_columns(*database));
    auto select = KIOSK_TRY(database->prepare("SELECT " + columns + " FROM events WHERE seq = ?1"));
    return ScratchRows(std::move(database), std::move(rows), std::move(select), std::move(columns));
}

Result<std::string_view> ScratchRows::row_of(const StoredRecord& stored,
                                             const core::Record& record) {
    select_.reset();
    if (count_++ % kScratchRowsMax == 0) KIOSK_TRY_VOID(database_->execute("DELETE FROM events"));
    KIOSK_TRY_VOID(rows_.insert(stored, record));
    select_.bind(1, static_cast<std::int64_t>(stored.seq));
    if (!KIOSK_TRY(select_.step())) return fail(Errc::corrupt, "the row was not stored");
    return select_.text(0);
}

Result<RowComparison> RowComparison::open(const Path& path) {
    if (!is_there(path)) {
        return fail(Errc::not_found, path.string() + " is not there");
    }
    // Of a medium that takes no writes the owner is not asked for a lock.
    const bool is_writable = ::access(path.c_str(), W_OK) == 0;
    const auto use = is_writable ? DatabaseUse::inspecting : DatabaseUse::stranded;
    auto database = KIOSK_TRY(Database::open(path, use));
    auto scratch = KIOSK_TRY(ScratchRows::make());
    auto rows = KIOSK_TRY(database->prepare("SELECT seq, payload, chain, " + scratch.columns() +
                                            " FROM events ORDER BY seq"));
    return RowComparison(std::move(database), std::move(scratch), std::move(rows));
}

Result<std::optional<JournalIdentity>> RowComparison::identity() {
    auto table = KIOSK_TRY(EventTable::open(*database_));
    return table.identity();
}

void RowComparison::check_identity(const JournalIdentity& journal) {
    const auto found = [&]() -> Result<> {
        auto table = KIOSK_TRY(EventTable::open(*database_));
        const auto identity = KIOSK_TRY(table.identity());
        const auto head = KIOSK_TRY(table.head());
        if (!identity && head.seq > 0) {
            return fail(Errc::corrupt, "does not say to which journal it belongs");
        }
        if (identity && *identity != journal) {
            return fail(Errc::corrupt, "belongs to another station or journal");
        }
        if (KIOSK_TRY(table.has_foreign_meta())) {
            return fail(Errc::corrupt, "the table meta has a row that the station never writes");
        }
        return {};
    }();
    if (!found.has_value()) bad_ = "database: " + found.error().context;
}

void RowComparison::check_structure() {
    if (bad_.has_value()) return;
    auto checked = check_schema(*database_);
    if (checked.has_value()) checked = database_->check_all();
    if (!checked.has_value()) bad_ = "database: " + checked.error().context;
}

// False at the end and where the database cannot be read.
bool RowComparison::step(std::uint64_t seq) {
    auto stepped = rows_.step();
    if (!stepped.has_value()) {
        bad_ = "database, row for record " + std::to_string(seq) + ": " + stepped.error().context;
        bad_seq_ = seq;
        return false;
    }
    ended_ = !*stepped;
    return *stepped;
}

Result<> RowComparison::compare_next(const StoredRecord& stored, const core::Record& record) {
    if (!step(stored.seq)) return {};
    const std::string name = row_name(rows_.number(0));
    const bool same = static_cast<std::uint64_t>(rows_.number(0)) == stored.seq &&
                      std::ranges::equal(rows_.bytes(1), stored.payload) &&
                      std::ranges::equal(rows_.bytes(2), std::as_bytes(std::span(stored.chain)));
    bad_seq_ = stored.seq;  // unless all below agrees
    if (!same) {
        bad_ = name + ": differs from journal record " + std::to_string(stored.seq);
        return {};
    }
    if (KIOSK_TRY(scratch_.row_of(stored, record)) != rows_.text(3)) {
        bad_ = name + ": a query column differs from its payload";
        return {};
    }
    bad_seq_ = 0;
    ++compared_;
    last_seq_ = stored.seq;
    return {};
}

void RowComparison::compare(const StoredRecord& stored, const core::Record& record) {
    if (ended_ || bad_.has_value()) return;
    const auto compared = compare_next(stored, record);
    if (!compared.has_value()) {
        bad_ = row_name(static_cast<std::int64_t>(stored.seq)) + ": " + compared.error().context;
    }
}

void RowComparison::finish(const Head& journal,
                           const std::function<void(const StoredRecord& row)>& visit) {
    Head head = journal;
    while (!ended_ && !bad_.has_value() && step(head.seq + 1)) {
        const auto chain = next_chain(head.chain, head.seq + 1, rows_.bytes(1));
        if (static_cast<std::uint64_t>(rows_.number(0)) != head.seq + 1 ||
            chain != chain_of(rows_.bytes(2))) {
            bad_ = row_name(rows_.number(0)) + ": does not continue the hash chain";
            bad_seq_ = head.seq + 1;
            return;
        }
        head = {head.seq + 1, chain};
        last_seq_ = head.seq;
        visit({head.seq, rows_.bytes(1), head.chain});
    }
}

}  // namespace kiosk::storage
