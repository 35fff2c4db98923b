// kiosk/ports/station_views.hpp — what a station tells of itself: status, counts, people.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/stats/stats.hpp"
#include "kiosk/core/storage_health.hpp"
#include "kiosk/ports/local_text.hpp"
#include "kiosk/ports/notes.hpp"
#include "kiosk/ports/question_view.hpp"
#include "kiosk/ports/scan_sink.hpp"
#include "kiosk/ports/shop_view.hpp"
#include "kiosk/ports/venue_views.hpp"
#include "kiosk/ports/walk_in.hpp"

namespace kiosk::ports {

struct StationView {
    std::string id;
    LocalText name;
    std::string profile;     // desk, gate, kiosk, dashboard
    std::string language{};  // of its screen until a person chooses; empty: the browser's
    std::string list;
    core::Direction direction = core::Direction::entry;
    LocalText send_to;                   // where refused guests are sent
    std::string zone{};                  // id; empty where it leads into none
    bool may_force = false;              // staff may record what the list refuses
    std::vector<std::string> readers{};  // ids of those that read for it
    std::uint64_t scans = 0;
    std::uint64_t refused = 0;
    std::optional<UtcTime> last_scan;
};

// How well the wall clock is known.
struct ClockView {
    ClockState state = ClockState::synced;
    std::chrono::milliseconds error_bound{0};  // kUnknownError: no bound
    std::string code;                          // "CLOCK-STEP", "CLOCK-UNSURE"; empty: fine
    std::string sentence;

    friend bool operator==(const ClockView&, const ClockView&) = default;
};

// The newest backup of this run, and what stands in the way of the next.
struct BackupView {
    std::string code;  // "BAK-FAIL"; empty: fine
    std::string sentence;
    std::optional<UtcTime> made_at;
    std::uint64_t records = 0;  // in it
};

struct StatusView {
    std::string node;
    std::string event_name;
    std::string timezone;  // IANA name
    std::string software;  // "kioskd 0.1.0"
    UtcTime now{};
    std::chrono::seconds uptime{};
    bool roster_loaded = false;
    std::uint64_t roster_version = 0;
    std::uint64_t tickets = 0;  // of the list alone
    std::uint64_t walk_ins = 0;
    std::vector<std::string> walk_in_products{};  // what the desk may give out
    std::optional<UtcTime> roster_imported_at;
    bool roster_held = false;  // a smaller list waits for a yes
    core::StorageHealth storage;
    ClockView clock;
    BackupView backup;
    std::optional<ShopView> shop{};  // nothing: the list does not come from a shop
    std::uint64_t last_seq = 0;
    std::uint64_t durable_seq = 0;
    std::chrono::microseconds commit_p50{};
    std::chrono::microseconds commit_p99{};
    std::vector<StationView> stations;
    std::vector<ZoneView> zones;
    std::optional<UtcTime> presence_as_of;   // newest scan at a zone: what `zones` know
    std::optional<UtcTime> emergency_since;  // people are to leave
    std::vector<QuestionView> questions;     // the engine numbers them from 1
    std::vector<ReaderReport> readers;
    std::uint64_t dropped_scans = 0;      // readers faster than the engine
    std::vector<std::string> warnings{};  // what the configuration names and the list does not have
    std::vector<std::string> staff_warnings{};  // the same of the deny list: never for the lane
};

// One row of the summary: what it counts is said in core/engine/tally.hpp.
struct SummaryRow {
    std::string key;             // product name, or local hour "2027-03-10T09"
    std::uint64_t expected = 0;  // 0 where it makes no sense (hours)
    std::uint64_t arrived = 0;
    std::uint64_t inside = 0;
    std::uint64_t entries = 0;
    std::uint64_t exits = 0;
    std::uint64_t refused = 0;
};

inline constexpr std::chrono::minutes kRecentMinutes{10};

struct SummaryView {
    UtcTime as_of{};
    std::uint64_t as_of_seq = 0;         // newest record that is counted
    std::optional<UtcTime> newest_scan;  // of the counted ones, in order of recording
    SummaryRow total;
    std::uint64_t overrides = 0;        // admissions that a named person stood by
    std::uint64_t refused_tickets = 0;  // different tickets among the refused
    std::uint64_t undone = 0;           // admissions taken back; in no other number
    std::string day;                    // local date of as_of, "2027-03-10",
    core::StatCounts today;             // and what happened on it
    core::StatCounts last_minutes;      // of the kRecentMinutes before as_of
    std::vector<SummaryRow> by_product;
    std::vector<SummaryRow> by_list;  // key: id; in order of the configuration
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
    std::string match;              // which field matched: name, email, order, company
    std::vector<NoteView> notes{};  // of staff, oldest first
    std::optional<WalkInView> walk_in{};
};

struct AttendeePage {
    std::vector<AttendeeView> items;
    std::optional<std::uint64_t> next;  // pass as `after` for the next page
};

}  // namespace kiosk::ports
