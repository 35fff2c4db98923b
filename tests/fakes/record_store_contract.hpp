// tests/fakes/record_store_contract.hpp — what every ports::RecordStore keeps, real or fake.
//
// A harness is default-constructible and has store(), an empty RecordStore, and events(), the
// RecordingStoreEvents that it reports to.
#pragma once

#include <algorithm>
#include <future>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/ports/record_store.hpp"
#include "tests/fakes/recording_store_events.hpp"

namespace kiosk::testing {

template <class Harness>
class RecordStoreContract : public ::testing::Test {
  protected:
    static core::SequencedRecord scan(std::uint64_t seq, core::Reason reason = core::Reason::ok) {
        core::ScanRecord record;
        record.station = "north";
        record.reader = "reader-1";
        record.list = "main";
        record.reason = reason;
        return {seq, std::move(record)};
    }

    void append_through(std::uint64_t last) {
        for (std::uint64_t seq = 1; seq <= last; ++seq) harness_.store().append(scan(seq));
        harness_.events().await(last);
    }

    Result<std::vector<ports::StoredScan>> answer(ports::ScanQuery query) {
        std::promise<Result<std::vector<ports::StoredScan>>> promise;
        auto future = promise.get_future();
        harness_.store().query(std::move(query),
                               [&promise](auto found) { promise.set_value(std::move(found)); });
        return future.get();
    }

    Harness harness_;
};

TYPED_TEST_SUITE_P(RecordStoreContract);

TYPED_TEST_P(RecordStoreContract, every_record_is_reported_durable_in_rising_order) {
    this->append_through(300);
    const auto durable = this->harness_.events().durable();
    EXPECT_EQ(durable.back(), 300U);
    EXPECT_TRUE(std::is_sorted(durable.begin(), durable.end()));
    EXPECT_TRUE(this->harness_.events().failures().empty());
}

TYPED_TEST_P(RecordStoreContract, durable_scans_are_found) {
    this->append_through(10);
    const auto found = this->answer({.after_seq = 4, .limit = 3});
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->size(), 3U);
    EXPECT_EQ(found->front().seq, 5U);
    EXPECT_EQ(found->front().scan, std::get<core::ScanRecord>(this->scan(5).record));
}

TYPED_TEST_P(RecordStoreContract, newest_first_turns_the_order) {
    this->append_through(10);
    const auto found = this->answer({.limit = 2, .newest_first = true});
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->size(), 2U);
    EXPECT_EQ(found->front().seq, 10U);
    EXPECT_EQ(found->back().seq, 9U);
}

TYPED_TEST_P(RecordStoreContract, limit_out_of_range_is_invalid_input) {
    for (const std::uint32_t limit : {0U, 501U}) {
        const auto found = this->answer({.limit = limit});
        ASSERT_FALSE(found.has_value()) << limit;
        EXPECT_EQ(found.error().code, Errc::invalid_input);
    }
}

REGISTER_TYPED_TEST_SUITE_P(RecordStoreContract, every_record_is_reported_durable_in_rising_order,
                            durable_scans_are_found, newest_first_turns_the_order,
                            limit_out_of_range_is_invalid_input);

}  // namespace kiosk::testing
