// drivers/usb_scanner/hid_pos_layout.hpp — where a HID POS report keeps length, symbology and code.
//
// "HID Point of Sale Usage Tables 1.02" names the fields (page 8C) but not their places. The report
// descriptor gives the places; the makers' own tables stand in where it does not. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "drivers/usb_scanner/report_descriptor.hpp"

namespace kiosk::drivers {

inline constexpr Usage kUsageBarCodeScanner = 0x008C'0002;
inline constexpr Usage kUsageScannedReport = 0x008C'0012;

// Offsets count from the start of the report, its id included.
struct HidPosLayout {
    std::optional<std::uint8_t> report_id = 2;  // none: the device has no report ids
    std::size_t report_bytes = 64;
    std::optional<std::size_t> length_at;
    std::optional<std::array<std::size_t, 3>> aim_at;
    std::size_t data_at = 0;
    std::size_t data_bytes_max = 0;
    std::optional<std::size_t> continued_bit;  // counted from the start of the report
    std::optional<std::size_t> symbology_at;   // the maker's own symbology byte

    friend bool operator==(const HidPosLayout&, const HidPosLayout&) = default;
};

// Honeywell, Hand Held Products, Access-IS: with symbology identifier.
inline constexpr HidPosLayout kLayoutWithAim{.length_at = 1,
                                             .aim_at = std::array<std::size_t, 3>{2, 3, 4},
                                             .data_at = 5,
                                             .data_bytes_max = 56,
                                             .continued_bit = 63 * 8,
                                             .symbology_at = 61};

// Newland and makes that follow it: without.
inline constexpr HidPosLayout kLayoutWithoutAim{.length_at = 1,
                                                .data_at = 2,
                                                .data_bytes_max = 56,
                                                .continued_bit = 63 * 8,
                                                .symbology_at = 62};

// Seen in the field: one more byte behind the length.
inline constexpr HidPosLayout kLayoutWithAimShifted{.length_at = 1,
                                                    .aim_at = std::array<std::size_t, 3>{3, 4, 5},
                                                    .data_at = 6,
                                                    .data_bytes_max = 56,
                                                    .continued_bit = 63 * 8};

// The Scanned Data Report of a descriptor; nothing where it has none that can be read.
[[nodiscard]] std::optional<HidPosLayout> layout_from(const ReportDescriptor& descriptor);

// For makers whose descriptors say too little.
[[nodiscard]] std::optional<HidPosLayout> layout_of_maker(std::uint16_t vendor);

// The last resort, from the first report. Nothing for what looks like no HID POS report.
[[nodiscard]] std::optional<HidPosLayout> layout_of_report(std::span<const std::uint8_t> report);

}  // namespace kiosk::drivers
