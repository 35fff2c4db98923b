// kiosk/hub/venue_journal.cpp — three statements on the table `claim`.
#include "kiosk/hub/venue_journal.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>

#include "kiosk/base/check.hpp"

namespace kiosk::hub {
namespace {

using pg::as_signed;
using pg::Query;
using Bytes = std::optional<std::vector<std::uint8_t>>;

constexpr pg::Statement kReadFrom{"claim_read",
                                  "SELECT position, origin, payload FROM claim"
                                  " WHERE position >= $1 ORDER BY position LIMIT $2"};
constexpr pg::Statement kFind{"claim_find",
                              "SELECT position, origin, payload FROM claim WHERE origin = $1"};
// Nothing is added where the entry before is not the one that was read. No ON CONFLICT: a batch
// that meets another one must not go in by half.
constexpr pg::Statement kAppend{
    "claim_append",
    "INSERT INTO claim (position, origin, payload)"
    " SELECT $1::bigint + e.number, e.origin, e.payload"
    " FROM unnest($3::bytea[], $4::bytea[]) WITH ORDINALITY AS e (origin, payload, number)"
    " WHERE $1 = 0 OR EXISTS (SELECT FROM claim WHERE position = $1 AND origin = $2)"};

Result<Entry> entry_in(const pg::Rows& rows, std::size_t row) {
    Entry entry;
    entry.position = pg::as_unsigned(KIOSK_TRY(rows.number(row, 0)));
    entry.origin = KIOSK_TRY(rows.bytes(row, 1));
    const auto payload = KIOSK_TRY(rows.bytes(row, 2));
    auto record = core::decode_record(std::as_bytes(std::span(payload)));
    if (!record) {
        return fail(std::move(record).error().in("claim " + std::to_string(entry.position)));
    }
    entry.record = *std::move(record);
    return entry;
}

Result<std::vector<Entry>> entries_behind(const VenueJournal::Mark& mark, const pg::Rows& rows) {
    std::vector<Entry> entries;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        entries.push_back(KIOSK_TRY(entry_in(rows, row)));
        const std::uint64_t expected = mark.position + row + (mark.position == 0 ? 1 : 0);
        if (entries.back().position != expected) {
            return fail(Errc::corrupt, "claim " + std::to_string(expected) + " is missing");
        }
    }
    if (mark.position == 0) return entries;
    if (entries.empty() || entries.front().origin != mark.origin) {
        return fail(Errc::not_found,
                    "claim " + std::to_string(mark.position) + " is not the one that was read");
    }
    entries.erase(entries.begin());
    return entries;
}

}  // namespace

pg::asio::awaitable<Result<std::vector<Entry>>> VenueJournal::read_behind(Mark mark,
                                                                          pg::Deadline deadline) {
    std::vector<Query> ask(1, Query(kReadFrom));
    ask[0].number(as_signed(mark.position)).number(std::int64_t{kEntriesMax} + 1);
    auto rows = co_await pool_.run(std::move(ask), deadline);
    if (!rows) co_return fail(std::move(rows).error());
    co_return entries_behind(mark, rows->front());
}

pg::asio::awaitable<Result<>> VenueJournal::append(Mark mark, std::vector<Entry> entries,
                                                   pg::Deadline deadline) {
    KIOSK_CHECK(!entries.empty() && entries.size() <= kEntriesMax, "1 to 1000 entries at once");
    std::vector<Bytes> origins;
    std::vector<Bytes> payloads;
    for (const auto& entry : entries) {
        KIOSK_CHECK(entry.position == mark.position + origins.size() + 1,
                    "entries follow the mark without gaps");
        const auto payload = core::encode(entry.record);
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(payload.data());
        origins.emplace_back(entry.origin);
        payloads.emplace_back(std::in_place, bytes, bytes + payload.size());
    }
    std::vector<Query> add(1, Query(kAppend));
    add[0].number(as_signed(mark.position)).bytes(mark.origin);
    add[0].byte_strings(origins).byte_strings(payloads);
    auto rows = co_await pool_.run(std::move(add), deadline);
    if (!rows) co_return fail(std::move(rows).error());
    if (rows->front().affected() != entries.size()) {
        co_return fail(Errc::conflict, "the claim before is not the one that was read");
    }
    co_return Result<>();
}

pg::asio::awaitable<Result<Entry>> VenueJournal::find(Origin origin, pg::Deadline deadline) {
    std::vector<Query> ask(1, Query(kFind));
    ask[0].bytes(origin);
    auto rows = co_await pool_.run(std::move(ask), deadline);
    if (!rows) co_return fail(std::move(rows).error());
    if (rows->front().size() == 0) co_return fail(Errc::not_found, "no claim has this origin");
    co_return entry_in(rows->front(), 0);
}

}  // namespace kiosk::hub
