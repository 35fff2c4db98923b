// tests/unit/app/summary_test.cpp — the organiser's numbers add up.
#include "kiosk/app/summary.hpp"

#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/app/product_counts.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::app {
namespace {

using testing::a_ticket;

class SummaryTest : public ::testing::Test {
  protected:
    SummaryTest() : engine(settings(), hasher) {
        const auto roster = testing::roster_of(
            {a_ticket("aaaa1111").product(1), a_ticket("bbbb2222").product(1),
             a_ticket("cccc3333").product(2), a_ticket("dddd4444").product(2).canceled(),
             a_ticket("eeee5555").product(2).order(core::OrderState::expired)});
        static_cast<void>(engine.handle(core::RosterReplaced{roster, testing::at({})}));
        expected = count_expected(engine);
    }

    static core::EngineSettings settings() {
        core::EngineSettings s;
        s.stations = {{"in", "main", core::Direction::entry},
                      {"out", "main", core::Direction::exit}};
        s.lists = {{core::CheckInList{.id = "main"}, {}}};
        return s;
    }

    void scan(const char* station, const char* code, int minute) {
        core::ScanSeen seen;
        seen.scan = {station, station, code, core::ScanSource::scanner,
                     testing::at(std::chrono::minutes(minute))};
        for (const auto& effect : engine.handle(seen)) {
            const auto* append = std::get_if<core::AppendRecord>(&effect);
            if (append != nullptr) recorded.push_back(append->record.record);
        }
        static_cast<void>(engine.handle(core::RecordsDurable{engine.last_seq()}));
    }

    ports::SummaryView view(const ZoneOffsets& zone = {}) const {
        core::Stats stats(zone);
        std::uint64_t seq = 0;
        for (const auto& record : recorded) stats.count({++seq, record});
        auto view = summarize(engine, expected, stats, testing::kNine + std::chrono::minutes(91));
        ProductCounts products;
        products.begin(engine);
        view.by_product = products.rows(expected);
        return view;
    }

    testing::FakeHasher hasher;
    core::Engine engine;
    Expected expected;
    std::vector<core::Record> recorded;
};

TEST_F(SummaryTest, cancelled_and_expired_tickets_are_not_expected) {
    const auto summary = view();
    EXPECT_EQ(summary.total.expected, 3U);
    ASSERT_EQ(summary.by_product.size(), 2U);
    EXPECT_EQ(summary.by_product[0].key, "Conference");
    EXPECT_EQ(summary.by_product[0].expected, 2U);
    EXPECT_EQ(summary.by_product[1].expected, 1U);
}

TEST_F(SummaryTest, products_and_hours_add_up_to_the_total) {
    scan("in", "aaaa1111", 0);
    scan("in", "bbbb2222", 30);
    scan("in", "cccc3333", 70);
    scan("out", "aaaa1111", 80);
    scan("in", "dddd4444", 90);
    scan("in", "zzzz9999", 91);
    const auto summary = view();
    EXPECT_EQ(summary.total.arrived, 3U);
    EXPECT_EQ(summary.total.inside, 2U);
    EXPECT_EQ(summary.total.refused, 2U);
    ports::SummaryRow products;
    for (const auto& row : summary.by_product) {
        products.arrived += row.arrived;
        products.inside += row.inside;
        products.entries += row.entries;
        products.exits += row.exits;
        products.refused += row.refused;
    }
    EXPECT_EQ(products.arrived, 3U);
    EXPECT_EQ(products.inside, 2U);
    EXPECT_EQ(products.entries, 3U);
    EXPECT_EQ(products.exits, 1U);
    EXPECT_EQ(products.refused, 1U);  // the unknown code has no product
    ASSERT_EQ(summary.by_hour.size(), 2U);
    EXPECT_EQ(summary.by_hour[0].key, "2027-03-10T09");
    EXPECT_EQ(summary.by_hour[0].arrived, 2U);
    EXPECT_EQ(summary.by_hour[1].arrived, 1U);
    EXPECT_EQ(summary.by_hour[1].inside, 2U);
    EXPECT_EQ(summary.by_hour[1].refused, 2U);
}

TEST_F(SummaryTest, what_is_told_of_today_and_of_late_is_of_the_records_that_are_counted) {
    scan("in", "aaaa1111", -9 * 60 - 1);  // the day before
    scan("in", "bbbb2222", 81);           // ten minutes and more ago
    scan("in", "cccc3333", 82);
    scan("out", "cccc3333", 91);
    const auto summary = view();
    EXPECT_EQ(summary.day, "2027-03-10");
    EXPECT_EQ(summary.today.arrived, 2U);
    EXPECT_EQ(summary.last_minutes.entries, 1U);
    EXPECT_EQ(summary.last_minutes.exits, 1U);
    EXPECT_EQ(summary.as_of_seq, recorded.size());
    EXPECT_EQ(summary.newest_scan, testing::kNine + std::chrono::minutes(91));
}

TEST_F(SummaryTest, a_list_expects_the_tickets_of_its_products) {
    const auto summary = view();
    ASSERT_EQ(summary.by_list.size(), 1U);
    EXPECT_EQ(summary.by_list[0].key, "main");
    EXPECT_EQ(summary.by_list[0].expected, 3U);
}

// What a comparison of two rows shows where they differ.
std::vector<std::uint64_t> numbers_of(const std::vector<ports::SummaryRow>& rows) {
    std::vector<std::uint64_t> numbers;
    for (const auto& row : rows) {
        numbers.insert(numbers.end(), {row.expected, row.arrived, row.inside, row.entries,
                                       row.exits, row.refused});
    }
    return numbers;
}

TEST_F(SummaryTest, products_kept_up_ticket_by_ticket_are_those_counted_at_once) {
    ProductCounts kept;
    kept.begin(engine);
    const std::array codes{"aaaa1111", "bbbb2222", "cccc3333", "dddd4444", "zzzz9999"};
    for (int i = 0; i < 60; ++i) {
        scan(i % 3 == 2 ? "out" : "in", codes[static_cast<std::size_t>(i * 7) % codes.size()], i);
        const auto& record = std::get<core::ScanRecord>(recorded.back());
        if (record.ticket) kept.update(engine, *record.ticket);
        EXPECT_EQ(numbers_of(kept.rows(expected)), numbers_of(view().by_product)) << i;
    }
    kept.begin(engine);  // the same list once more
    EXPECT_EQ(numbers_of(kept.rows(expected)), numbers_of(view().by_product));
}

TEST_F(SummaryTest, hours_are_those_of_the_event) {
    const auto nepal = ZoneOffsets::make(std::chrono::minutes(5 * 60 + 45), {});
    ASSERT_TRUE(nepal.has_value());
    scan("in", "aaaa1111", 0);   // 14:45 there
    scan("in", "bbbb2222", 15);  // 15:00 there
    const auto summary = view(*nepal);
    ASSERT_EQ(summary.by_hour.size(), 2U);
    EXPECT_EQ(summary.by_hour[0].key, "2027-03-10T14");
    EXPECT_EQ(summary.by_hour[1].key, "2027-03-10T15");
}

}  // namespace
}  // namespace kiosk::app
