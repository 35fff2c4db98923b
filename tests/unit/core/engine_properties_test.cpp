// tests/unit/core/engine_properties_test.cpp — what must hold of any station, list and history.
//
// tests/unit/access and tests/unit/venue say the same of the list's and the venue's checks alone;
// here they stand behind each other, with answers given again and a disk that fails.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/unit/core/any_station.hpp"
#include "tests/unit/venue/plain_model.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;

constexpr int kWorlds = 300;
constexpr int kScans = 60;

// An engine, what it answered last, and the records that stand.
class Station {
  public:
    Station(EngineSettings settings, std::shared_ptr<const Roster> roster)
        : engine(std::move(settings), hasher_) {
        if (roster) engine.use(std::move(roster));
    }

    // Handles the event; the last outcome that a request or a screen was given.
    std::optional<Outcome> tell(const Event& event) {
        std::optional<Outcome> last;
        for (const auto& effect : engine.handle(event)) {
            if (const auto* append = std::get_if<AppendRecord>(&effect)) {
                journal.push_back(append->record);
            } else if (const auto* reply = std::get_if<Reply>(&effect)) {
                last = reply->outcome;
            } else {
                last = std::get<Show>(effect).outcome;
            }
        }
        return last;
    }

    std::optional<Outcome> store() { return tell(RecordsDurable{engine.last_seq()}); }

    std::optional<Outcome> lose() {
        const std::uint64_t first = engine.durable_seq() + 1;
        std::erase_if(journal, [&](const auto& record) { return record.seq >= first; });
        return tell(RecordsFailed{first});
    }

  private:
    testing::FakeHasher hasher_;

  public:
    Engine engine;
    std::vector<SequencedRecord> journal;
};

TEST(AnyStation, never_refuses_an_exit) {
    int exits = 0;
    for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
        Dice dice(seed);
        Station station(any_station(dice, /*crowded=*/true),
                        dice.one_in(10) ? nullptr : any_list(dice));
        auto at = minutes(0);
        for (int i = 0; i < kScans; ++i) {
            at += minutes(dice.below(40));
            const ScanSeen seen = any_scan(dice, dice.below(kGuests), at);
            std::optional<Outcome> outcome = station.tell(seen);
            const auto then = dice.one_in(8) ? station.lose() : station.store();
            if (then) outcome = then;
            if (dice.one_in(10)) {
                station.tell(
                    StorageChanged{dice.one_in(2) ? StorageState::red : StorageState::green});
            }
            if (!outcome || outcome->direction != Direction::exit) continue;
            ++exits;
            ASSERT_NE(outcome->verdict(), Verdict::stop) << "seed " << seed << " scan " << i;
            // Without a disk staff are told that nothing was written down; nobody is held.
            const bool unstored = outcome->decision.reason == Reason::not_stored;
            ASSERT_TRUE(unstored || outcome->verdict() == Verdict::go)
                << "seed " << seed << " scan " << i << " " << name_of(outcome->decision.reason);
        }
    }
    EXPECT_GT(exits, kWorlds * kScans / 5) << "the histories must be about something";
}

// Otherwise the claims here would be about less than they say.
TEST(AnyStation, meets_every_refusal_of_a_list_and_a_venue) {
    std::set<Reason> met;
    for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
        Dice dice(seed);
        Station station(any_station(dice, /*crowded=*/true), any_list(dice));
        auto at = minutes(0);
        for (int i = 0; i < kScans; ++i) {
            at += minutes(dice.below(40));
            const auto outcome = station.tell(any_scan(dice, dice.below(kGuests), at));
            const auto then = station.store();
            if (then) met.insert(then->decision.reason);
            if (outcome) met.insert(outcome->decision.reason);
        }
    }
    for (const Reason reason :
         {Reason::invalid, Reason::canceled, Reason::blocked, Reason::unpaid, Reason::invalid_time,
          Reason::product, Reason::already_redeemed, Reason::already_inside, Reason::rules,
          Reason::incomplete, Reason::zone_full, Reason::zone_full_ask, Reason::passback,
          Reason::route, Reason::wrong_zone, Reason::not_open, Reason::denylisted,
          Reason::second_person}) {
        EXPECT_TRUE(met.contains(reason)) << name_of(reason);
    }
}

