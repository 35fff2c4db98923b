// tests/unit/cli/recount_test.cpp — random days: two ways of counting, one result.
#include <random>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "kiosk/cli/recounted.hpp"
#include "kiosk/core/stats/arrivals.hpp"
#include "kiosk/wire/rfc3339.hpp"
#include "running.hpp"

namespace kiosk::cli {
namespace {

using std::chrono::minutes;

struct Place {
    const char* station;
    const char* list;
    const char* zone;
};
constexpr std::array kPlaces{Place{"desk-1", "main", ""}, Place{"gate-n", "main", "venue"},
                             Place{"gate-s", "day2", "venue"}, Place{"room", "day2", "room-a"}};

const ZoneOffsets& accra_in_disguise() {  // an offset that puts midnight into the day
    static const auto zone = *ZoneOffsets::make(minutes(-3 * 60 - 30), {});
    return zone;
}

// Scans, exits, refusals and overrides at places and times as they come; the clock jumps at times.
class RandomDay {
  public:
    explicit RandomDay(unsigned seed) : dice_(seed) {
        now_ = UtcTime(std::chrono::sys_days(std::chrono::year(2027) / 3 / 10)) +
               std::chrono::hours(7);
    }

    core::ScanRecord next() {
        now_ += std::chrono::seconds(below(90));
        if (below(40) == 0) now_ += minutes(static_cast<int>(below(6000)) - 3000);
        core::ScanRecord scan;
        const Place& place = kPlaces[below(kPlaces.size())];
        scan.at.utc = now_;
        scan.station = place.station;
        scan.list = place.list;
        scan.zone = place.zone;
        if (below(12) != 0) scan.ticket = core::TicketId{1 + below(60)};
        scan.direction = below(3) == 0 ? core::Direction::exit : core::Direction::entry;
        scan.reason =
            below(3) == 0 ? *core::reason_from_number(below(core::kReasonCount)) : core::Reason::ok;
        // The engine admits nobody without a ticket; they may leave.
        const bool admitted = scan.admitted();
        if (admitted && !scan.ticket) scan.direction = core::Direction::exit;
        if (below(9) == 0) scan.let_in_by = "esi";
        return scan;
    }

  private:
    std::size_t below(std::size_t end) { return dice_() % end; }

