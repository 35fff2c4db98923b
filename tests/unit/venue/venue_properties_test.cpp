// tests/unit/venue/venue_properties_test.cpp — what must hold for any venue and any history.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "tests/builders/dice.hpp"
#include "tests/unit/venue/plain_model.hpp"
#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

constexpr int kVenues = 400;
constexpr int kScans = 60;  // in one history
constexpr int kHolders = 8;

std::string name_of_zone(int number) {
    return "z" + std::to_string(number);
}

OpenHours some_hours(Dice& dice) {
    OpenHours hours_open{.days = {}, .from = hours(dice.below(12)), .until = hours(12)};
    hours_open.until = hours(12 + dice.below(13));
    if (dice.one_in(2)) hours_open.days = {kWednesday, kThursday};
    return hours_open;
}

VenueSettings a_venue(Dice& dice, bool with_resets) {
    VenueSettings settings;
    const int zones = 1 + dice.below(7);
    for (int i = 0; i < zones; ++i) {
        Zone zone{.id = name_of_zone(i)};
        if (i > 0 && !dice.one_in(4)) zone.parent = name_of_zone(dice.below(i));
        if (dice.one_in(2)) zone.capacity = static_cast<std::uint32_t>(dice.below(kHolders));
        zone.on_full = dice.one_in(2) ? OnFull::ask : OnFull::refuse;
        zone.anti_passback = static_cast<AntiPassback>(dice.below(5));
        zone.passback_interval = minutes(1 + dice.below(600));
        if (with_resets && dice.one_in(2)) zone.reset_at = minutes(dice.below(24 * 60));
        if (i > 0 && dice.one_in(3)) zone.route = {name_of_zone(dice.below(i))};
        zone.security = dice.one_in(3);
        if (dice.one_in(4)) zone.open = {some_hours(dice)};
        settings.zones.push_back(zone);
    }
    if (dice.one_in(2)) {
        Entitlement all{.id = "all", .products = {"Conference"}};
        for (const auto& zone : settings.zones) all.zones.push_back(zone.id);
        if (dice.one_in(2)) all.days = {kThursday};
        all.at_any_hour = dice.one_in(2);
        settings.entitlements = {all};
    }
    if (dice.one_in(2)) settings.denied = {{1}};
    return settings;
}

struct Step {
    std::uint64_t holder;  // 0: a code on no list
    ZoneNumber zone;
    Direction direction;
    FineTime at;
    milliseconds doubt;
    bool let_in;
    Reason by_list;
};

std::vector<Step> a_history(Dice& dice, std::size_t zones, bool with_doubt) {
    static constexpr Reason kOfList[] = {
        Reason::ok,     Reason::ok_reentry, Reason::already_redeemed,
        Reason::unpaid, Reason::misread,    Reason::incomplete};
    std::vector<Step> steps;
    FineTime at = at_clock(kWednesday, hours(7));
    for (int i = 0; i < kScans; ++i) {
        at += minutes(dice.below(90));
        steps.push_back(
            {.holder = static_cast<std::uint64_t>(dice.below(kHolders)),
             .zone = {static_cast<std::uint16_t>(dice.below(static_cast<int>(zones)))},
             .direction = dice.one_in(3) ? Direction::exit : Direction::entry,
             .at = at,
             .doubt = with_doubt && dice.one_in(3) ? minutes(dice.below(30)) : minutes(0),
             .let_in = dice.one_in(4),
             .by_list = dice.one_in(2) ? Reason::ok : kOfList[dice.below(6)]});
    }
    return steps;
}

// Decides as a station does and gives the record of it.
ScanRecord decided(People& people, const Step& step) {
    static const Override two{.by = "abena", .second = "kofi", .note = ""};
    ScanRecord record =
        people.scan(step.holder, people.venue.zone(step.zone).id, step.direction, step.at);
    record.at.error_bound = step.doubt;
    VenueFacts facts = people.facts(step.holder, step.zone, step.at);
    facts.person = person_of(record);
    facts.direction = step.direction;
    facts.doubt = step.doubt;
    facts.let_in = step.let_in ? &two : nullptr;
    // The list, too, has refused no exit when it comes here.
    const bool is_exit = step.direction == Direction::exit;
    const Reason by_list = is_exit ? Reason::ok_exit : step.by_list;
    record.reason = decide_at_access_point(facts, Decision{.reason = by_list}).reason;
    return record;
}

// Everything that anybody could see of a presence.
std::vector<std::uint64_t> picture_of(const People& people, FineTime now) {
    std::vector<std::uint64_t> picture;
    for (std::uint16_t zone = 0; zone < people.venue.zones().size(); ++zone) {
        picture.push_back(people.presence.occupancy({zone}, now));
        picture.push_back(people.presence.unmatched_exits({zone}));
        for (std::uint64_t holder = 1; holder < kHolders; ++holder) {
            const Visit* visit = people.presence.visit(TicketId{holder}, {zone});
            picture.push_back(visit == nullptr ? 2U : std::uint64_t{visit->inside});
            picture.push_back(
                static_cast<std::uint64_t>(people.decide(holder, {zone}, now).reason));
        }
    }
    return picture;
}

TEST(AnyVenue, is_sound_as_these_tests_make_it) {
    for (int seed = 0; seed < kVenues; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        const auto problems = check_venue(a_venue(dice, /*with_resets=*/true));
        ASSERT_TRUE(problems.empty()) << seed << ": " << problems[0].path << problems[0].text;
    }
}

