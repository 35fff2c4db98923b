// kiosk/hub/log_queries.cpp — SQL of the event log; whole columns at once.
#include "kiosk/hub/log_queries.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace kiosk::hub {
namespace {

using pg::as_signed;
using pg::Query;
using Bytes = std::optional<std::vector<std::uint8_t>>;
using Number = std::optional<std::int64_t>;

constexpr pg::Statement kBefore{
    "log_before", "SELECT chain FROM event WHERE station = $1 AND epoch = $2 AND sequence = $3"};
constexpr pg::Statement kHighest{
    "log_highest",
    "SELECT coalesce(max(sequence), 0) FROM event WHERE station = $1 AND epoch = $2"};
constexpr pg::Statement kForked{"log_forked",
                                "SELECT count(*) FROM fork WHERE station = $1 AND epoch = $2"};
constexpr pg::Statement kBeforeInAnyEpoch{
    "log_before_any", "SELECT chain FROM event WHERE station = $1 AND sequence = $2"};
// Two branches that come at once to two hubs: the second one sees the first.
constexpr pg::Statement kLockStation{"log_lock", "SELECT pg_advisory_xact_lock($1)"};
constexpr pg::Statement kAdd{
    "log_add",
    "INSERT INTO event (station, epoch, sequence, chain, payload, origin)"
    " SELECT $1::bytea, $2::bigint, s.sequence, s.chain, s.payload, s.origin"
    " FROM unnest($3::bigint[], $4::bytea[], $5::bytea[], $6::bytea[])"
    " AS s (sequence, chain, payload, origin)"
    " ON CONFLICT DO NOTHING RETURNING sequence"};
constexpr pg::Statement kMarkTwins{
    "log_mark_twins",
    "INSERT INTO fork (station, epoch, sequence)"
    " SELECT station, epoch, sequence FROM event"
    " WHERE station = $1 AND epoch = $2 AND sequence BETWEEN $3 AND $4"
    " GROUP BY station, epoch, sequence HAVING count(*) > 1 ORDER BY sequence LIMIT 1"
    " ON CONFLICT DO NOTHING"};
constexpr pg::Statement kMark{"log_mark",
                              "INSERT INTO fork (station, epoch, sequence) VALUES ($1, $2, $3)"
                              " ON CONFLICT DO NOTHING"};
constexpr pg::Statement kKeepUnread{
    "log_keep_unread",
    "INSERT INTO dead_letter (station, epoch, sequence, chain, problem)"
    " SELECT $1::bytea, $2::bigint, s.sequence, s.chain, s.problem"
    " FROM unnest($3::bigint[], $4::bytea[], $5::text[]) AS s (sequence, chain, problem)"
    " WHERE s.sequence = ANY ($6::bigint[]) ON CONFLICT DO NOTHING"};
constexpr pg::Statement kUnlearned{
    "log_unlearned",
    "SELECT e.payload, e.origin FROM event e"
    " WHERE e.origin IS NOT NULL AND e.received_at > now() - make_interval(secs => $1)"
    " AND NOT EXISTS (SELECT FROM claim c WHERE c.origin = e.origin)"
    " ORDER BY e.received_at, e.station, e.epoch, e.sequence LIMIT $2"};
constexpr pg::Statement kDeadLetters{
    "log_dead_letters",
    "SELECT d.station, d.epoch, d.sequence, d.chain, e.payload, d.problem"
    " FROM dead_letter d JOIN event e USING (station, epoch, sequence, chain)"
    " ORDER BY d.noticed_at, d.station, d.sequence LIMIT $1"};
constexpr pg::Statement kSettle{
    "log_settle",
    "DELETE FROM dead_letter WHERE station = $1 AND epoch = $2 AND sequence = $3 AND chain = $4"};

Query of_journal(const pg::Statement& statement, const core::JournalId& journal) {
    return std::move(Query(statement).bytes(journal.station).number(as_signed(journal.epoch)));
}

std::vector<std::uint8_t> bytes_of(std::span<const std::byte> bytes) {
    std::vector<std::uint8_t> copy(bytes.size());
    if (!bytes.empty()) std::memcpy(copy.data(), bytes.data(), bytes.size());
    return copy;
}

// The first eight bytes of a random id are as good as a hash of it.
std::int64_t lock_number(const core::JournalId& journal) {
    std::int64_t number = 0;
    std::memcpy(&number, journal.station.data(), sizeof(number));
    return number;
}

struct Columns {
    std::vector<Number> sequences;
    std::vector<Bytes> chains;
    std::vector<Bytes> payloads;
    std::vector<Bytes> origins;
    std::vector<Number> unread;         // numbers of records
    std::vector<std::string> problems;  // one a record
};

Columns columns_of(const Upload& upload, const std::vector<Reading>& readings) {
    Columns columns;
    for (std::size_t i = 0; i < upload.records.size(); ++i) {
        const auto& [payload, chain] = upload.records[i];
        const Number seq = as_signed(upload.first_seq + i);
        columns.sequences.push_back(seq);
        columns.chains.emplace_back(std::in_place, chain.begin(), chain.end());
        columns.payloads.push_back(bytes_of(payload));
        columns.origins.push_back(readings[i].origin);
        columns.problems.push_back(readings[i].problem);
        if (!readings[i].record) columns.unread.push_back(seq);
    }
    return columns;
}

}  // namespace

std::vector<Query> place_queries(const Upload& upload) {
    std::vector<Query> queries;
    queries.push_back(of_journal(kBefore, upload.journal).number(as_signed(upload.first_seq - 1)));
    queries.push_back(of_journal(kHighest, upload.journal));
    queries.push_back(of_journal(kForked, upload.journal));
    return queries;
}

std::vector<Query> older_epoch_queries(const Upload& upload) {
    std::vector<Query> queries(1, Query(kBeforeInAnyEpoch));
    queries[0].bytes(upload.journal.station).number(as_signed(upload.first_seq - 1));
    return queries;
}

std::vector<Query> store_queries(const Upload& upload, const std::vector<Reading>& readings,
                                 Fork fork) {
    const Columns columns = columns_of(upload, readings);
    const auto& journal = upload.journal;
    std::vector<Query> queries;
    queries.push_back(Query(kLockStation).number(lock_number(journal)));
    queries.push_back(of_journal(kAdd, journal)
                          .numbers(columns.sequences)
                          .byte_strings(columns.chains)
                          .byte_strings(columns.payloads)
                          .byte_strings(columns.origins));
    queries.push_back(of_journal(kMarkTwins, journal)
                          .number(as_signed(upload.first_seq))
                          .number(as_signed(upload.last_seq())));
    if (fork == Fork::at_first) {
        queries.push_back(of_journal(kMark, journal).number(as_signed(upload.first_seq)));
    }
    if (!columns.unread.empty()) {
        queries.push_back(of_journal(kKeepUnread, journal)
                              .numbers(columns.sequences)
                              .byte_strings(columns.chains)
                              .texts(columns.problems)
                              .numbers(columns.unread));
    }
    queries.push_back(of_journal(kForked, journal));
    return queries;
}

Query unlearned_query(std::chrono::seconds back) {
    return std::move(
        Query(kUnlearned).number(back.count()).number(std::int64_t{kUploadRecordsMax}));
}

Query dead_letters_query() {
    return std::move(Query(kDeadLetters).number(std::int64_t{kUploadRecordsMax}));
}

Query settle_query(const core::JournalHead& place) {
    return std::move(
        of_journal(kSettle, place.journal).number(as_signed(place.seq)).bytes(place.chain));
}

}  // namespace kiosk::hub
