// drivers/usb_scanner/hid_pos_layout.cpp — the fields of page 8C, and the makers' tables.
#include "drivers/usb_scanner/hid_pos_layout.hpp"

#include <algorithm>

namespace kiosk::drivers {
namespace {

constexpr Usage kUsageByteCount = 0x0001'003B;
constexpr Usage kUsageSymbologyIdentifier1 = 0x008C'00FB;
constexpr Usage kUsageDecoded = 0x008C'00FE;
constexpr Usage kUsageContinued = 0x008C'00FF;
constexpr Usage kVendorPagesFrom = 0xFF00'0000;
constexpr std::uint8_t kReportId = 2;

struct Place {
    const ReportField* field = nullptr;
    std::uint32_t element = 0;
};

// In the report `id`; in the first that has it where none is named.
std::optional<Place> find(const ReportDescriptor& descriptor, Usage collection, Usage usage,
                          std::optional<std::uint8_t> id = std::nullopt) {
    for (const ReportField& field : descriptor.fields) {
        if (field.kind != ReportKind::input || !field.is_inside(collection)) continue;
        if (id && field.report_id != *id) continue;
        const std::uint32_t element = field.element_with(usage);
        if (element < field.count) return Place{&field, element};
    }
    return std::nullopt;
}

std::size_t bit_of(const Place& place, bool has_id) {
    return place.field->bit_offset + std::size_t{place.element} * place.field->bit_size +
           (has_id ? 8 : 0);
}

// Nothing for a field that is not of whole bytes at a whole byte.
std::optional<std::size_t> byte_of(const std::optional<Place>& place, bool has_id) {
    if (!place || place->field->bit_size != 8) return std::nullopt;
    const std::size_t bit = bit_of(*place, has_id);
    return bit % 8 == 0 ? std::optional(bit / 8) : std::nullopt;
}

std::optional<HidPosLayout> layout_in(const ReportDescriptor& descriptor, Usage collection) {
    const bool has_id = descriptor.has_report_ids;
    const auto decoded = find(descriptor, collection, kUsageDecoded);
    const auto data_at = byte_of(decoded, has_id);
    if (!data_at) return std::nullopt;
    HidPosLayout layout{.report_id = std::nullopt};
    const std::uint8_t id = decoded->field->report_id;
    if (has_id) layout.report_id = id;
    layout.report_bytes = descriptor.report_bytes(ReportKind::input, id);
    layout.data_at = *data_at;
    layout.data_bytes_max = decoded->field->count - decoded->element;
    layout.length_at = byte_of(find(descriptor, collection, kUsageByteCount, id), has_id);
    std::array<std::size_t, 3> aim{};
    bool has_aim = true;
    for (std::uint32_t i = 0; i < aim.size(); ++i) {
        const auto at =
            byte_of(find(descriptor, collection, kUsageSymbologyIdentifier1 + i, id), has_id);
        has_aim = has_aim && at.has_value();
        aim[i] = at.value_or(0);
    }
    if (has_aim) layout.aim_at = aim;
    if (const auto continued = find(descriptor, collection, kUsageContinued, id)) {
        layout.continued_bit = bit_of(*continued, has_id);
    }
    for (const ReportField& field : descriptor.fields) {
        const Place first{&field, 0};
        const bool own = field.usage_of(0) >= kVendorPagesFrom && field.bit_size == 8;
        if (own && field.kind == ReportKind::input && field.report_id == id &&
            bit_of(first, has_id) >= (layout.data_at + layout.data_bytes_max) * 8) {
            layout.symbology_at = byte_of(first, has_id);
            break;
        }
    }
    return layout;
}

}  // namespace

std::optional<HidPosLayout> layout_from(const ReportDescriptor& descriptor) {
    auto layout = layout_in(descriptor, kUsageScannedReport);
    if (!layout) layout = layout_in(descriptor, kUsageBarCodeScanner);
    if (!layout) return std::nullopt;
    // The usual report under its usual name: the maker's byte stands in what it calls a constant.
    if (!layout->symbology_at) {
        HidPosLayout known = kLayoutWithAim;
        known.symbology_at.reset();
        if (*layout == known) layout = kLayoutWithAim;
    }
    return layout;
}

std::optional<HidPosLayout> layout_of_maker(std::uint16_t vendor) {
    switch (vendor) {
        case 0x1EAB: return kLayoutWithoutAim;  // Newland
        case 0x0C2E:                            // Honeywell
        case 0x0536:                            // Hand Held Products
        case 0x067E:                            // Intermec
        case 0x0DB5:                            // Access-IS
        case 0x23D0: return kLayoutWithAim;     // Youjie
        default: return std::nullopt;
    }
}

std::optional<HidPosLayout> layout_of_report(std::span<const std::uint8_t> report) {
    if (report.size() < 6 || report.size() > kLayoutWithAim.report_bytes) return std::nullopt;
    if (report[0] != kReportId) return std::nullopt;
    if (report[2] == ']') return kLayoutWithAim;
    if (report[3] == ']') return kLayoutWithAimShifted;
    if (report[1] >= 1 && report[1] <= kLayoutWithoutAim.data_bytes_max) return kLayoutWithoutAim;
    return std::nullopt;
}

}  // namespace kiosk::drivers
