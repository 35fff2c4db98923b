// tests/unit/wire/ids_text_test.cpp — ids and their texts.
#include "kiosk/wire/ids_text.hpp"

#include <gtest/gtest.h>

#include "tests/unit/wire/sample.hpp"

namespace kiosk::wire {
namespace {

TEST(ScanIdText, is_a_uuid_and_reads_back) {
    const core::ScanId id = an_outcome(core::Reason::ok).id;
    EXPECT_EQ(to_text(id), "0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7");
    EXPECT_EQ(parse_scan_id("0192F0C3-8a3b-7c11-9d2e-5a60c1f0e4b7"), id);
}

TEST(ScanIdText, refuses_other_forms) {
    for (const char* text :
         {"", "0192f0c38a3b7c119d2e5a60c1f0e4b7", "0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b",
          "0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4bg", "0192f0c3-8a3b-7c11-9d2e5-a60c1f0e4b7",
          "----f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7"}) {
        EXPECT_FALSE(parse_scan_id(text).has_value()) << text;
    }
}

TEST(TicketIdText, names_its_source_and_reads_back) {
    EXPECT_EQ(to_text(core::TicketId{0x1234}), "csv:0000000000001234");
    EXPECT_EQ(parse_ticket_id("csv:ffffffffffffffff"), core::TicketId{~0ULL});
}

TEST(TicketIdText, refuses_other_forms) {
    for (const char* text :
         {"", "csv:", "csv:1234", "csv:000000000000123G", "csv:00000000000012345",
          "pretix:0000000000001234", "0000000000001234", "CSV:0000000000001234"}) {
        EXPECT_FALSE(parse_ticket_id(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace kiosk::wire