TEST(AnyVenue, never_refuses_an_exit) {
    for (int seed = 0; seed < kVenues; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        People people(a_venue(dice, /*with_resets=*/true));
        for (const Step& step : a_history(dice, people.venue.zones().size(), true)) {
            const ScanRecord record = decided(people, step);
            if (step.direction == Direction::exit) {
                ASSERT_EQ(verdict_of(record.reason), Verdict::go) << "seed " << seed;
            }
            people.presence.apply(record);
        }
    }
}

TEST(AnyVenue, occupancy_is_entries_minus_exits_in_every_zone_and_never_negative) {
    int admitted = 0;
    for (int seed = 0; seed < kVenues; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        People people(a_venue(dice, /*with_resets=*/false));
        PlainModel model(people.venue);
        for (const Step& step : a_history(dice, people.venue.zones().size(), true)) {
            const ScanRecord record = decided(people, step);
            admitted += record.admitted() ? 1 : 0;
            people.presence.apply(record);
            model.take(record);
            for (std::uint16_t zone = 0; zone < people.venue.zones().size(); ++zone) {
                ASSERT_EQ(people.presence.occupancy({zone}, step.at),
                          model.entries_minus_exits(zone))
                    << "seed " << seed << " zone " << zone;
            }
        }
    }
    EXPECT_GT(admitted, kVenues * kScans / 3) << "the histories must be about something";
}

TEST(AnyVenue, occupancy_forgets_at_a_reset_whoever_was_not_seen_since) {
    for (int seed = 0; seed < kVenues; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        People people(a_venue(dice, /*with_resets=*/true));
        PlainModel model(people.venue);
        for (const Step& step : a_history(dice, people.venue.zones().size(), true)) {
            const ScanRecord record = decided(people, step);
            people.presence.apply(record);
            model.take(record);
            for (std::uint16_t i = 0; i < people.venue.zones().size(); ++i) {
                const Zone& zone = people.venue.zone({i});
                const FineTime from =
                    zone.reset_at ? day_start(zone, step.at, people.local) : FineTime::min();
                ASSERT_EQ(people.presence.occupancy({i}, step.at), model.seen_since(i, from))
                    << "seed " << seed << " zone " << i;
            }
        }
    }
}

TEST(AnyVenue, a_full_zone_takes_nobody_but_by_a_supervisor) {
    for (int seed = 0; seed < kVenues; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        People people(a_venue(dice, /*with_resets=*/false));
        for (Step step : a_history(dice, people.venue.zones().size(), false)) {
            step.let_in = false;
            // Who leaves a room that they were never seen to enter is in the zone around it.
            if (step.direction == Direction::exit) step.zone = {0};
            people.presence.apply(decided(people, step));
            for (std::uint16_t i = 0; i < people.venue.zones().size(); ++i) {
                const auto capacity = people.venue.zone({i}).capacity;
                if (!capacity) continue;
                ASSERT_LE(people.presence.occupancy({i}, step.at), *capacity) << "seed " << seed;
            }
        }
    }
}

TEST(AnyVenue, a_decision_never_depends_on_the_order_of_unrelated_check_ins) {
    for (int seed = 0; seed < kVenues; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        const VenueSettings settings = a_venue(dice, /*with_resets=*/true);
        People first(settings);
        std::map<Person, std::vector<ScanRecord>> by_person;
        std::vector<Person> turns;
        FineTime last{};
        for (const Step& step : a_history(dice, first.venue.zones().size(), false)) {
            const ScanRecord record = decided(first, step);
            first.presence.apply(record);
            by_person[person_of(record)].push_back(record);
            turns.push_back(person_of(record));
            last = step.at;
        }
        // The same records in another order; each person's own stay in theirs.
        for (std::size_t i = turns.size() - 1; i > 0; --i) {
            std::swap(turns[i], turns[static_cast<std::size_t>(dice.below(static_cast<int>(i)))]);
        }
        People second(settings);
        std::map<Person, std::size_t> next;
        for (const Person& person : turns) second.presence.apply(by_person[person][next[person]++]);
        for (const FineTime now : {last, last + hours(1), last + hours(30)}) {
            ASSERT_EQ(picture_of(first, now), picture_of(second, now)) << "seed " << seed;
        }
    }
}

TEST(AnyVenue, is_the_same_after_a_replay_and_after_taking_back) {
    for (int seed = 0; seed < kVenues; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        const VenueSettings settings = a_venue(dice, /*with_resets=*/true);
        People live(settings);
        std::vector<Record> journal;
        const auto steps = a_history(dice, live.venue.zones().size(), true);
        for (const Step& step : steps) {
            const ScanRecord record = decided(live, step);
            journal.push_back(decode_record(encode(record)).value());
            if (dice.one_in(3)) {  // this one fails at first, and comes again
                const FineTime before = steps.front().at;
                const auto picture = picture_of(live, before);
                auto change = live.presence.apply(record);
                if (change) live.presence.take_back(*std::move(change));
                ASSERT_EQ(picture_of(live, before), picture) << "seed " << seed;
            }
            live.presence.apply(record);
        }
        People replayed(settings);
        for (const Record& record : journal) {
            replayed.presence.apply(std::get<ScanRecord>(record));
        }
        const FineTime now = steps.back().at;
        ASSERT_EQ(picture_of(live, now), picture_of(replayed, now)) << "seed " << seed;
    }
}

}  // namespace
}  // namespace kiosk::core
