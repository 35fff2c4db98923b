// kiosk/storage/event_table.cpp — inserting, finding and querying event rows.
#include "kiosk/storage/event_table.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>
#include <variant>

#include "kiosk/storage/little_endian.hpp"
#include "kiosk/storage/scan_query.hpp"

namespace kiosk::storage {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO events (seq, payload, chain, kind, at_ms, scan_id, station, reader, list,"
    " direction, verdict, reason, admitted, code_key, ticket, nonce)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
// The same columns and parameters; IS also compares NULL.
constexpr std::string_view kMatch =
    "SELECT count(*) FROM events WHERE seq = ?1 AND payload IS ?2 AND chain IS ?3 AND kind IS ?4"
    " AND at_ms IS ?5 AND scan_id IS ?6 AND station IS ?7 AND reader IS ?8 AND list IS ?9"
    " AND direction IS ?10 AND verdict IS ?11 AND reason IS ?12 AND admitted IS ?13"
    " AND code_key IS ?14 AND ticket IS ?15 AND nonce IS ?16";
constexpr std::string_view kFind = "SELECT seq, payload, chain FROM events WHERE seq = ?1";
constexpr std::string_view kLast = "SELECT seq, chain FROM events ORDER BY seq DESC LIMIT 1";

constexpr int kKindAt = 4;
constexpr int kFirstScanColumn = 6;
constexpr int kLastScanColumn = 16;

std::string_view name_of(core::Direction direction) {
    return direction == core::Direction::entry ? "entry" : "exit";
}

template <class Array>
std::span<const std::byte> bytes_of(const Array& array) {
    return std::as_bytes(std::span(array));
}

// SQLite's numbers have a sign; a bound above what can exist means the same as the largest.
std::int64_t number_of(std::uint64_t seq) {
    constexpr std::uint64_t kLargest = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::min(seq, kLargest));
}

// Leaves the scan columns NULL.
void bind_kind(Statement& insert, std::string_view kind) {
    insert.bind(kKindAt, kind);
    for (int column = kFirstScanColumn; column <= kLastScanColumn; ++column) {
        insert.bind_null(column);
    }
}

void bind_scan(Statement& insert, const core::ScanRecord& scan) {
    insert.bind(kKindAt, std::string_view("scan"))
        .bind(6, bytes_of(scan.id.bytes))
        .bind(7, scan.station)
        .bind(8, scan.reader)
        .bind(9, scan.list)
        .bind(10, name_of(scan.direction))
        .bind(11, core::name_of(core::verdict_of(scan.reason)))
        .bind(12, core::name_of(scan.reason))
        .bind(13, static_cast<std::int64_t>(scan.admitted() ? 1 : 0))
        .bind(14, bytes_of(scan.code.bytes))
        .bind(16, scan.nonce);
    if (scan.ticket.has_value()) {
        insert.bind(15, static_cast<std::int64_t>(scan.ticket->value));
    } else {
        insert.bind_null(15);
    }
}

struct KindBinder {
    Statement& insert;

    void operator()(const core::ScanRecord& scan) const { bind_scan(insert, scan); }
    void operator()(const core::StartRecord&) const { bind_kind(insert, "start"); }
    void operator()(const core::RosterRecord&) const { bind_kind(insert, "roster"); }
    void operator()(const core::RepairedRecord&) const { bind_kind(insert, "repaired"); }
    void operator()(const core::RestoredRecord&) const { bind_kind(insert, "restored"); }
    void operator()(const core::SupervisorRecord&) const { bind_kind(insert, "supervisor"); }
    void operator()(const core::DrainedRecord&) const { bind_kind(insert, "drained"); }
    void operator()(const core::AnnulmentRecord&) const { bind_kind(insert, "annulment"); }
    void operator()(const core::WalkInRecord&) const { bind_kind(insert, "walk_in"); }
};

void bind_row(Statement& statement, const StoredRecord& stored, const core::Record& record) {
    const std::int64_t at_ms = core::time_of(record).utc.time_since_epoch().count();
    statement.bind(1, number_of(stored.seq))
        .bind(2, stored.payload)
        .bind(3, bytes_of(stored.chain))
        .bind(5, at_ms);
    std::visit(KindBinder{statement}, record);
}

Result<Chain> chain_in(const Statement& row, int column) {
    const auto bytes = row.bytes(column);
    Chain chain{};
    if (bytes.size() != chain.size()) {
        return fail(Errc::corrupt, "chain of an event row has " + std::to_string(bytes.size()) +
                                       " bytes, expected 32");
    }
    std::ranges::copy(bytes, std::as_writable_bytes(std::span(chain)).begin());
    return chain;
}

Result<StoredRecord> stored_in(const Statement& row) {
    StoredRecord stored;
    stored.seq = static_cast<std::uint64_t>(row.number(0));
    stored.payload = row.bytes(1);
    stored.chain = KIOSK_TRY(chain_in(row, 2));
    return stored;
}

// Reads meta value `key` into `out`; false where there is none.
Result<bool> read_meta(Database& database, std::string_view key, std::span<std::byte> out) {
    auto select = KIOSK_TRY(database.prepare("SELECT value FROM meta WHERE key = ?1"));
    select.bind(1, key);
    if (!KIOSK_TRY(select.step())) return false;
    const auto value = select.bytes(0);
    if (value.size() != out.size()) {
        return fail(Errc::corrupt, "meta value '" + std::string(key) + "' has " +
                                       std::to_string(value.size()) + " bytes, expected " +
                                       std::to_string(out.size()));
    }
    std::ranges::copy(value, out.begin());
    return true;
}

Result<> write_meta(Database& database, std::string_view key, std::span<const std::byte> value) {
    auto insert = KIOSK_TRY(database.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2)"));
    return insert.bind(1, key).bind(2, value).run();
}

}  // namespace

