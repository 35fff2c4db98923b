// tests/unit/app/station_readers_test.cpp — what readers report, beside their scans.
#include <variant>

#include "tests/unit/app/station_service_fixture.hpp"

namespace kiosk::app {
namespace {

TEST_F(StationServiceTest, the_latest_state_of_each_reader_is_in_the_status) {
    mailbox.report({"usb-1", ports::ReaderState::absent, "Scanner not connected: plug it in."});
    mailbox.report({"usb-1", ports::ReaderState::ready, "Scanner ready."});
    service.drain();
    EXPECT_EQ(reader_reports, 2);
    ASSERT_EQ(service.status().readers.size(), 1U);
    EXPECT_EQ(service.status().readers[0].sentence, "Scanner ready.");
}

TEST_F(StationServiceTest, codes_read_while_nobody_listened_are_recorded_and_are_no_scans) {
    load({a_ticket("aaaa1111")});
    const std::size_t before = store.records.size();
    mailbox.report({"usb-1", ports::ReaderState::ready, "Scanner ready. …", 3});
    service.drain();
    sync();
    ASSERT_EQ(store.records.size(), before + 1);
    const auto* drained = std::get_if<core::DrainedRecord>(&store.records.back().record);
    ASSERT_NE(drained, nullptr);
    EXPECT_EQ(drained->reader, "usb-1");
    EXPECT_EQ(drained->codes, 3U);
    EXPECT_TRUE(shown.empty());
    EXPECT_EQ(engine.tally().total().inside, 0U);
    EXPECT_EQ(service.status().readers.at(0).drained, 3U);
    mailbox.report({"usb-1", ports::ReaderState::ready, "Scanner ready."});
    service.drain();
    EXPECT_EQ(service.status().readers.at(0).drained, 0U);
    EXPECT_EQ(store.records.size(), before + 1);  // told once
}

}  // namespace
}  // namespace kiosk::app
