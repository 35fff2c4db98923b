// drivers/usb_scanner/report_descriptor.hpp — what a HID device says of its reports, bounded.
//
// Follows "Device Class Definition for HID 1.11", 5.2 to 5.4 and 6.2.2. Pure. The bytes are those
// of a stranger's device: whatever breaks a rule makes the interface unusable, never the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

inline constexpr std::size_t kReportDescriptorMax =
    4096;  // bytes; HID_MAX_DESCRIPTOR_SIZE of Linux
inline constexpr std::size_t kCollectionDepthMax = 16;
inline constexpr std::size_t kPushDepthMax = 16;
inline constexpr std::uint32_t kReportBitsMax = 8 * 4096;  // of one report, id not counted

enum class ReportKind : std::uint8_t { input, output, feature };

// A usage is page << 16 | id: 0x008C00FE is "Decoded Data".
using Usage = std::uint32_t;

struct UsageRange {
    Usage first = 0;
    Usage last = 0;

    friend bool operator==(const UsageRange&, const UsageRange&) = default;
};

// One Input, Output or Feature item that is not constant.
struct ReportField {
    ReportKind kind = ReportKind::input;
    std::uint8_t report_id = 0;    // 0: the device has no report ids
    std::uint32_t bit_offset = 0;  // from the first byte behind the id
    std::uint32_t bit_size = 0;    // of one element
    std::uint32_t count = 0;
    std::int32_t logical_min = 0;
    std::uint32_t flags = 0;  // of the main item: bit 1 variable, bit 2 relative …
    std::vector<UsageRange> usages;
    std::vector<Usage> collections;  // around it, the application first

    [[nodiscard]] bool is_variable() const { return (flags & 2U) != 0; }
    [[nodiscard]] bool is_inside(Usage collection) const;

    // Of an element of a variable field; the last usage repeats. 0 where none is given.
    [[nodiscard]] Usage usage_of(std::uint32_t element) const;

    // The first element with this usage, or `count`.
    [[nodiscard]] std::uint32_t element_with(Usage usage) const;
};

struct ReportDescriptor {
    bool has_report_ids = false;  // then byte 0 of every report is the id
    std::vector<ReportField> fields;
    std::vector<Usage> applications;  // in order; one interface may be several devices
    std::map<std::pair<ReportKind, std::uint8_t>, std::uint32_t> report_bits;

    // With the id byte, where there is one; 0 for a report that does not exist.
    [[nodiscard]] std::size_t report_bytes(ReportKind kind, std::uint8_t report_id) const;
};

// Errc::too_large above kReportDescriptorMax, Errc::invalid_input for everything else, with the
// offset of the item that broke a rule.
[[nodiscard]] Result<ReportDescriptor> parse_report_descriptor(std::span<const std::uint8_t> bytes);

}  // namespace kiosk::drivers
