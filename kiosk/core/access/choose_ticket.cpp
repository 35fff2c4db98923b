// kiosk/core/access/choose_ticket.cpp — sieving the candidates.
#include "kiosk/core/access/choose_ticket.hpp"

#include <algorithm>
#include <vector>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

using Positions = std::vector<std::size_t>;

bool is_valid_at(const TicketFacts& ticket, FineTime now) {
    const bool begun = !ticket.valid_from || now >= *ticket.valid_from;
    return begun && (!ticket.valid_until || now <= *ticket.valid_until);
}

template <class Keep>
Positions kept(const Positions& from, Keep keep) {
    Positions positions;
    std::ranges::copy_if(from, std::back_inserter(positions), keep);
    return positions;
}

// None of these is valid now.
std::size_t nearest(std::span<const TicketFacts> candidates, const Positions& among, FineTime now) {
    const auto opens_later = kept(among, [&](std::size_t at) {
        return candidates[at].valid_from && *candidates[at].valid_from > now;
    });
    if (!opens_later.empty()) {
        return *std::ranges::min_element(
            opens_later, {}, [&](std::size_t at) { return *candidates[at].valid_from; });
    }
    return *std::ranges::max_element(
        among, {}, [&](std::size_t at) { return candidates[at].valid_until.value_or(FineTime{}); });
}

}  // namespace

bool covers(const CheckInList& list, const TicketFacts& ticket) {
    const bool product =
        list.all_products || std::ranges::binary_search(list.limit_products, ticket.product);
    return product && (!list.subevent || list.subevent == ticket.subevent);
}

Choice choose_ticket(std::span<const TicketFacts> candidates, const CheckInList& list,
                     FineTime now) {
    KIOSK_CHECK(!candidates.empty(), "there is a ticket to choose");
    Positions all(candidates.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    if (all.size() == 1) return {.position = 0};

    const auto on_list = kept(all, [&](std::size_t at) { return covers(list, candidates[at]); });
    if (on_list.empty()) return {.position = 0};
    if (on_list.size() == 1) return {.position = on_list[0]};

    const auto valid =
        kept(on_list, [&](std::size_t at) { return is_valid_at(candidates[at], now); });
    if (valid.empty()) return {.position = nearest(candidates, on_list, now)};
    return {.position = valid[0], .ambiguous = valid.size() > 1};
}

}  // namespace kiosk::core
