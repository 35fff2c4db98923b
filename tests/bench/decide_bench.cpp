// tests/bench/decide_bench.cpp — one decision in memory, and how lists fill it.
//
// Budget: engine/warm at 1,000,000 attendees p99 at most 3 us; at most 160 bytes an attendee; a new
// list takes the place of the old one within 1 ms, for that long a scan may have to wait.
// Each decision is timed alone and the clock's own cost taken off. Cold asks in random order for
// the whole list, warm for the same thousand attendees again and again.
#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include <benchmark/benchmark.h>

#include "kiosk/core/access/access_policy.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/crypto/keyed_hasher.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/invented_people.hpp"

namespace kiosk::bench {
namespace {

constexpr std::size_t kWarmCodes = 1000;
constexpr std::size_t kDecisions = 200'000;
constexpr UtcTime kOpening{std::chrono::milliseconds{1'804'669'200'000}};

const crypto::KeyedHasher& hasher() {
    static const std::array<std::uint8_t, crypto::kPepperBytes> pepper{7};
    static const crypto::KeyedHasher one(pepper);
    return one;
}

const InventedPeople& people() {
    static const InventedPeople some;
    return some;
}

// The first bytes of a keyed hash are as good a hash as any.
struct FirstBytes {
    std::size_t operator()(const core::CodeKey& key) const {
        std::size_t first = 0;
        std::memcpy(&first, key.bytes.data(), sizeof first);
        return first;
    }
};

// A list of one size, and the same keys in the standard library's table as reference.
struct World {
    explicit World(std::size_t persons) : keys(keys_of(persons, hasher())) {
        roster = std::make_shared<const core::Roster>(roster_of(people(), keys));
        table.reserve(persons);
        for (std::uint32_t n = 0; n < persons; ++n) table.emplace(keys[n], n);
    }

    // Persons in the order in which they come.
    [[nodiscard]] std::vector<std::uint32_t> order(bool cold) const {
        std::vector<std::uint32_t> all(keys.size());
        std::iota(all.begin(), all.end(), 0U);
        std::mt19937_64 dice(1);
        std::ranges::shuffle(all, dice);
        all.resize(std::min(all.size(), cold ? kDecisions : kWarmCodes));
        return all;
    }

