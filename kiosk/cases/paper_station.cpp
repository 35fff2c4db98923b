// kiosk/cases/paper_station.cpp — from a scan to the ticket that is meant.
#include "kiosk/cases/paper_station.hpp"

#include <algorithm>

#include "kiosk/core/access/choose_ticket.hpp"
#include "kiosk/core/ticket/eci_prefix.hpp"

namespace kiosk::cases {
namespace {

bool holds(const std::vector<std::string>& secrets, const std::string& code) {
    return std::ranges::find(secrets, code) != secrets.end();
}

// A canceled ticket of a live order: the shop answers as if there had never been one.
bool is_forgotten(const Position& position) {
    return position.facts.canceled && (position.facts.order_state == core::OrderState::paid ||
                                       position.facts.order_state == core::OrderState::pending);
}

PaperOutcome refused(core::Reason reason, std::optional<std::size_t> event = std::nullopt) {
    PaperOutcome outcome;
    outcome.decision.reason = reason;
    outcome.event = event;
    return outcome;
}

}  // namespace

PaperStation::TicketKey PaperStation::key_of(const Position& position) {
    return {position.event, "ticket " + std::to_string(position.id)};
}

const Position* PaperStation::position(std::size_t event, core::TicketId id) const {
    const auto is_it = [&](const Position& one) {
        return one.event == event && one.facts.id == id;
    };
    const auto found = std::ranges::find_if(world_.positions, is_it);
    return found == world_.positions.end() ? nullptr : &*found;
}

Result<std::vector<PaperStation::Found>> PaperStation::look_up(const PaperScan& scan,
                                                               const std::string& code) const {
    std::vector<Found> all;
    for (const auto& used : scan.lists) {
        const std::size_t event = *world_.event(used.event);
        const auto engine = KIOSK_TRY(make_paper_engine(
            world_, event, {.source_type = scan.source_type, .now = scan.now}, hasher_, verifier_));
        const core::Presented presented{
            .at = *engine->station(std::to_string(used.list)),
            .direction = scan.direction,
            .when = {.utc = std::chrono::floor<UtcTime::duration>(scan.now)},
            .key = hasher_.key_of(code),
            .code = code};
        all.push_back({.event = event, .list = used.list, .whose = engine->whose(presented)});
    }
    return all;
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

    const auto all = KIOSK_TRY(look_up(scan, code));
    std::vector<Found> listed;
    for (const auto& found : all) {
        if (found.whose.facts && !found.whose.by_signature) listed.push_back(found);
    }
    return listed.empty() ? judge_without_data(scan, code, all) : judge_listed(scan, listed);
}

// One code may be on the lists of several events: as within one event, what a list covers and what
// is valid now.
PaperOutcome PaperStation::judge_listed(const PaperScan& scan, const std::vector<Found>& listed) {
    std::vector<Found> candidates;
    for (const auto& found : listed) {
        const core::CheckInList& list = world_.events[found.event].lists.at(found.list).list;
        if (core::covers(list, *found.whose.facts)) candidates.push_back(found);
    }
    if (candidates.empty()) candidates.push_back(listed.front());
    std::vector<core::TicketFacts> tickets;
    for (const auto& found : candidates) tickets.push_back(*found.whose.facts);
    const core::Choice choice = core::choose_ticket(tickets, core::CheckInList{}, scan.now);
    const Found& found = candidates[choice.position];
    if (choice.ambiguous || found.whose.refusal == core::Reason::ambiguous) {
        return refused(core::Reason::ambiguous, found.event);
    }
    const Position& ticket = *position(found.event, found.whose.facts->id);
    if (is_forgotten(ticket)) return refused(core::Reason::invalid, found.event);
    PaperOutcome outcome = judge(scan, {.event = found.event,
                                        .list = found.list,
                                        .facts = *found.whose.facts,
                                        .key = key_of(ticket),
                                        .answers = ticket.answers});
    outcome.position = &ticket;
    outcome.check_ins += ticket.check_ins.size();
    return outcome;
}

// The server knows every ticket; a station may have to judge one that it has not heard of.
PaperOutcome PaperStation::judge_without_data(const PaperScan& scan, const std::string& code,
                                              const std::vector<Found>& all) {
    for (const auto& found : all) {
        const pretix::ShopEvent& shop = world_.events[found.event];
        const core::Whose& whose = found.whose;
        const bool revoked = holds(shop.revoked, code);
        if (revoked && !(scan.force && whose.facts && !whose.refusal)) {
            return refused(core::Reason::revoked, found.event);
        }
        if (!whose.facts) continue;
        if (whose.refusal) return refused(*whose.refusal, found.event);
        Judged judged{.event = found.event,
                      .list = found.list,
                      .facts = *whose.facts,
                      .key = {found.event, "signed " + std::to_string(whose.facts->id.value)},
                      .answers = {},
                      .by_signature = true};
        judged.facts.product = *whose.word.product;  // the shop's number: it is the shop's list
        judged.facts.variation = whose.word.variation;
        judged.facts.blocked = holds(shop.blocked, code);
        return judge(scan, judged);
    }
    return refused(core::Reason::invalid);
}

}  // namespace kiosk::cases
