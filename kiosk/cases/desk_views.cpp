// kiosk/cases/desk_views.cpp — walking the tickets once.
#include "kiosk/cases/desk_views.hpp"

#include <algorithm>

#include "kiosk/core/access/choose_ticket.hpp"

namespace kiosk::cases {
namespace {

bool matches(const PaperStation& station, const Position& position, std::string_view query) {
    const auto folded = [&](const std::string& text) { return station.folded(text); };
    return folded(position.secret).starts_with(query) ||
           folded(position.order).starts_with(query) ||
           folded(position.attendee_name.value_or("")).find(query) != std::string::npos ||
           folded(position.attendee_email).find(query) != std::string::npos ||
           folded(position.order_email).find(query) != std::string::npos;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

const pretix::ItemVariation* variation_of(const pretix::Item* item, const Position& position) {
    if (item == nullptr || !position.facts.variation) return nullptr;
    const auto found = std::ranges::find(item->variations, position.facts.variation->value,
                                         &pretix::ItemVariation::id);
    return found == item->variations.end() ? nullptr : &*found;
}

SearchHit hit_of(const PaperStation& station, const Position& position, std::int64_t list) {
    SearchHit hit;
    hit.position = &position;
    hit.item = station.world().events[position.event].item(position.facts.product.value);
    hit.variation = variation_of(hit.item, position);
    hit.redeemed = station.has_check_in(position, list);
    hit.attention = needs_attention(position, hit.item, hit.variation);
    return hit;
}

// Paid; or pending, where the organiser or the list lets that in.
bool counts_on(const core::CheckInList& list, const core::TicketFacts& ticket) {
    if (ticket.canceled || !core::covers(list, ticket)) return false;
    if (ticket.order_state == core::OrderState::paid) return true;
    return ticket.order_state == core::OrderState::pending &&
           (ticket.valid_if_pending || list.include_pending);
}

bool is_listed(const core::CheckInList& list, const pretix::Item& item) {
    return list.all_products ||
           std::ranges::binary_search(list.limit_products, core::ProductId{item.id});
}

}  // namespace

std::string ascii_lower_case(std::string_view text) {
    std::string folded(text);
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return folded;
}

bool needs_attention(const Position& position, const pretix::Item* item,
                     const pretix::ItemVariation* variation) {
    return position.order_attention || (item != nullptr && item->attention) ||
           (variation != nullptr && variation->attention);
}

std::vector<SearchHit> search(const PaperStation& station, std::string_view query,
                              const std::vector<ListInUse>& lists) {
    if (characters(query) < kQueryMin) return {};
    const std::string folded = station.folded(query);
    const World& world = station.world();
    std::vector<SearchHit> hits;
    for (const auto& position : world.positions) {
        const pretix::ShopEvent& event = world.events[position.event];
        for (const auto& used : lists) {
            const auto list = event.lists.find(used.list);
            if (used.event != event.slug || list == event.lists.end()) continue;
            if (!core::covers(list->second.list, position.facts)) continue;
            if (matches(station, position, folded))
                hits.push_back(hit_of(station, position, used.list));
            break;
        }
    }
    return hits;
}

Result<ListCounts> counts(const PaperStation& station, const ListInUse& used) {
    const World& world = station.world();
    const auto at = world.event(used.event);
    if (!at || !world.events[*at].lists.contains(used.list)) {
        return fail(Errc::not_found,
                    "event \"" + used.event + "\" has no list " + std::to_string(used.list));
    }
    const pretix::ShopEvent& event = world.events[*at];
    const pretix::NamedList& named = event.lists.at(used.list);
    ListCounts counted;
    counted.name = named.name;
    for (const auto& item : event.items) {
        if (!is_listed(named.list, item)) continue;
        counted.products.push_back(
            {.id = item.id, .admission = item.admission, .variations = item.variations.size()});
    }
    for (const auto& position : world.positions) {
        if (position.event != *at || !counts_on(named.list, position.facts)) continue;
        const std::size_t entered = station.has_entry(position, used.list) ? 1 : 0;
        ++counted.tickets;
        counted.entered += entered;
        for (auto& product : counted.products) {
            if (product.id != position.facts.product.value) continue;
            ++product.tickets;
            product.entered += entered;
        }
    }
    return counted;
}

}  // namespace kiosk::cases
