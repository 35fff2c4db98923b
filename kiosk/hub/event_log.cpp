// kiosk/hub/event_log.cpp — where an upload belongs, and its one transaction.
#include "kiosk/hub/event_log.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "kiosk/crypto/journal_chain.hpp"
#include "kiosk/hub/log_queries.hpp"

namespace kiosk::hub {
namespace {

std::vector<std::byte> as_payload(std::span<const std::uint8_t> bytes) {
    const auto raw = std::as_bytes(bytes);
    return {raw.begin(), raw.end()};
}

// Column 0 of a statement that asked for links.
Result<bool> has_link(const pg::Rows& rows, const core::ChainLink& link) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (std::ranges::equal(KIOSK_TRY(rows.bytes(row, 0)), link)) return true;
    }
    return false;
}

Result<std::vector<std::uint64_t>> numbers_in(const pg::Rows& rows) {
    std::vector<std::uint64_t> numbers;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        numbers.push_back(pg::as_unsigned(KIOSK_TRY(rows.number(row, 0))));
    }
    std::ranges::sort(numbers);
    return numbers;
}

std::vector<News> news_of(const Upload& upload, std::vector<Reading> readings,
                          const std::vector<std::uint64_t>& added) {
    std::vector<News> news;
    for (const std::uint64_t seq : added) {
        Reading& reading = readings[seq - upload.first_seq];
        if (!reading.origin) continue;
        news.push_back({*std::move(reading.origin), *std::move(reading.record)});
    }
    return news;
}

template <std::size_t size>
Result<> copy_bytes(const pg::Rows& rows, std::size_t row, int column,
                    std::array<std::uint8_t, size>& out) {
    const auto bytes = KIOSK_TRY(rows.bytes(row, column));
    if (bytes.size() != size) return fail(Errc::corrupt, "a column of bytes has another length");
    std::ranges::copy(bytes, out.begin());
    return {};
}

Result<DeadLetter> dead_letter_in(const pg::Rows& rows, std::size_t row) {
    DeadLetter letter;
    KIOSK_TRY_VOID(copy_bytes(rows, row, 0, letter.place.journal.station));
    letter.place.journal.epoch = pg::as_unsigned(KIOSK_TRY(rows.number(row, 1)));
    letter.place.seq = pg::as_unsigned(KIOSK_TRY(rows.number(row, 2)));
    KIOSK_TRY_VOID(copy_bytes(rows, row, 3, letter.place.chain));
    letter.payload = as_payload(KIOSK_TRY(rows.bytes(row, 4)));
    letter.problem = rows.text(row, 5);
    return letter;
}

Result<News> news_in(const pg::Rows& rows, std::size_t row) {
    const auto payload = as_payload(KIOSK_TRY(rows.bytes(row, 0)));
    auto record = KIOSK_TRY(core::decode_record(payload));
    return News{KIOSK_TRY(rows.bytes(row, 1)), std::move(record)};
}

template <class One, class Read>
Result<std::vector<One>> all_in(const pg::Rows& rows, const Read& read_row) {
    std::vector<One> all;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        all.push_back(KIOSK_TRY(read_row(rows, row)));
    }
    return all;
}

}  // namespace

pg::asio::awaitable<Result<Ingested>> EventLog::ingest(Upload upload, pg::Deadline deadline) {
    const auto sound = check_upload(upload);
    if (!sound) co_return fail(sound.error());
    auto found = co_await find_place(&upload, deadline);
    if (!found) co_return fail(std::move(found).error());
    if (found->place == Place::leaves_gap) {
        Ingested gap{.acked_through = found->acked_through};
        co_return std::move(gap);
    }
    co_return co_await store(&upload, *found, deadline);
}

pg::asio::awaitable<Result<EventLog::Found>> EventLog::find_place(const Upload* upload,
                                                                  pg::Deadline deadline) {
    auto rows = co_await pool_.run(place_queries(*upload), deadline);
    if (!rows) co_return fail(std::move(rows).error());
    const auto highest = (*rows)[1].number(0, 0);
    const auto linked = has_link((*rows)[0], upload->before);
    if (!highest) co_return fail(highest.error());
    if (!linked) co_return fail(linked.error());
    Found found{.acked_through = pg::as_unsigned(*highest)};
    if (upload->first_seq == 1 || *linked) found.place = Place::follows;
    const bool known_before = (*rows)[0].size() > 0;
    if (found.place == Place::follows || (!known_before && found.acked_through > 0)) {
        co_return found;
    }
    auto older = co_await pool_.run(older_epoch_queries(*upload), deadline);
    if (!older) co_return fail(std::move(older).error());
    const auto restored = has_link(older->front(), upload->before);
    if (!restored) co_return fail(restored.error());
    if (*restored) {
        found.place = Place::follows;
    } else if (known_before) {
        found.place = Place::forks;
    }
    co_return found;
}

pg::asio::awaitable<Result<Ingested>> EventLog::store(const Upload* upload, Found found,
                                                      pg::Deadline deadline) {
    std::vector<Reading> readings;
    for (std::size_t i = 0; i < upload->records.size(); ++i) readings.push_back(read(*upload, i));
    const Fork fork = found.place == Place::forks ? Fork::at_first : Fork::unknown;
    auto rows = co_await pool_.run(store_queries(*upload, readings, fork), deadline);
    if (!rows) co_return fail(std::move(rows).error());
    const auto added = numbers_in((*rows)[1]);
    const auto forks = rows->back().number(0, 0);
    if (!added) co_return fail(added.error());
    if (!forks) co_return fail(forks.error());
    Ingested ingested;
    ingested.receipt = wire::sign_receipt(upload->head(), key_);
    ingested.acked_through = std::max(found.acked_through, upload->last_seq());
    ingested.forked = *forks > 0;
    ingested.news = news_of(*upload, std::move(readings), *added);
    co_return std::move(ingested);
}

pg::asio::awaitable<Result<std::vector<News>>> EventLog::unlearned(std::chrono::seconds back,
                                                                   pg::Deadline deadline) {
    std::vector<pg::Query> ask(1, unlearned_query(back));
    auto rows = co_await pool_.run(std::move(ask), deadline);
    if (!rows) co_return fail(std::move(rows).error());
    co_return all_in<News>(rows->front(), news_in);
}

pg::asio::awaitable<Result<std::vector<DeadLetter>>> EventLog::dead_letters(pg::Deadline deadline) {
    std::vector<pg::Query> ask(1, dead_letters_query());
    auto rows = co_await pool_.run(std::move(ask), deadline);
    if (!rows) co_return fail(std::move(rows).error());
    co_return all_in<DeadLetter>(rows->front(), dead_letter_in);
}

pg::asio::awaitable<Result<>> EventLog::settle(std::vector<core::JournalHead> places,
                                               pg::Deadline deadline) {
    for (const auto& place : places) {
        std::vector<pg::Query> one(1, settle_query(place));
        auto done = co_await pool_.run(std::move(one), deadline);
        if (!done) co_return fail(std::move(done).error());
    }
    co_return Result<>();
}

}  // namespace kiosk::hub
