// kiosk/core/engine/engine_whose.cpp — whose code it is: the list's, a medium's, or its own word.
#include <algorithm>
#include <utility>

#include "kiosk/core/access/choose_ticket.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/rules/rule_products.hpp"
#include "kiosk/core/ticket/ticket_reader.hpp"

namespace kiosk::core {
namespace {

// Of whoever goes by the signature: not the product of any list, rule or question, nor kNoProduct,
// which rules and questions have for names that the list lacks.
constexpr ProductId kSignedProduct{kNoProduct.value - 1};

// The first eight bytes of the key, as for tickets of a list without ids of its own: the same code
// is the same ticket, whoever vouches for it.
TicketId ticket_id_of(const CodeKey& key) {
    std::uint64_t id = 0;
    for (std::size_t i = 0; i < 8; ++i) id = id << 8U | key.bytes[i];
    return TicketId{id};
}

// Of a badge whose code is on the list, which vouches for it.
std::optional<std::uint64_t> issue_in(std::string_view code) {
    const K1Envelope envelope = open_k1(code);
    if (envelope.fault != TokenFault::none) return std::nullopt;
    return read_k1_payload(envelope.payload()).badge.issue;
}

}  // namespace

// The tickets that the code, or the staff's choice, stands for on this list; empty for a code that
// is on none, and for a medium that has expired.
std::vector<TicketIndex> Engine::listed(const Presented& presented) const {
    std::vector<TicketIndex> found;
    const auto own =
        presented.ticket ? roster_->find(*presented.ticket) : roster_->find(presented.key);
    if (own) {
        found.push_back(*own);
    } else if (!presented.ticket) {
        for (const auto& medium : roster_->links().carried_by(presented.key)) {
            const bool expired = medium.expires && *medium.expires < presented.when.utc;
            if (!expired) found.push_back(*roster_->find(medium.ticket));
        }
    }
    if (!list(presented.at.list).addon_match) return found;
    const std::vector<TicketIndex> mains = found;
    for (const auto main : mains) {
        for (const auto& link : roster_->links().add_ons_of(roster_->facts(main).id)) {
            const auto add_on = *roster_->find(link.ticket);
            // The shop forgets a canceled add-on of a live order; so nobody can mean it.
            if (!roster_->facts(add_on).canceled) found.push_back(add_on);
        }
    }
    return found;
}

void Engine::choose_listed(const std::vector<TicketIndex>& found, const Presented& presented,
                           Whose& whose) const {
    std::vector<TicketFacts> candidates;
    for (const auto index : found) candidates.push_back(roster_->facts(index));
    const CheckInList& on_list = list(presented.at.list);
    Choice choice = choose_ticket(candidates, on_list, presented.when.utc);
    const auto is_inside = [&](const TicketFacts& ticket) {
        const auto history = history_.on_list(ticket.id, on_list.id);
        return !history.empty() && history.back().direction == Direction::entry;
    };
    // Whoever leaves is the one who is in.
    if (choice.ambiguous && presented.direction == Direction::exit) {
        const auto inside = std::ranges::find_if(candidates, is_inside);
        if (inside != candidates.end()) {
            choice = {.position = static_cast<std::size_t>(inside - candidates.begin())};
        }
    }
    whose.facts = candidates[choice.position];
    whose.card = card_of(*roster_, found[choice.position]);
    if (choice.ambiguous) whose.refusal = Reason::ambiguous;
    whose.issue = presented.code.empty() ? presented.issue : issue_in(presented.code);
}

void Engine::take_word_of(const Presented& presented, Whose& whose) const {
    const auto take = [&](const SignedFacts& facts) {
        whose.facts = facts.facts;
        // A list from a file numbers its products itself: the code's number may be another's here.
        whose.facts->product = kSignedProduct;
        whose.facts->variation.reset();
        whose.facts->id = ticket_id_of(hasher_.key_of(facts.identity));
        whose.by_signature = true;
        whose.card.ticket = whose.facts->id;
        whose.single_entry = facts.badge && facts.badge->single_entry;
        whose.card.attention = facts.badge && facts.badge->photo_check;
    };
    TicketReading reading;
    if (settings_.verifier != nullptr && !presented.ticket) {
        reading =
            read_ticket(presented.code, settings_.keys, presented.when.utc, *settings_.verifier);
    }
    if (const auto* genuine = std::get_if<SignedFacts>(&reading)) {
        take(*genuine);
        if (genuine->badge) whose.issue = genuine->badge->issue;
    } else if (const auto* refused = std::get_if<RefusedTicket>(&reading)) {
        whose.refusal = refused->reason;
        if (refused->whose) take(*refused->whose);
    } else if (presented.ticket && presented.issue) {
        // Looked at again: the code is gone, but the record knows whose badge it was.
        whose.facts = TicketFacts{.id = *presented.ticket};
        whose.issue = presented.issue;
        whose.refusal = Reason::invalid;
    } else {
        const bool readable = presented.ticket || roster_->code_shape().covers(presented.code);
        whose.refusal = readable ? Reason::invalid : Reason::misread;
    }
}

// The list first: order data beats the signature wherever there is any.
Whose Engine::whose(const Presented& presented) const {
    Whose whose;
    if (const auto found = listed(presented); !found.empty()) {
        choose_listed(found, presented, whose);
    } else {
        take_word_of(presented, whose);
    }
    if (!whose.facts || !whose.issue) return whose;
    const auto* seen = issues_.newest(whose.facts->id);
    const bool newer_seen = seen != nullptr && *whose.issue < seen->issue;
    if (newer_seen || *whose.issue < roster_->links().newest_issue(whose.facts->id)) {
        whose.refusal = Reason::old_badge;
        if (newer_seen) whose.newer = PriorCheckIn{seen->at, seen->station};
    }
    return whose;
}

}  // namespace kiosk::core
