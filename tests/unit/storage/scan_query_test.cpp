// tests/unit/storage/scan_query_test.cpp — bounds, words, and no text of the caller in the SQL.
#include "kiosk/storage/scan_query.hpp"

#include <gtest/gtest.h>

#include "kiosk/storage/database.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

TEST(ScanQuery, limit_of_1_and_500_are_fine_and_0_and_501_are_refused) {
    EXPECT_TRUE(sql_of({.limit = 1}).has_value());
    EXPECT_TRUE(sql_of({.limit = 500}).has_value());
    EXPECT_EQ(sql_of({.limit = 0}).error().context, "limit is 0, allowed 1 to 500");
    EXPECT_EQ(sql_of({.limit = 501}).error().context, "limit is 501, allowed 1 to 500");
}

TEST(ScanQuery, station_of_64_bytes_is_fine_and_65_is_refused) {
    EXPECT_TRUE(sql_of({.station = std::string(64, 'x')}).has_value());
    EXPECT_EQ(sql_of({.station = std::string(65, 'x')}).error().code, Errc::invalid_input);
}

TEST(ScanQuery, unknown_words_are_refused_by_name) {
    EXPECT_EQ(sql_of({.verdict = "maybe"}).error().context,
              "verdict \"maybe\" is not one of go, check, stop");
    EXPECT_EQ(sql_of({.reason = "x' OR 1=1 --"}).error().code, Errc::invalid_input);
}

TEST(ScanQuery, text_of_the_caller_is_never_in_the_sql) {
    const auto sql = sql_of({.station = "'; DROP TABLE events; --"});
    ASSERT_TRUE(sql.has_value());
    EXPECT_EQ(sql->find("DROP"), std::string::npos);
}

TEST(ScanQuery, refusals_are_found_by_index) {
    const testing::TemporaryDirectory temporary;
    const auto database = Database::open(temporary.path() / "db", DatabaseUse::owning);
    ASSERT_TRUE(database.has_value());
    for (const ports::ScanQuery& query :
         {ports::ScanQuery{.verdict = "stop"}, ports::ScanQuery{.reason = "already_redeemed"}}) {
        auto plan = (*database)->prepare("EXPLAIN QUERY PLAN " + *sql_of(query));
        ASSERT_TRUE(plan.has_value());
        std::string all;
        while (*plan->step()) all += plan->text(3);
        EXPECT_NE(all.find("USING INDEX events_by_"), std::string::npos) << all;
        EXPECT_EQ(all.find("TEMP B-TREE"), std::string::npos) << all;
    }
}

}  // namespace
}  // namespace kiosk::storage
