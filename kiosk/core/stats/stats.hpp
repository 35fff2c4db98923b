// kiosk/core/stats/stats.hpp — counts an organiser can trust, from the recorded scans alone.
//
// One meaning for each number:
//   entries, exits   admissions, as events
//   refused          scans that ended in stop or check, as events
//   refused_tickets  different tickets among those; codes of no list have none
//   overrides        admissions that a named person stood by: forced, unpaid, or an override
//   arrived          different tickets with at least one entry: of a day, a list or a zone those
//                    with an entry on that day, list or zone; of a minute or a station those whose
//                    very first entry was there, so that they add up to the total
//   undone           admissions that were taken back: they are in none of these numbers, but stay
//                    scans by their reason
// Records count in the order of the journal, so that every restart and every recount gives the
// same. Nothing is asked of a clock: where the wall clock jumped, so did the minute of the record.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::core {

struct StatCounts {
    std::uint64_t arrived = 0;
    std::uint64_t entries = 0;
    std::uint64_t exits = 0;
    std::uint64_t refused = 0;
    std::uint64_t overrides = 0;

    StatCounts& operator+=(const StatCounts& other);
    friend bool operator==(const StatCounts&, const StatCounts&) = default;
};

using Minute = std::chrono::sys_time<std::chrono::minutes>;

class Stats {
  public:
    // Two months of minutes in which something happened; 64 bytes each.
    static constexpr std::size_t kMinutesMax = 86'400;

    template <class Key>
    using By = std::map<Key, StatCounts, std::less<>>;

    explicit Stats(ZoneOffsets zone) : zone_(std::move(zone)) {}

    // Takes one durable record, in order; only scans are counted, and what was taken back of them.
    void count(const SequencedRecord& record);

    [[nodiscard]] const StatCounts& total() const { return total_; }
    [[nodiscard]] std::uint64_t refused_tickets() const { return refused_tickets_; }
    // Entries and exits by list; nothing else.
    [[nodiscard]] const By<std::string>& undone_by_list() const { return undone_by_list_; }
    [[nodiscard]] std::uint64_t undone() const;
    [[nodiscard]] const By<std::string>& by_list() const { return by_list_; }
    [[nodiscard]] const By<std::string>& by_zone() const { return by_zone_; }
    [[nodiscard]] const By<std::string>& by_station() const { return by_station_; }
    [[nodiscard]] const By<std::chrono::local_days>& by_day() const { return by_day_; }
    [[nodiscard]] const By<Minute>& by_minute() const { return by_minute_; }
    // Scans, by Reason's number.
    using Reasons = std::array<std::uint64_t, kReasonCount>;
    [[nodiscard]] const Reasons& by_reason() const { return by_reason_; }
    [[nodiscard]] const std::map<std::string, Reasons, std::less<>>& reasons_by_station() const {
        return reasons_by_station_;
    }

    // Past kMinutesMax the oldest minutes are only a sum: of all minutes before this one.
    [[nodiscard]] const StatCounts& before_minutes() const { return before_minutes_; }
    [[nodiscard]] std::optional<Minute> first_minute() const { return first_minute_; }

    // The newest record that was counted, and the newest scan among them in the journal's order.
    [[nodiscard]] std::uint64_t last_seq() const { return last_seq_; }
    [[nodiscard]] std::optional<UtcTime> last_scan() const { return last_scan_; }
    [[nodiscard]] std::optional<UtcTime> last_scan_at(std::string_view station) const;

    [[nodiscard]] std::size_t tickets() const { return seen_.size(); }
    [[nodiscard]] const ZoneOffsets& zone() const { return zone_; }

  private:
    // An entry that stands; names by their position in names_.
    struct Entry {
        std::uint64_t seq;
        Minute minute;
        std::chrono::local_days day;
        std::uint16_t station;
        std::uint16_t list;
        std::uint16_t zone;
    };
    struct Seen {
        std::vector<Entry> entries;  // in order of recording
        bool refused = false;
    };
    struct Event {
        UtcTime at;
        std::string_view station, list, zone;  // zone empty: none
        StatCounts counts;
        std::uint64_t times;  // 1, or its negative
    };

    [[nodiscard]] std::uint16_t intern(std::string_view name);
    [[nodiscard]] StatCounts& minute(Minute own);
    void count(const ScanRecord& scan, std::uint64_t seq);
    void take_back(const UndoneScan& scan);
    void add(const Event& event);
    void add_arrivals(const std::vector<Entry>& entries, std::size_t from, std::uint64_t times);

    ZoneOffsets zone_;
    StatCounts total_;
    std::uint64_t refused_tickets_ = 0;
    By<std::string> by_list_;
    By<std::string> by_zone_;
    By<std::string> by_station_;
    By<std::chrono::local_days> by_day_;
    By<Minute> by_minute_;
    Reasons by_reason_{};
    std::map<std::string, Reasons, std::less<>> reasons_by_station_;
    StatCounts before_minutes_;
    std::optional<Minute> first_minute_;
    std::uint64_t last_seq_ = 0;
    std::optional<UtcTime> last_scan_;
    std::map<std::string, UtcTime, std::less<>> last_scans_;  // by station
    By<std::string> undone_by_list_;
    std::vector<std::string> names_;  // of stations, lists and zones; a handful
    std::unordered_map<TicketId, Seen> seen_;
};

}  // namespace kiosk::core
