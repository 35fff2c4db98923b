// kiosk/cases/desk_views.hpp — what the desk sees of a list: a search by name, and counts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/cases/paper_station.hpp"

namespace kiosk::cases {

inline constexpr std::size_t kQueryMin = 4;  // characters; fewer find nothing

struct SearchHit {
    const Position* position = nullptr;
    const pretix::Item* item = nullptr;
    const pretix::ItemVariation* variation = nullptr;
    bool redeemed = false;  // a check-in on one of the lists searched
    bool attention = false;
};

// Tickets by the start of their code or order, or by part of a name or e-mail address, capitals
// and small letters alike, among the products and dates of the lists; cancelled orders included.
[[nodiscard]] std::vector<SearchHit> search(const PaperStation& station, std::string_view query,
                                            const std::vector<ListInUse>& lists);

struct ProductCount {
    std::int64_t id = 0;
    std::size_t tickets = 0;
    std::size_t entered = 0;
    bool admission = false;
    std::size_t variations = 0;
};

struct ListCounts {
    std::string name;
    std::size_t tickets = 0;
    std::size_t entered = 0;  // of these, with an entry on this list
    std::vector<ProductCount> products;
};

// Errors: no such event or list.
[[nodiscard]] Result<ListCounts> counts(const PaperStation& station, const ListInUse& used);

[[nodiscard]] bool needs_attention(const Position& position, const pretix::Item* item,
                                   const pretix::ItemVariation* variation);

}  // namespace kiosk::cases
