// kiosk/hub/event_log.hpp — takes the stations' journals in, and vouches for what it has.
//
// Sent twice, in parts or out of order, the log is the same: a record is known by station, epoch,
// number and link. Nothing is changed or removed: a journal that goes on in two ways is kept in
// both, and its station is marked. On an executor of one thread; several hubs may share the tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/hub/pg/pool.hpp"
#include "kiosk/hub/upload.hpp"
#include "kiosk/wire/receipt.hpp"

namespace kiosk::hub {

struct Ingested {
    // Of the upload's own head. Nothing where records before it are missing here.
    std::optional<wire::Receipt> receipt;
    std::uint64_t acked_through = 0;  // without gaps from the beginning; send on from the next
    bool forked = false;              // this journal has gone on in two ways
    std::vector<News> news;           // of records that were not here before, in order
};

struct DeadLetter {
    core::JournalHead place;
    std::vector<std::byte> payload;
    std::string problem;
};

class EventLog {
  public:
    // Both outlive the log.
    EventLog(pg::Pool& pool, const ports::MessageSigner& hub_key) : pool_(pool), key_(hub_key) {}

    // Durable when it returns. Errors of check_upload() are final; pg/sqlstate.hpp names those that
    // pass.
    [[nodiscard]] pg::asio::awaitable<Result<Ingested>> ingest(Upload upload,
                                                               pg::Deadline deadline);

    // What the venue has not learned, of records that came in the last `back`; the oldest first, at
    // most kUploadRecordsMax.
    [[nodiscard]] pg::asio::awaitable<Result<std::vector<News>>> unlearned(
        std::chrono::seconds back, pg::Deadline deadline);

    // The oldest first, at most kUploadRecordsMax.
    [[nodiscard]] pg::asio::awaitable<Result<std::vector<DeadLetter>>> dead_letters(
        pg::Deadline deadline);

    // They could be read, and what was to be learned from them has been.
    [[nodiscard]] pg::asio::awaitable<Result<>> settle(std::vector<core::JournalHead> places,
                                                       pg::Deadline deadline);

  private:
    enum class Place : std::uint8_t { follows, forks, leaves_gap };
    struct Found {
        Place place = Place::leaves_gap;
        std::uint64_t acked_through = 0;
    };

    [[nodiscard]] pg::asio::awaitable<Result<Found>> find_place(const Upload* upload,
                                                                pg::Deadline deadline);
    [[nodiscard]] pg::asio::awaitable<Result<Ingested>> store(const Upload* upload, Found found,
                                                              pg::Deadline deadline);

    pg::Pool& pool_;
    const ports::MessageSigner& key_;
};

}  // namespace kiosk::hub
