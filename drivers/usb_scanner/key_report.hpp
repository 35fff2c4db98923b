// drivers/usb_scanner/key_report.hpp — which keys a keyboard report holds down.
//
// The boot report of HID 1.11, appendix B.1, or whatever places the report descriptor gives. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "drivers/usb_scanner/report_descriptor.hpp"

namespace kiosk::drivers {

inline constexpr Usage kUsageKeyboard = 0x0001'0006;

// Bits of the modifier byte.
inline constexpr std::uint8_t kLeftCtrl = 0x01, kLeftShift = 0x02, kLeftAlt = 0x04,
                              kRightCtrl = 0x10, kRightShift = 0x20, kRightAlt = 0x40;

struct KeyReportLayout {
    std::optional<std::uint8_t> report_id;
    std::size_t modifiers_at = 0;  // byte of the report, its id included
    std::size_t keys_at = 2;       // byte of the report
    std::size_t key_count = 6;     // bytes, or bits of a bitmap
    bool bitmap = false;           // one bit a key, in the order of usages
    std::uint8_t first_usage = 0;  // that the value 0, or bit 0, stands for
};

inline constexpr KeyReportLayout kBootKeyboard{};

// Nothing where the descriptor has no keyboard, or one with fields across byte borders.
[[nodiscard]] std::optional<KeyReportLayout> key_layout_from(const ReportDescriptor& descriptor);

struct KeyReport {
    std::uint8_t modifiers = 0;
    std::vector<std::uint8_t> keys;  // usages of page 07, in the order of the report
    bool in_order = true;            // false: a bitmap, which has none
};

// Nothing for another report, one that is too short, or one that only says that the keyboard has
// lost count (usages 01-03).
[[nodiscard]] std::optional<KeyReport> read_keys(const KeyReportLayout& layout,
                                                 std::span<const std::uint8_t> report);

}  // namespace kiosk::drivers
