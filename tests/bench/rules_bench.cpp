// tests/bench/rules_bench.cpp — the heaviest custom rule that a ticket shop was recorded with.
//
// Usage: rules_bench [DECISIONS.JSONL]   (tests/data/pretix/decisions.jsonl where absent)
// Every recorded rule is judged with its own ticket, history and time zone; the slowest is measured
// alone, beside the same decision without it. No budget of its own: with it a decision shall stay
// within the 3 us that decide_bench allows.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <fstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <boost/json/parse.hpp>
#include <fmt/core.h>

#include "kiosk/core/access/access_policy.hpp"
#include "kiosk/core/rules/rule_eval.hpp"
#include "kiosk/core/rules/rule_words.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "kiosk/pretix/object_reader.hpp"
#include "kiosk/pretix/rule_json.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/invented_scan.hpp"

namespace kiosk::bench {
namespace {

using pretix::ObjectReader;

struct RecordedRule {
    std::string id;
    core::CheckInList list;
    core::TicketFacts ticket;
    core::EventTimes times;
    ZoneOffsets zone;
    std::vector<core::PastCheckIn> history;
    core::Direction direction{};
    FineTime now;

    [[nodiscard]] core::Facts facts() const {
        return {.list = list,
                .ticket = ticket,
                .history = history,
                .direction = direction,
                .now = now,
                .zone = &zone,
                .times = &times};
    }
};

core::Direction direction_in(ObjectReader& reader) {
    return reader.text("type") == "exit" ? core::Direction::exit : core::Direction::entry;
}

// All that a rule looks at; what else stands in the case belongs to other checks.
RecordedRule read_case(const boost::json::value& json) {
    RecordedRule one;
    ObjectReader whole(json, "case");
    one.id = whole.text("id");
    ObjectReader event(whole.at("event"), "event");
    one.zone = must(locale::zone_offsets_from_tzdb(event.text("timezone")));
    const auto& date = whole.at("subevent");
    ObjectReader dates(date.is_null() ? whole.at("event") : date, "dates");
    one.times = {.from = dates.time("date_from"),
                 .to = dates.time_or_absent("date_to"),
                 .admission = dates.time_or_absent("date_admission")};
    ObjectReader list(whole.at("list"), "list");
    one.list.rules = must(pretix::read_rule(list.at("rules")));
    ObjectReader position(whole.at("position"), "position");
    one.ticket.product = {position.integer("item")};
    if (const auto id = position.integer_or_absent("variation")) one.ticket.variation = {{*id}};
    for (const auto& past : whole.array("checkins")) {
        ObjectReader reader(past, "checkins");
        if (reader.text("list") != "this" || !reader.boolean("successful")) continue;
        one.history.push_back({.direction = direction_in(reader), .at = reader.time("datetime")});
    }
    ObjectReader scan(whole.at("scan"), "scan");
    one.direction = direction_in(scan);
    one.now = scan.time("now");
    return one;
}

std::deque<RecordedRule> recorded_rules(const std::string& path) {
    std::deque<RecordedRule> rules;
    std::ifstream lines(path);
    for (std::string line; std::getline(lines, line);) {
        RecordedRule one = read_case(boost::json::parse(line, {}, {.max_depth = 1024}));
        if (one.list.rules && one.direction == core::Direction::entry) {
            rules.push_back(std::move(one));
        }
    }
    return rules;
}

template <class Call>
Durations measure(std::size_t turns, Call call) {
    static const auto overhead = clock_overhead();
    Durations durations;
    for (std::size_t i = 0; i < turns; ++i) {
        const auto begin = SteadyClock::now();
        call();
        const auto took = SteadyClock::now() - begin;
        durations.add(std::max(took - overhead, SteadyClock::duration::zero()));
    }
    return durations;
}

void print(const char* what, const Durations& durations) {
    fmt::print("  {:<44} p50 {:>6} ns  p99 {:>6} ns\n", what, durations.percentile(0.5).count(),
               durations.percentile(0.99).count());
}

void measure_heaviest(const std::deque<RecordedRule>& rules) {
    constexpr std::size_t kFewTurns = 500;
    constexpr std::size_t kTurns = 200'000;
    const RecordedRule* heaviest = nullptr;
    std::chrono::nanoseconds most{-1};
    Durations medians;
    for (const auto& one : rules) {
        const core::Facts facts = one.facts();
        const auto durations = measure(kFewTurns, [&] {
            benchmark::DoNotOptimize(core::holds(*one.list.rules, core::rule_facts(facts)) ==
                                     core::Truth::yes);
        });
        const auto median = durations.percentile(0.5);
        medians.add(median);
        if (median <= most) continue;
        most = median;
        heaviest = &one;
    }
    fmt::print("{} recorded decisions with a rule: median {} ns; the heaviest is {}:\n",
               rules.size(), medians.percentile(0.5).count(), heaviest->id);
    RecordedRule without = *heaviest;
    without.list.rules.reset();
    const core::Facts facts = heaviest->facts();
    const core::Facts bare = without.facts();
    print("every check, the rule among them",
          measure(kTurns, [&] { benchmark::DoNotOptimize(core::decide_at_door(facts).forced); }));
    print("reference: the same without the rule",
          measure(kTurns, [&] { benchmark::DoNotOptimize(core::decide_at_door(bare).forced); }));
    const auto explain = [&](core::Language language) {
        benchmark::DoNotOptimize(
            core::explain(*heaviest->list.rules, core::rule_facts(facts), {}, language).empty());
    };
    print("a refusal's explanation in both languages", measure(kTurns, [&] {
              explain(core::Language::english);
              explain(core::Language::french);
          }));
}

}  // namespace
}  // namespace kiosk::bench

int main(int argc, char** argv) {
    const std::string path = argc > 1 ? argv[1] : "tests/data/pretix/decisions.jsonl";
    const auto rules = kiosk::bench::recorded_rules(path);
    if (rules.empty()) {
        fmt::print(stderr, "{} holds no decision with a rule\n", path);
        return 1;
    }
    kiosk::bench::measure_heaviest(rules);
}
