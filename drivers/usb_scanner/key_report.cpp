// drivers/usb_scanner/key_report.cpp — arrays and bitmaps of keys.
#include "drivers/usb_scanner/key_report.hpp"

#include <algorithm>

namespace kiosk::drivers {
namespace {

constexpr Usage kKeyboardPage = 0x0007;
constexpr Usage kUsageLeftCtrl = 0x0007'00E0;
constexpr std::uint8_t kErrorFirst = 0x01;  // ErrorRollOver, POSTFail, ErrorUndefined
constexpr std::uint8_t kErrorLast = 0x03;

bool holds_keys(const ReportField& field) {
    if (field.usages.empty() || field.usages.front().first >> 16U != kKeyboardPage) return false;
    if (field.element_with(kUsageLeftCtrl) == 0) return false;
    return field.is_variable() ? field.bit_size == 1 : field.bit_size == 8;
}

}  // namespace

std::optional<KeyReportLayout> key_layout_from(const ReportDescriptor& descriptor) {
    const ReportField* modifiers = nullptr;
    const ReportField* keys = nullptr;
    for (const ReportField& field : descriptor.fields) {
        if (field.kind != ReportKind::input || !field.is_inside(kUsageKeyboard)) continue;
        if (field.bit_offset % 8 != 0) continue;
        const bool eight_bits = field.is_variable() && field.bit_size == 1 && field.count == 8;
        if (eight_bits && field.element_with(kUsageLeftCtrl) == 0) {
            if (modifiers == nullptr) modifiers = &field;
        } else if (holds_keys(field) && keys == nullptr) {
            keys = &field;
        }
    }
    if (modifiers == nullptr || keys == nullptr || modifiers->report_id != keys->report_id) {
        return std::nullopt;
    }
    const std::size_t id_bytes = descriptor.has_report_ids ? 1 : 0;
    KeyReportLayout layout{.modifiers_at = modifiers->bit_offset / 8 + id_bytes,
                           .keys_at = keys->bit_offset / 8 + id_bytes,
                           .key_count = keys->count,
                           .bitmap = keys->is_variable()};
    if (descriptor.has_report_ids) layout.report_id = keys->report_id;
    const std::int64_t first =
        std::int64_t{keys->usages.front().first & 0xFFFF} - (layout.bitmap ? 0 : keys->logical_min);
    if (first < 0 || first > 0xFF) return std::nullopt;
    layout.first_usage = static_cast<std::uint8_t>(first);
    return layout;
}

std::optional<KeyReport> read_keys(const KeyReportLayout& layout,
                                   std::span<const std::uint8_t> report) {
    const std::size_t key_bytes = layout.bitmap ? (layout.key_count + 7) / 8 : layout.key_count;
    if (report.size() <= layout.modifiers_at || report.size() < layout.keys_at + key_bytes) {
        return std::nullopt;
    }
    if (layout.report_id && report[0] != *layout.report_id) return std::nullopt;
    KeyReport keys{.modifiers = report[layout.modifiers_at], .in_order = !layout.bitmap};
    const auto held = report.subspan(layout.keys_at, key_bytes);
    for (std::size_t i = 0; i < layout.key_count; ++i) {
        const std::size_t value =
            layout.bitmap ? ((held[i / 8] >> i % 8 & 1U) != 0 ? i : SIZE_MAX) : held[i];
        if (value > 0xFFU - layout.first_usage) continue;
        const auto usage = static_cast<std::uint8_t>(layout.first_usage + value);
        if (usage != 0) keys.keys.push_back(usage);
    }
    const auto is_error = [](std::uint8_t key) { return key >= kErrorFirst && key <= kErrorLast; };
    if (std::ranges::any_of(keys.keys, is_error)) return std::nullopt;
    return keys;
}

}  // namespace kiosk::drivers