    std::mt19937 dice_;  // the same everywhere, unlike the library's distributions
    UtcTime now_{};
};

void put(Numbers& numbers, const std::string& name, const core::StatCounts& counts) {
    const auto set = [&](const char* field, std::uint64_t number) {
        if (number != 0) numbers[name + field] = number;
    };
    set("arrived", counts.arrived);
    set("entries", counts.entries);
    set("exits", counts.exits);
    set("refused", counts.refused);
    set("overrides", counts.overrides);
}

Numbers without_zeroes(Numbers numbers) {
    std::erase_if(numbers, [](const auto& one) { return one.second == 0; });
    // Who is inside is the engine's number, and compared at the running daemon.
    std::erase_if(numbers, [](const auto& one) { return one.first.ends_with("inside"); });
    return numbers;
}

Numbers numbers_of(const std::string& kind, const core::Stats::By<std::string>& counted) {
    Numbers numbers;
    for (const auto& [key, counts] : counted) put(numbers, kind + " " + key + ": ", counts);
    return numbers;
}

Log log_of(const std::vector<core::ScanRecord>& records) {
    Log log;
    for (const auto& one : records) {
        log.push_back(logged_scan(log.size() + 1, one));
    }
    return log;
}

void expect_equal(const core::Stats& stats, const Log& log) {
    Numbers total;
    put(total, "", stats.total());
    if (stats.refused_tickets() != 0) total["refused_tickets"] = stats.refused_tickets();
    if (stats.undone() != 0) total["undone"] = stats.undone();
    EXPECT_EQ(total, without_zeroes(recount_total(log)));
    EXPECT_EQ(numbers_of("list", stats.by_list()), without_zeroes(recount_lists(log)));
    EXPECT_EQ(numbers_of("zone", stats.by_zone()), without_zeroes(recount_zones(log)));
    EXPECT_EQ(numbers_of("station", stats.by_station()), without_zeroes(recount_stations(log)));
    Numbers reasons;
    for (std::size_t i = 0; i < stats.by_reason().size(); ++i) {
        if (stats.by_reason()[i] == 0) continue;
        const auto name = core::name_of(*core::reason_from_number(i));
        reasons[fmt::format("reason {}: scans", name)] = stats.by_reason()[i];
    }
    EXPECT_EQ(reasons, recount_reasons(log));
    for (const auto& [day, counts] : stats.by_day()) {
        Numbers told;
        put(told, "today: ", counts);
        const std::string date = to_minute_text(LocalTime(day)).substr(0, 10);
        EXPECT_EQ(told, without_zeroes(recount_day(log, stats.zone(), date))) << date;
    }
    const UtcTime from = stats.by_minute().begin()->first;
    const UtcTime until = from + std::chrono::days(400);
    Numbers curve;
    for (const auto& bucket : core::arrivals(stats, minutes(5), {from, until}).buckets) {
        put(curve, fmt::format("from {}: ", wire::to_rfc3339(UtcTime(bucket.start))),
            bucket.counts);
    }
    EXPECT_EQ(curve, without_zeroes(recount_arrivals(log, from, until)));
}

TEST(Recount, equals_what_was_counted_on_random_days_with_restarts_and_clock_jumps) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        RandomDay day(seed);
        std::vector<core::ScanRecord> records;
        core::Stats stats(accra_in_disguise());
        for (int i = 0; i < 1000; ++i) {
            records.push_back(day.next());
            stats.count({records.size(), records.back()});
            if (i % 300 != 299) continue;
            core::Stats restarted(accra_in_disguise());
            for (std::size_t at = 0; at < records.size(); ++at) {
                restarted.count({at + 1, records[at]});
            }
            stats = std::move(restarted);
        }
        expect_equal(stats, log_of(records));
    }
}

core::UndoneScan undone_of(const core::ScanRecord& scan, std::uint64_t seq) {
    return {.seq = seq,
            .id = scan.id,
            .at = scan.at.utc,
            .station = scan.station,
            .reader = scan.reader,
            .list = scan.list,
            .zone = scan.zone,
            .direction = scan.direction,
            .code = scan.code,
            .ticket = scan.ticket,
            .stood_by = !scan.let_in_by.empty()};
}

TEST(Recount, equals_what_was_counted_where_check_ins_were_taken_back) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        RandomDay day(seed);
        std::mt19937 dice(seed);
        std::vector<core::ScanRecord> records;
        std::vector<bool> undone;
        core::Stats stats(accra_in_disguise());
        for (int i = 0; i < 600; ++i) {
            records.push_back(day.next());
            undone.push_back(false);
            stats.count({records.size(), records.back()});
            const std::size_t which = dice() % records.size();
            if (dice() % 6 != 0 || undone[which] || !records[which].admitted()) continue;
            undone[which] = true;
            core::AnnulmentRecord act{.at = {}, .boot = {}, .scan = {}, .proof = {}};
            act.scan = undone_of(records[which], which + 1);
            stats.count({records.size(), act});
        }
        Log log = log_of(records);
        for (std::size_t i = 0; i < log.size(); ++i) log[i].is_undone = undone[i];
        expect_equal(stats, log);
        EXPECT_GT(stats.undone(), 40U);
    }
}

TEST(Recount, notices_a_scan_that_was_not_counted) {
    RandomDay day(7);
    std::vector<core::ScanRecord> records;
    core::Stats stats(accra_in_disguise());
    for (int i = 0; i < 50; ++i) {
        records.push_back(day.next());
        if (i != 20) stats.count({records.size(), records.back()});
    }
    Numbers total;
    put(total, "", stats.total());
    EXPECT_NE(total, without_zeroes(recount_total(log_of(records))));
}

TEST(Recount, says_that_a_daemon_does_not_answer) {
    const auto said = run_words({"recount"}, Endpoint{"http://127.0.0.1:1", {}});
    EXPECT_EQ(said.exit_code, ExitCode::unreachable);
}

}  // namespace
}  // namespace kiosk::cli
