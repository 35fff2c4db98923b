// tests/fuzz/search_fuzz.cpp — any query over any names: the index finds what the plain rules find.
//
// The first line of the input is the query, the other lines are names.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

#include "kiosk/search/people_search.hpp"
#include "tests/unit/search/plain_search.hpp"

namespace {

using namespace kiosk;

constexpr std::size_t kInputMax = 4096;
constexpr std::size_t kNamesMax = 50;

std::string_view take_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line.substr(0, core::kHolderTextMax);
}

core::Roster roster_of(std::string_view names) {
    core::RosterBuilder builder(1, UtcTime{}, {}, {{{1}, "Conference", {}}}, kNamesMax);
    for (std::uint8_t i = 1; i <= kNamesMax && !names.empty(); ++i) {
        core::RosterRow row;
        row.code.bytes[0] = i;
        row.facts.id = {i};
        row.facts.product = {1};
        row.holder.name = take_line(names);
        if (!builder.add(row)) std::abort();
    }
    return std::move(builder).build();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size > kInputMax) return 0;
    std::string_view rest(reinterpret_cast<const char*>(bytes), size);
    const std::string_view query = take_line(rest);
    const auto roster = std::make_shared<const core::Roster>(roster_of(rest));
    const search::PeopleIndex people(roster);
    const auto hits = search::search(people, query);
    if (!hits) return 0;
    std::size_t expected = 0;
    for (std::uint32_t i = 0; i < roster->size(); ++i) {
        const auto name = roster->holder(core::TicketIndex{i}).name;
        expected += search::testing::plain_name_score(query, name) > 0 ? 1U : 0U;
    }
    if (expected == 0) return 0;  // joiners are then read as blanks
    if (hits->size() != expected) std::abort();
    for (const auto& hit : *hits) {
        const auto name = roster->holder(hit.ticket).name;
        if (hit.score != search::testing::plain_name_score(query, name)) std::abort();
    }
    return 0;
}
