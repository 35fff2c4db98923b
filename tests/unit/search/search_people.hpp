// tests/unit/search/search_people.hpp — a list of people with an index, for tests of the search.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/search/people_index.hpp"
#include "kiosk/search/people_search.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::search::testing {

struct Person {
    std::string name;
    std::string email{};
    std::string order{};
    std::string company{};
};

inline core::Roster roster_of(const std::vector<Person>& people) {
    core::RosterBuilder builder(1, kiosk::testing::kNine, {}, {{{1}, "Conference", {}}},
                                people.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        core::RosterRow row;
        row.code.bytes[0] = static_cast<std::uint8_t>(i);
        row.code.bytes[1] = static_cast<std::uint8_t>(i >> 8U);
        row.facts.id = {i + 1};
        row.facts.product = {1};
        row.holder.name = people[i].name;
        row.holder.email = people[i].email;
        row.holder.company = people[i].company;
        row.holder.order = people[i].order;
        EXPECT_TRUE(builder.add(row).has_value());
    }
    return std::move(builder).build();
}

inline PeopleIndex index_of(const std::vector<Person>& people) {
    return PeopleIndex(std::make_shared<const core::Roster>(roster_of(people)));
}

// The names found, best first.
inline std::vector<std::string> names_for(const PeopleIndex& people, std::string_view query) {
    std::vector<std::string> names;
    const auto hits = search(people, query);
    EXPECT_TRUE(hits.has_value()) << query;
    if (!hits) return names;
    for (const Hit& hit : *hits) names.emplace_back(people.roster().holder(hit.ticket).name);
    return names;
}

}  // namespace kiosk::search::testing
