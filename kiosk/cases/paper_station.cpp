// kiosk/cases/paper_station.cpp — from a scan to the ticket that is meant.
#include "kiosk/cases/paper_station.hpp"

#include <algorithm>

#include "kiosk/core/access/choose_ticket.hpp"
#include "kiosk/core/ticket/eci_prefix.hpp"

namespace kiosk::cases {
namespace {

const ListInUse* in_use(const PaperScan& scan, const std::string& event) {
    const auto found = std::ranges::find(scan.lists, event, &ListInUse::event);
    return found == scan.lists.end() ? nullptr : &*found;
}

bool holds(const std::vector<std::string>& secrets, const std::string& code) {
    return std::ranges::find(secrets, code) != secrets.end();
}

PaperOutcome refused(core::Reason reason, std::optional<std::size_t> event = std::nullopt) {
    PaperOutcome outcome;
    outcome.decision.reason = reason;
    outcome.event = event;
    return outcome;
}

core::TicketFacts facts_of(const core::SignedTicket& ticket) {
    core::TicketFacts facts;
    facts.product = {ticket.product};
    facts.variation = ticket.variation;
    facts.subevent = ticket.subevent;
    facts.valid_from = ticket.valid_from;
    facts.valid_until = ticket.valid_until;
    return facts;
}

}  // namespace

PaperStation::TicketKey PaperStation::key_of(const Position& position) {
    return {position.event, "ticket " + std::to_string(position.id)};
}

const NamedList* PaperStation::list_for(const PaperScan& scan, std::size_t event) const {
    const ListInUse* used = in_use(scan, world_.events[event].slug);
    if (used == nullptr) return nullptr;
    const auto found = world_.events[event].lists.find(used->list);
    return found == world_.events[event].lists.end() ? nullptr : &found->second;
}

std::vector<const Position*> PaperStation::by_secret(const PaperScan& scan,
                                                     const std::string& code) const {
    std::vector<const Position*> found;
    for (const auto& position : world_.positions) {
        if (position.secret == code && list_for(scan, position.event) != nullptr) {
            found.push_back(&position);
        }
    }
    return found;
}

const Medium* PaperStation::medium(const PaperScan& scan, const std::string& code) const {
    const auto found = std::ranges::find_if(world_.media, [&](const Medium& one) {
        return one.type == scan.source_type && one.identifier == code;
    });
    return found == world_.media.end() ? nullptr : &*found;
}

void PaperStation::add_addons(const PaperScan& scan, std::vector<const Position*>& found) const {
    const std::vector<const Position*> parents = found;
    for (const auto* parent : parents) {
        if (!list_for(scan, parent->event)->list.addon_match) continue;
        for (const auto& position : world_.positions) {
            if (position.event == parent->event && position.addon_to == parent->id) {
                found.push_back(&position);
            }
        }
    }
}

Result<PaperOutcome> PaperStation::scan(const PaperScan& scan) {
    for (const auto& used : scan.lists) {
        const auto event = world_.event(used.event);
        if (!event || !world_.events[*event].lists.contains(used.list)) {
            return fail(Errc::not_found,
                        "event \"" + used.event + "\" has no list " + std::to_string(used.list));
        }
    }
    std::string code = scan.secret;
    if (scan.source_type == "barcode") code = core::without_eci_prefix(scan.secret);

    auto found = by_secret(scan, code);
    if (found.empty()) {
        const Medium* carrier = medium(scan, code);
        if (carrier == nullptr) return judge_without_data(scan, code);
        const bool expired = carrier->expires && *carrier->expires < scan.now;
        if (!carrier->active || expired) return refused(core::Reason::invalid);
        for (const auto& position : world_.positions) {
            const bool linked =
                std::ranges::find(carrier->positions, position.id) != carrier->positions.end();
            if (linked && list_for(scan, position.event) != nullptr) found.push_back(&position);
        }
        if (found.empty()) return refused(core::Reason::invalid);
    }
    add_addons(scan, found);
    return judge_candidates(scan, found);
}

PaperOutcome PaperStation::judge_candidates(const PaperScan& scan,
                                            const std::vector<const Position*>& found) {
    const std::size_t event = found.front()->event;
    std::vector<core::TicketFacts> candidates;
    for (const auto* position : found) candidates.push_back(position->facts);
    const core::Choice choice =
        core::choose_ticket(candidates, list_for(scan, event)->list, scan.now);
    if (choice.ambiguous) return refused(core::Reason::ambiguous, event);

    const Position& position = *found[choice.position];
    Judged judged{.event = position.event,
                  .list = in_use(scan, world_.events[position.event].slug)->list,
                  .facts = position.facts,
                  .key = key_of(position),
                  .answers = position.answers};
    if (holds(world_.events[position.event].blocked, position.secret)) judged.facts.blocked = true;
    PaperOutcome outcome = judge(scan, judged);
    outcome.position = &position;
    outcome.check_ins += position.check_ins.size();
    return outcome;
}

// The server knows every ticket; a station may have to judge one that it has not heard of.
PaperOutcome PaperStation::judge_without_data(const PaperScan& scan, const std::string& code) {
    for (const auto& used : scan.lists) {
        const std::size_t event = *world_.event(used.event);
        const ShopEvent& shop = world_.events[event];
        const bool revoked = holds(shop.revoked, code);
        const auto reading = core::read_signed_ticket(code, shop.keys, verifier_);
        if (revoked && !(scan.force && reading.genuine())) {
            return refused(core::Reason::revoked, event);
        }
        if (!reading.genuine()) continue;
        if (reading.ticket.product < 1) return refused(core::Reason::invalid, event);
        Judged judged{
            .event = event,
            .list = used.list,
            .facts = facts_of(reading.ticket),
            .key = {event, "signed " + std::string(reading.payload.begin(), reading.payload.end())},
            .answers = {},
            .by_signature = true};
        judged.facts.blocked = holds(shop.blocked, code);
        return judge(scan, judged);
    }
    return refused(core::Reason::invalid);
}

}  // namespace kiosk::cases
