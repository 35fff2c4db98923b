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

    // Takes one durable record, in order; only scans are counted.
    void count(const SequencedRecord& record);

    [[nodiscard]] const StatCounts& total() const { return total_; }
    [[nodiscard]] std::uint64_t refused_tickets() const { return refused_tickets_; }
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

    [[nodiscard]] std::size_t tickets() const { return marks_.size(); }
    [[nodiscard]] const ZoneOffsets& zone() const { return zone_; }

  private:
    // What a ticket was counted for already: "arrived on this day", "refused". Numbers of
    // marks_of_.
    using Mark = std::uint32_t;

    [[nodiscard]] bool is_first(TicketId ticket, Mark mark);
    [[nodiscard]] Mark mark_of(std::string name);
    [[nodiscard]] StatCounts& minute(UtcTime at);
    void count_arrival(const ScanRecord& scan, StatCounts& minute);

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
    std::map<std::string, Mark, std::less<>> mark_names_;
    std::unordered_map<TicketId, std::vector<Mark>> marks_;  // a handful each
};

}  // namespace kiosk::core
