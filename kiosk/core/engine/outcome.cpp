// kiosk/core/engine/outcome.cpp — the holder's card from the roster.
#include "kiosk/core/engine/outcome.hpp"

namespace kiosk::core {

HolderCard card_of(const Roster& roster, TicketIndex index) {
    const TicketFacts facts = roster.facts(index);
    const Holder holder = roster.holder(index);
    HolderCard card;
    card.ticket = facts.id;
    card.name = holder.name;
    card.company = holder.company;
    card.order = holder.order;
    card.product = roster.product_name(facts.product);
    if (facts.variation) card.variation = roster.variation_name(facts.product, *facts.variation);
    card.note = holder.note;
    card.attention = roster.attention(index);
    return card;
}

}  // namespace kiosk::core
