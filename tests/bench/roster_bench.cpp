// tests/bench/roster_bench.cpp — what it costs to make a list that differs in 10,000 rows.
//
// Lists are never changed in place: the daemon reads the whole new file, makes a whole new list and
// exchanges the two (roster_swap in decide_bench times the exchange alone). Here every row goes
// from the old list through the builder into the new one, 10,000 of them with another code and
// name, as the last part of an import does it; reading the file and storing it come before that and
// are in start_bench.py. Budget: 3 s for 1,000,000 attendees, a tenth of what an import may take.
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "kiosk/base/check.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/crypto/keyed_hasher.hpp"
#include "tests/bench/invented_people.hpp"

namespace kiosk::bench {
namespace {

constexpr std::size_t kChanges = 10'000;

const crypto::KeyedHasher& hasher() {
    static const std::array<std::uint8_t, crypto::kPepperBytes> pepper{7};
    static const crypto::KeyedHasher one(pepper);
    return one;
}

core::Roster list_of(std::size_t persons) {
    static const InventedPeople people;
    return roster_of(people, keys_of(persons, hasher()));
}

// Changed rows lie evenly between the others, as corrections do.
core::Roster changed(const core::Roster& old) {
    const std::size_t apart = old.size() / kChanges;
    core::RosterBuilder builder(old.version() + 1, old.imported_at(), old.code_shape(),
                                old.products(), old.size());
    std::string name;
    for (std::uint32_t n = 0; n < old.size(); ++n) {
        const core::TicketIndex index{n};
        core::RosterRow row{.code = old.code(index),
                            .facts = old.facts(index),
                            .attention = old.attention(index),
                            .holder = old.holder(index)};
        if (n % apart == 0) {
            row.code = hasher().key_of("new " + code_of(n));
            name = std::string(row.holder.name) + " (changed)";
            row.holder.name = name;
        }
        KIOSK_CHECK(builder.add(row).has_value(), "a row of one list fits another");
    }
    return std::move(builder).build();
}

template <class Make>
void measure(benchmark::State& state, const Make& make) {
    const core::Roster old = list_of(static_cast<std::size_t>(state.range(0)));
    std::optional<core::Roster> made;
    for (auto _ : state) {
        made = make(old);
        state.PauseTiming();  // a thread of its own frees the list that was replaced
        made.reset();
        state.ResumeTiming();
    }
}

void change_ten_thousand(benchmark::State& state) {
    measure(state, changed);
}

// The least that a list of that size can cost: its bytes, copied.
void reference_copy(benchmark::State& state) {
    measure(state, [](const core::Roster& old) { return core::Roster(old); });
}

BENCHMARK(change_ten_thousand)
    ->ArgName("attendees")
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(reference_copy)
    ->ArgName("attendees")
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kiosk::bench

BENCHMARK_MAIN();
