// kiosk/base/civil_time.hpp — venue-local days and clock times by a table of offsets.
//
// No time zone database here: a ZoneOffsets table is made outside (kiosk/locale) and handed in, so
// both clock-change nights are plain data in tests. Local times that occur twice or never follow
// PEP 495, as the ticket shop's server does: Fold::first means the offset before the change.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk {

// Microseconds: the resolution of the ticket shop. A UtcTime converts without loss.
using FineTime = std::chrono::sys_time<std::chrono::microseconds>;
using LocalTime = std::chrono::local_time<std::chrono::microseconds>;

// Which of two readings of a local time is meant, around a clock change.
enum class Fold { first, second };

class ZoneOffsets {
  public:
    static constexpr std::size_t kChangesMax = 1024;  // two a year for five centuries
    static constexpr std::chrono::seconds kOffsetMax = std::chrono::hours(26);

    // From `at` on, local time is UTC plus `offset`.
    struct Change {
        std::chrono::sys_seconds at;
        std::chrono::seconds offset;

        friend bool operator==(const Change&, const Change&) = default;
    };

    ZoneOffsets() = default;  // UTC

    // `first` holds before any change. Errc::invalid_input when the changes do not ascend or an
    // offset passes kOffsetMax, Errc::too_large past kChangesMax.
    [[nodiscard]] static Result<ZoneOffsets> make(std::chrono::seconds first,
                                                  std::vector<Change> changes);

    [[nodiscard]] std::chrono::seconds offset_at(FineTime at) const;
    [[nodiscard]] LocalTime to_local(FineTime at) const;
    [[nodiscard]] FineTime to_utc(LocalTime local, Fold fold) const;

    // Fold::second while the clock shows an hour for the second time.
    [[nodiscard]] Fold fold_at(FineTime at) const;

    [[nodiscard]] std::chrono::local_days day_of(FineTime at) const;

    // 1 = Monday … 7 = Sunday (ISO 8601).
    [[nodiscard]] unsigned iso_weekday_of(FineTime at) const;

    // The instant at which the local day of `at` shows this time of day, with the fold of `at`.
    [[nodiscard]] FineTime at_time_of_day(FineTime at, std::chrono::microseconds time) const;

    [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }

    friend bool operator==(const ZoneOffsets&, const ZoneOffsets&) = default;

  private:
    [[nodiscard]] std::chrono::seconds offset_before(std::size_t change) const;

    std::chrono::seconds first_{0};
    std::vector<Change> changes_;
};

// Reads ISO 8601 with seconds optional, up to six decimals and a stated offset ("Z", "+01:00",
// "+0100"): "2024-09-24T09:00:00.123456Z". Years 1 to 9999. Errc::invalid_input otherwise.
[[nodiscard]] Result<FineTime> parse_iso_time(std::string_view text);

// Reads a time of day: "9:00", "22:00", "22:00:30", "22:00:30.5". Errc::invalid_input otherwise.
[[nodiscard]] Result<std::chrono::microseconds> parse_time_of_day(std::string_view text);

// "2024-09-24 09:00" and "09:00".
[[nodiscard]] std::string to_minute_text(LocalTime local);
[[nodiscard]] std::string to_clock_text(LocalTime local);

}  // namespace kiosk
