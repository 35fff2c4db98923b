// kiosk/ports/station_port.hpp — what the API and the screens may ask of a running station.
//
// Everything is called on the main thread and answers there; a call that needs disk or a long
// search answers later through its callback. The API knows nothing else of the daemon.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::ports {

struct ScanRequest {
    std::string station;  // id; the only station's id where empty
    std::string code;     // as typed or read, at most core::kScanBytesMax bytes
    std::optional<core::TicketId> attendee;  // chosen by name on the list; then `code` is empty
    core::ScanSource source = core::ScanSource::api;
    std::optional<core::Direction> direction;  // the station's own where absent
    std::string nonce;                         // at most core::kNonceMax bytes
    bool dry_run = false;
};

// Texts for people by language, for example {"en": "Desk 1", "fr": "Accueil 1"}.
using LocalText = std::map<std::string, std::string>;

struct StationView {
    std::string id;
    LocalText name;
    std::string profile;  // desk, gate, kiosk, dashboard
    std::string list;
    core::Direction direction = core::Direction::entry;
    LocalText send_to;  // where refused guests are sent
    std::uint64_t scans = 0;
    std::uint64_t refused = 0;
    std::optional<UtcTime> last_scan;
};

enum class StorageState : std::uint8_t { green, red };

struct StatusView {
    std::string node;
    std::string event_name;
    std::string timezone;  // IANA name
    std::string software;  // "kioskd 0.1.0"
    UtcTime now{};
    std::chrono::seconds uptime{};
    bool roster_loaded = false;
    std::uint64_t roster_version = 0;
    std::uint64_t tickets = 0;
    std::optional<UtcTime> roster_imported_at;
    bool roster_held = false;  // a smaller list waits for a yes
    StorageState storage = StorageState::green;
    std::string storage_sentence;
    std::uint64_t last_seq = 0;
    std::uint64_t durable_seq = 0;
    std::chrono::microseconds commit_p50{};
    std::chrono::microseconds commit_p99{};
    std::vector<StationView> stations;
    std::vector<ReaderReport> readers;
    std::uint64_t dropped_scans = 0;  // readers faster than the engine
};

// One row of the summary: what it counts is said in core/engine/tally.hpp.
struct SummaryRow {
    std::string key;    // product name, or local hour "2027-03-10T09"
    std::uint64_t expected = 0;  // 0 where it makes no sense (hours)
    std::uint64_t arrived = 0;
    std::uint64_t inside = 0;
    std::uint64_t entries = 0;
    std::uint64_t exits = 0;
    std::uint64_t refused = 0;
};

struct SummaryView {
    UtcTime as_of{};
    SummaryRow total;
    std::vector<SummaryRow> by_product;
    std::vector<SummaryRow> by_hour;  // local hours of the event's time zone, oldest first
};

struct AttendeeView {
    core::HolderCard card;
    std::string email;
    std::string order_state;  // paid, pending, expired, canceled, blocked
    std::string status;       // not_arrived, inside, left
    std::optional<UtcTime> first_entry;
    std::optional<UtcTime> last_entry;
    std::optional<UtcTime> last_exit;
    std::uint32_t entries = 0;
    std::uint32_t exits = 0;
    std::string match;  // which field matched: name, email, order, company
};

struct AttendeePage {
    std::vector<AttendeeView> items;
    std::optional<std::uint64_t> next;  // pass as `after` for the next page
};

struct AttendeeQuery {
    std::string search;           // empty: all, in list order (exports)
    std::uint32_t limit = 20;     // 1..500
    std::uint64_t after = 0;      // cursor of the page before
};

struct ImportRequest {
    std::filesystem::path file;  // readable by the daemon; it is not changed
    std::map<std::string, std::string> columns;  // our field -> header text
    bool dry_run = false;
    bool keep_good = false;     // import the good rows although others were rejected
    bool allow_shrink = false;  // yes, the list really is that much smaller
};

struct ImportAnswer {
    bool imported = false;
    bool held = false;  // would shrink by more than 20 % or to zero; send again with allow_shrink
    std::uint64_t version = 0;
    std::uint64_t rows = 0;
    std::uint64_t accepted = 0;
    std::uint64_t rejected = 0;
    std::uint64_t added = 0;    // codes not on the list before
    std::uint64_t removed = 0;  // codes on the list before only
    std::uint64_t before = 0;   // tickets on the list before
    std::string dialect;    // own, pretix, eventbrite, tito, custom
    std::string encoding;   // utf-8, utf-16le, ...
    std::string delimiter;  // comma, semicolon, tab
    std::vector<std::string> ignored_columns;
    std::vector<std::string> warnings;    // rows are fine, but the operator should know
    std::vector<std::string> rejections;  // "line 7, column 3 \"E-mail\": ...", at most 1,000
    std::string sentence;                 // what happened, for people
};

class StationPort {
  public:
    virtual ~StationPort() = default;

    // Decides and records one scan. The answer comes once it is durable, or at once for a dry run.
    // Errc::not_found for an unknown station, Errc::too_large, Errc::unavailable without a list.
    virtual void scan(ScanRequest request, std::function<void(Result<core::Outcome>)> done) = 0;

    [[nodiscard]] virtual StatusView status() const = 0;
    [[nodiscard]] virtual SummaryView summary() const = 0;
    [[nodiscard]] virtual bool ready() const = 0;  // can decide and store

    virtual void search(AttendeeQuery query, std::function<void(Result<AttendeePage>)> done) = 0;
    [[nodiscard]] virtual Result<AttendeeView> attendee(core::TicketId id) const = 0;
    virtual void scans(ScanQuery query,
                       std::function<void(Result<std::vector<StoredScan>>)> done) = 0;
    virtual void import_list(ImportRequest request,
                             std::function<void(Result<ImportAnswer>)> done) = 0;
};

}  // namespace kiosk::ports
