// tests/fuzz/imports_fuzz.cpp — attendee lists: no input crashes, and what is accepted keeps its
// promises.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "kiosk/base/check.hpp"
#include "kiosk/core/ticket_code.hpp"
#include "kiosk/imports/attendee_list.hpp"
#include "kiosk/imports/text_encoding.hpp"

namespace {

using namespace kiosk;
using namespace kiosk::imports;

void check_text(std::string_view text, std::size_t bytes_max) {
    KIOSK_CHECK(text.size() <= bytes_max, "texts are within their limit");
    KIOSK_CHECK(is_utf8(text), "texts are UTF-8");
    for (const char c : text) {
        KIOSK_CHECK(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F, "no control characters");
    }
}

void check_attendee(const ImportedAttendee& attendee) {
    KIOSK_CHECK(!attendee.code.empty(), "every attendee has a code");
    KIOSK_CHECK(core::clean_code(attendee.code) == attendee.code, "codes are clean");
    check_text(attendee.code, core::kCodeBytesMax);
    check_text(attendee.email, kEmailBytesMax);
    for (const std::string* text : {&attendee.name, &attendee.company, &attendee.order,
                                    &attendee.product, &attendee.variation, &attendee.note}) {
        check_text(*text, kTextBytesMax);
    }
    KIOSK_CHECK(attendee.line > 1, "an attendee is below the header");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto outcome = read_attendees({reinterpret_cast<const char*>(bytes), size});
    if (!outcome) return 0;
    const ImportReport& report = outcome->report;
    std::unordered_set<std::string_view> codes;
    std::size_t line = 0;
    for (const ImportedAttendee& attendee : outcome->attendees) {
        check_attendee(attendee);
        KIOSK_CHECK(attendee.line > line, "attendees are in file order");
        KIOSK_CHECK(codes.insert(attendee.code).second, "codes are unique");
        line = attendee.line;
    }
    KIOSK_CHECK(report.accepted == outcome->attendees.size(), "accepted rows are counted");
    KIOSK_CHECK(report.accepted <= report.rows, "no row is taken twice");
    KIOSK_CHECK(report.rejection_count >= report.rows - report.accepted, "refusals have reasons");
    KIOSK_CHECK(report.rejections.size() <= kRejectionsKept, "rejections are bounded");
    for (const Rejection& rejection : report.rejections) {
        KIOSK_CHECK(is_utf8(describe(rejection)), "messages are UTF-8");
    }
    return 0;
}