    std::vector<core::CodeKey> keys;
    std::shared_ptr<const core::Roster> roster;
    std::unordered_map<core::CodeKey, std::uint32_t, FirstBytes> table;
};

const World& world(std::size_t persons) {
    static std::map<std::size_t, std::unique_ptr<World>> worlds;
    auto& one = worlds[persons];
    if (!one) one = std::make_unique<World>(persons);
    return *one;
}

core::CheckInList one_entry_list() {
    core::CheckInList list;
    list.id = "main";
    return list;
}

// A station at which nobody was seen yet, and so many denied who do not come.
std::unique_ptr<core::Engine> fresh_engine(const World& world, std::size_t denied = 0) {
    core::EngineSettings settings;
    std::mt19937_64 dice(2);
    for (std::size_t n = 0; n < denied; ++n) settings.venue.denied.push_back({dice()});
    settings.stations = {{"desk-1", "main", core::Direction::entry}};
    settings.lists = {{one_entry_list(), {}}};
    auto engine = std::make_unique<core::Engine>(std::move(settings), hasher());
    const auto effects = engine->handle(core::RosterReplaced{world.roster, {}});
    benchmark::DoNotOptimize(effects.size());
    return engine;
}

// Runs `decide` once for each person in turn and keeps the time of each.
template <class BeforePass, class Decide>
void measure(benchmark::State& state, const World& world, BeforePass before_pass, Decide decide) {
    static const auto overhead = clock_overhead();
    const auto order = world.order(state.range(1) == 1);
    Durations durations;
    std::size_t at = 0;
    for (auto _ : state) {
        if (at % order.size() == 0) before_pass();
        const std::chrono::nanoseconds took =
            std::max(std::chrono::nanoseconds(0), decide(order[at % order.size()], at) - overhead);
        durations.add(took);
        state.SetIterationTime(std::chrono::duration<double>(took).count());
        ++at;
    }
    state.counters["p50_ns"] = static_cast<double>(durations.percentile(0.5).count());
    state.counters["p99_ns"] = static_cast<double>(durations.percentile(0.99).count());
}

template <class Call>
std::chrono::nanoseconds timed(Call call) {
    const auto begin = SteadyClock::now();
    call();
    return SteadyClock::now() - begin;
}

// Bytes as read in, effects out: cleaning, hashing, lookup, checks, card and record.
void engine_among(std::size_t denied, benchmark::State& state) {
    const World& here = world(static_cast<std::size_t>(state.range(0)));
    std::unique_ptr<core::Engine> engine;
    measure(
        state, here, [&] { engine = fresh_engine(here, denied); },
        [&](std::uint32_t person, std::size_t turn) {
            core::ScanSeen seen;
            seen.scan = {.station = "desk-1",
                         .reader = "scanner-1",
                         .bytes = code_of(person) + "\r",
                         .source = core::ScanSource::scanner,
                         .seen_at = {Instant(std::chrono::seconds(turn)),
                                     kOpening + std::chrono::seconds(turn)}};
            const core::Event event(std::move(seen));
            core::Effects effects;
            const auto took = timed([&] { effects = engine->handle(event); });
            if (effects.empty()) state.SkipWithError("a scan had no effect");
            const auto shown = engine->handle(core::RecordsDurable{engine->last_seq()});
            benchmark::DoNotOptimize(shown.size());
            return took;
        });
}

void engine_decides(benchmark::State& state) {
    engine_among(0, state);
}

void deny_list_decides(benchmark::State& state) {
    engine_among(10'000, state);
}

// The same without reading, hashing and recording: from the key to the decision.
void lookup_decides(benchmark::State& state) {
    const World& here = world(static_cast<std::size_t>(state.range(0)));
    const core::CheckInList list = one_entry_list();
    const core::History history;
    measure(
        state, here, [] {},
        [&](std::uint32_t person, std::size_t) {
            const core::CodeKey key = hasher().key_of(code_of(person));
            return timed([&] {
                const auto index = here.roster->find(key);
                const core::TicketFacts ticket = here.roster->facts(*index);
                const auto past = history.on_list(ticket.id, list.id);
                const auto decision = core::decide_at_door(
                    {.list = list, .ticket = ticket, .history = past, .now = kOpening});
                benchmark::DoNotOptimize(decision.reason);
            });
        });
}

// The ordered checks alone, with every fact at hand.
void checks_decide(benchmark::State& state) {
    const World& here = world(static_cast<std::size_t>(state.range(0)));
    const core::CheckInList list = one_entry_list();
    measure(
        state, here, [] {},
        [&](std::uint32_t person, std::size_t) {
            const core::TicketFacts ticket = here.roster->facts(core::TicketIndex{person});
            return timed([&] {
                const auto decision =
                    core::decide_at_door({.list = list, .ticket = ticket, .now = kOpening});
                benchmark::DoNotOptimize(decision.reason);
            });
        });
}

// Reference: the standard library finds the same keys.
void table_finds(benchmark::State& state) {
    const World& here = world(static_cast<std::size_t>(state.range(0)));
    measure(
        state, here, [] {},
        [&](std::uint32_t person, std::size_t) {
            const core::CodeKey key = hasher().key_of(code_of(person));
            return timed([&] { benchmark::DoNotOptimize(here.table.find(key)->second); });
        });
}

// Reference: the keyed hash that every lookup of a secret code needs.
void hash_only(benchmark::State& state) {
    const World& here = world(static_cast<std::size_t>(state.range(0)));
    measure(
        state, here, [] {},
        [&](std::uint32_t person, std::size_t) {
            const std::string code = code_of(person);
            return timed([&] { benchmark::DoNotOptimize(hasher().key_of(code).bytes[0]); });
        });
}

void roster_build(benchmark::State& state) {
    const World& here = world(static_cast<std::size_t>(state.range(0)));
    std::size_t bytes = 0;
    for (auto _ : state) {
        const core::Roster made = roster_of(people(), here.keys);
        bytes = made.resident_bytes();
    }
    const auto persons = static_cast<double>(here.keys.size());
    state.counters["rows/s"] =
        benchmark::Counter(persons, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["bytes/attendee"] = static_cast<double>(bytes) / persons;
}

// The list with 10,000 changes takes over, and the one before it comes back; `freed` says what it
// would cost if the engine, not the thread of imports, held the old list last.
void roster_swap(benchmark::State& state) {
    constexpr std::size_t kChanges = 10'000;
    const World& here = world(static_cast<std::size_t>(state.range(0)));
    std::vector<core::CodeKey> keys = here.keys;
    for (std::size_t n = 0; n < kChanges; ++n) keys[n] = hasher().key_of("new " + code_of(n));
    std::array lists{here.roster, std::make_shared<const core::Roster>(roster_of(people(), keys))};
    const auto engine = fresh_engine(here);
    Durations swaps;
    const auto swap_in = [&](std::size_t turn) {
        core::Event event(core::RosterReplaced{lists[turn % 2], {}});
        const auto took = timed([&] { benchmark::DoNotOptimize(engine->handle(event).size()); });
        const auto noted = engine->handle(core::RecordsDurable{engine->last_seq()});
        benchmark::DoNotOptimize(noted.size());
        return took;
    };
    for (auto _ : state) {
        const auto took = swap_in(swaps.count() + 1);
        swaps.add(took);
        state.SetIterationTime(std::chrono::duration<double>(took).count());
    }
    static_cast<void>(swap_in(1));
    lists[1].reset();
    const auto freed = swap_in(0);
    state.counters["p50_ns"] = static_cast<double>(swaps.percentile(0.5).count());
    state.counters["max_ns"] = static_cast<double>(swaps.percentile(1.0).count());
    state.counters["freed_ns"] = static_cast<double>(freed.count());
}

void register_all() {
    const std::vector<std::int64_t> sizes{10'000, 100'000, 1'000'000};
    const std::vector<std::pair<const char*, void (*)(benchmark::State&)>> decisions{
        {"engine", engine_decides},
        {"engine_10000_denied", deny_list_decides},
        {"lookup_and_checks", lookup_decides},
        {"checks_alone", checks_decide},
        {"reference_unordered_map", table_finds},
        {"reference_blake2b_128", hash_only}};
    for (const auto& [name, run] : decisions) {
        benchmark::RegisterBenchmark(name, run)
            ->ArgNames({"attendees", "cold"})
            ->ArgsProduct({sizes, {0, 1}})
            ->Iterations(kDecisions)
            ->UseManualTime();
    }
    benchmark::RegisterBenchmark("roster_build", roster_build)
        ->ArgName("attendees")
        ->ArgsProduct({sizes})
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("roster_swap", roster_swap)
        ->ArgName("attendees")
        ->ArgsProduct({sizes})
        ->Iterations(1'000)
        ->UseManualTime();
}

}  // namespace
}  // namespace kiosk::bench

int main(int argc, char** argv) {
    kiosk::bench::register_all();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
