// tests/fuzz/hid_descriptor_fuzz.cpp — any bytes as report descriptors of a stranger's device.
#include <cstddef>
#include <cstdint>

#include "drivers/usb_scanner/hid_pos_layout.hpp"
#include "drivers/usb_scanner/key_report.hpp"
#include "drivers/usb_scanner/report_descriptor.hpp"
#include "kiosk/base/check.hpp"

using namespace kiosk::drivers;

namespace {

void check_fields(const ReportDescriptor& descriptor) {
    for (const ReportField& field : descriptor.fields) {
        const auto bits = descriptor.report_bits.find({field.kind, field.report_id});
        KIOSK_CHECK(bits != descriptor.report_bits.end(), "a field has its report");
        KIOSK_CHECK(bits->second <= kReportBitsMax, "reports are bounded");
        KIOSK_CHECK(field.bit_offset + field.bit_size * field.count <= bits->second,
                    "a field lies within its report");
        KIOSK_CHECK(field.collections.size() <= kCollectionDepthMax, "collections are bounded");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto descriptor = parse_report_descriptor({data, size});
    if (!descriptor) {
        KIOSK_CHECK(!descriptor.error().context.empty(), "a refusal says why");
        return 0;
    }
    check_fields(*descriptor);
    if (const auto layout = layout_from(*descriptor)) {
        KIOSK_CHECK(layout->data_at + layout->data_bytes_max <= layout->report_bytes,
                    "the code lies within the report");
        KIOSK_CHECK(layout->length_at.value_or(0) < layout->report_bytes, "so does its length");
        KIOSK_CHECK(layout->symbology_at.value_or(0) < layout->report_bytes, "and its symbology");
        KIOSK_CHECK(layout->continued_bit.value_or(0) < layout->report_bytes * 8, "and its mark");
    }
    if (const auto keys = key_layout_from(*descriptor)) {
        KIOSK_CHECK(keys->key_count > 0, "a keyboard has keys");
    }
    return 0;
}
