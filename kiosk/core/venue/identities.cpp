// kiosk/core/venue/identities.cpp — from a ticket or a code to the person.
#include "kiosk/core/venue/identities.hpp"

#include <algorithm>

namespace kiosk::core {

Identities::Identities(const RosterLinks& links)
    : mains_(links.add_ons().begin(), links.add_ons().end()) {
    std::ranges::stable_sort(mains_, {}, &AddOnLink::ticket);
}

void Identities::learn(const Roster& roster, const CodeKey& code, std::optional<TicketId> ticket) {
    const auto listed = roster.find(code);
    if (ticket) {
        if (!listed) tell(code, *ticket);  // else the list says so itself
        return;
    }
    const auto carried = roster.links().carried_by(code);
    if (listed) {
        tell(code, roster.facts(*listed).id);
    } else if (carried.size() == 1) {
        tell(code, carried.front().ticket);
    }
}

Person Identities::holder(const Person& person) const {
    const auto* id = std::get_if<TicketId>(&person);
    if (const auto* code = std::get_if<CodeKey>(&person)) {
        const auto known = tickets_.find(*code);
        if (known == tickets_.end()) return person;
        id = &known->second;
    }
    const auto link = std::ranges::lower_bound(mains_, *id, {}, &AddOnLink::ticket);
    return link != mains_.end() && link->ticket == *id ? link->main : *id;
}

}  // namespace kiosk::core