Result<EventTable> EventTable::open(Database& database) {
    auto insert = KIOSK_TRY(database.prepare(kInsert));
    auto match = KIOSK_TRY(database.prepare(kMatch));
    auto find = KIOSK_TRY(database.prepare(kFind));
    auto last = KIOSK_TRY(database.prepare(kLast));
    return EventTable(database, std::move(insert), std::move(match), std::move(find),
                      std::move(last));
}

Result<std::optional<JournalIdentity>> EventTable::identity() {
    JournalIdentity identity;
    std::array<std::byte, sizeof(identity.epoch)> epoch{};
    const auto station = std::as_writable_bytes(std::span(identity.station.bytes));
    const bool has_station = KIOSK_TRY(read_meta(*database_, "station", station));
    const bool has_epoch = KIOSK_TRY(read_meta(*database_, "epoch", epoch));
    if (!has_station || !has_epoch) return std::optional<JournalIdentity>();
    identity.epoch = load_little<std::uint64_t>(epoch, 0);
    return std::optional(identity);
}

Result<bool> EventTable::has_foreign_meta() {
    // One bit makes a text of a value, which reads the same.
    const auto others = KIOSK_TRY(
        database_->number_of("SELECT count(*) FROM meta WHERE key NOT IN ('station', 'epoch')"
                             " OR typeof(value) <> 'blob'"));
    return others > 0;
}

Result<> EventTable::set_identity(const JournalIdentity& identity) {
    std::array<std::byte, sizeof(identity.epoch)> epoch{};
    store_little(std::span(epoch), 0, identity.epoch);
    KIOSK_TRY_VOID(write_meta(*database_, "station", bytes_of(identity.station.bytes)));
    return write_meta(*database_, "epoch", epoch);
}

Result<> EventTable::clear_identity() {
    return database_->execute("DELETE FROM meta");
}

Result<Head> EventTable::head() {
    Head head;
    if (KIOSK_TRY(last_.step())) {
        head.seq = static_cast<std::uint64_t>(last_.number(0));
        head.chain = KIOSK_TRY(chain_in(last_, 1));
    }
    last_.reset();
    return head;
}

Result<std::uint64_t> EventTable::count() {
    return static_cast<std::uint64_t>(
        KIOSK_TRY(database_->number_of("SELECT count(*) FROM events")));
}

Result<> EventTable::insert(const StoredRecord& stored, const core::Record& record) {
    bind_row(insert_, stored, record);
    return insert_.run();
}

Result<bool> EventTable::matches(const StoredRecord& stored, const core::Record& record) {
    bind_row(match_, stored, record);
    const bool found = KIOSK_TRY(match_.step()) && match_.number(0) == 1;
    match_.reset();
    return found;
}

Result<std::optional<StoredRecord>> EventTable::find(std::uint64_t seq) {
    std::optional<StoredRecord> found;
    find_.bind(1, number_of(seq));
    if (KIOSK_TRY(find_.step())) {
        found = KIOSK_TRY(stored_in(find_));
        found_payload_.assign(found->payload.begin(), found->payload.end());
        found->payload = found_payload_;
    }
    find_.reset();  // an open read would keep the write-ahead log from being emptied
    return found;
}

Result<> EventTable::for_each_after(std::uint64_t after, std::uint64_t count,
                                    const std::function<Result<>(const StoredRecord&)>& visit) {
    auto rows = KIOSK_TRY(
        database_->prepare("SELECT seq, payload, chain FROM events WHERE seq > ?1 ORDER BY seq"
                           " LIMIT ?2"));
    rows.bind(1, number_of(after)).bind(2, number_of(count));
    while (KIOSK_TRY(rows.step())) {
        const auto stored = KIOSK_TRY(stored_in(rows));
        KIOSK_TRY_VOID(visit(stored));
    }
    return {};
}

Result<std::vector<ports::StoredScan>> EventTable::query(const ports::ScanQuery& query) {
    auto rows = KIOSK_TRY(database_->prepare(KIOSK_TRY(sql_of(query))));
    rows.bind(1, number_of(query.after_seq))
        .bind(2, number_of(query.before_seq))
        .bind(3, query.station)
        .bind(4, static_cast<std::int64_t>(query.limit));
    std::vector<ports::StoredScan> found;
    while (KIOSK_TRY(rows.step())) {
        const auto seq = static_cast<std::uint64_t>(rows.number(0));
        auto record = core::decode_record(rows.bytes(1));
        if (!record.has_value()) {
            return fail(std::move(record).error().in("event row " + std::to_string(seq)));
        }
        auto* scan = std::get_if<core::ScanRecord>(&*record);
        if (scan == nullptr) {
            return fail(Errc::corrupt, "event row " + std::to_string(seq) + " is not a scan");
        }
        found.push_back({seq, std::move(*scan)});
    }
    return found;
}

}  // namespace kiosk::storage