TEST(AnyStation, counts_in_each_zone_who_entered_and_did_not_leave) {
    std::uint64_t inside = 0;
    for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
        Dice dice(seed);
        EngineSettings settings = any_station(dice, /*crowded=*/true);
        for (auto& zone : settings.venue.zones) zone.reset_at.reset();  // sends all out, no exit
        Station station(std::move(settings), any_list(dice));
        auto at = minutes(0);
        for (int i = 0; i < kScans; ++i) {
            at += minutes(dice.below(40));
            station.tell(any_scan(dice, dice.below(kGuests), at));
            if (dice.one_in(3)) static_cast<void>(station.store());
            if (dice.one_in(8)) static_cast<void>(station.lose());
            const Venue& venue = station.engine.venue();
            PlainModel model(venue);
            for (const auto& [seq, record] : station.journal) {
                const auto* scan = std::get_if<ScanRecord>(&record);
                if (scan != nullptr && !scan->zone.empty()) model.take(*scan);
            }
            for (std::uint16_t zone = 0; zone < venue.zones().size(); ++zone) {
                const auto counted = station.engine.presence().occupancy({zone}, testing::kNine);
                inside += counted;
                ASSERT_EQ(counted, model.entries_minus_exits(zone))
                    << "seed " << seed << " scan " << i << " zone " << zone;
            }
        }
    }
    EXPECT_GT(inside, std::uint64_t{kWorlds} * kScans / 5) << "somebody must have been inside";
}

// What was lost has left no trace: an engine that reads the journal anew says the same of
// everybody.
TEST(AnyStation, knows_what_its_journal_tells_and_nothing_else) {
    for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
        Dice dice(seed);
        const EngineSettings settings = any_station(dice, /*crowded=*/true);
        const auto list = any_list(dice);
        Station station(settings, list);
        auto at = minutes(0);
        for (int i = 0; i < kScans; ++i) {
            at += minutes(dice.below(40));
            station.tell(any_scan(dice, dice.below(kGuests), at));
            if (dice.one_in(2)) static_cast<void>(station.store());
            if (dice.one_in(5)) static_cast<void>(station.lose());
        }
        Station restarted(settings, list);
        for (const auto& record : station.journal) restarted.engine.restore(record);
        for (int i = 0; i < kScans; ++i) {
            ScanSeen seen = any_scan(dice, dice.below(kGuests), at);
            seen.dry_run = true;
            const auto one = station.tell(seen);
            const auto other = restarted.tell(seen);
            ASSERT_TRUE(one && other) << "seed " << seed;
            ASSERT_EQ(name_of(one->decision.reason), name_of(other->decision.reason))
                << "seed " << seed << " scan " << i;
            ASSERT_EQ(one->decision.prior, other->decision.prior) << "seed " << seed;
        }
    }
}

// The scans of one guest, with and without those of all the others between them.
TEST(AnyStation, decides_on_one_guest_whatever_the_others_do) {
    constexpr int kWatched = 2;
    int admitted = 0;
    for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
        Dice dice(seed);
        const EngineSettings settings = any_station(dice, /*crowded=*/false);
        const auto list = any_list(dice);
        Station full(settings, list);
        Station quiet(settings, list);
        auto at = minutes(0);
        for (int i = 0; i < kScans; ++i) {
            at += minutes(dice.below(40));
            const int guest = dice.one_in(3) ? kWatched : dice.below(kGuests);
            const ScanSeen seen = any_scan(dice, guest, at);
            const auto among_others = full.tell(seen);
            const auto stored = full.store();
            if (guest != kWatched) continue;
            const auto alone = quiet.tell(seen);
            const auto stored_alone = quiet.store();
            const auto& one = stored ? stored : among_others;
            const auto& other = stored_alone ? stored_alone : alone;
            ASSERT_EQ(one.has_value(), other.has_value()) << "seed " << seed << " scan " << i;
            if (!one) continue;
            ASSERT_EQ(name_of(one->decision.reason), name_of(other->decision.reason))
                << "seed " << seed << " scan " << i;
            ASSERT_EQ(one->decision.prior, other->decision.prior) << "seed " << seed;
            ASSERT_EQ(one->decision.list_objection, other->decision.list_objection);
            ASSERT_EQ(one->replayed, other->replayed);
            admitted += one->verdict() == Verdict::go ? 1 : 0;
        }
    }
    EXPECT_GT(admitted, kWorlds * 3) << "the histories must be about something";
}

}  // namespace
}  // namespace kiosk::core
