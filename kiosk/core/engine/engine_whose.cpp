// kiosk/core/engine/engine_whose.cpp — whose code it is: the list's, a medium's, or its own word.
#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/phone_code.hpp"
#include "kiosk/core/access/choose_ticket.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/engine/signed_products.hpp"
#include "kiosk/core/ticket/ticket_reader.hpp"

namespace kiosk::core {
namespace {

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

std::optional<UtcTime> whole(const std::optional<FineTime>& time) {
    if (!time) return std::nullopt;
    return std::chrono::floor<UtcTime::duration>(*time);
}

SignedWord word_of(const SignedFacts& genuine) {
    return {.key = genuine.key_id,
            .product = genuine.facts.product,
            .variation = genuine.facts.variation,
            .subevent = genuine.facts.subevent,
            .valid_from = whole(genuine.facts.valid_from),
            .valid_until = whole(genuine.facts.valid_until),
            .single_entry = genuine.badge && genuine.badge->single_entry};
}

// What a record says of the code itself, where that was the objection or was set aside. Overrides
// are no matter of the code.
std::optional<Reason> refusal_in(const ScanRecord& record) {
    constexpr std::array kOfTheCode{Reason::misread,     Reason::invalid,
                                    Reason::revoked,     Reason::bad_signature,
                                    Reason::wrong_event, Reason::rotating_code};
    for (const auto& said :
         {record.set_aside, record.list_objection, std::optional(record.reason)}) {
        if (said && std::ranges::find(kOfTheCode, *said) != kOfTheCode.end()) return said;
    }
    return std::nullopt;
}

}  // namespace

// The tickets that the code, or the staff's choice, stands for on this list; empty for a code that
// is on none, and for a medium that has expired. Whom the staff chose by name is chosen: as the
// shop does it with a ticket's number, no add-on is looked for.
std::vector<TicketIndex> Engine::listed(const Presented& presented) const {
    std::vector<TicketIndex> found;
    if (presented.ticket) {
        if (const auto chosen = roster_->find(*presented.ticket)) found.push_back(*chosen);
        return found;
    }
    if (const auto own = roster_->find(presented.key)) {
        found.push_back(*own);
    } else {
        for (const auto& medium : roster_->links().carried_by(presented.key)) {
            const bool expired = medium.expires && *medium.expires < presented.when.utc;
            if (!expired) found.push_back(*roster_->find(medium.ticket));
        }
    }
    return with_add_ons(std::move(found), presented.at.list);
}

std::vector<TicketIndex> Engine::with_add_ons(std::vector<TicketIndex> found,
                                              std::string_view on_list) const {
    if (!list(on_list).addon_match) return found;
    const std::vector<TicketIndex> mains = found;
    for (const auto main : mains) {
        for (const auto& link : roster_->links().add_ons_of(roster_->facts(main).id)) {
            const auto add_on = *roster_->find(link.ticket);
            // A medium may carry the add-on beside its main ticket.
            if (std::ranges::find(found, add_on) != found.end()) continue;
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

// Nobody on the list: what the code says of itself counts, its product by the name that the key
// set has for the number.
void Engine::take_signed(SignedWord word, Whose& whose) const {
    const NamedProduct named = named_product(word, settings_.keys, products_);
    TicketFacts& facts = *whose.facts;
    facts.product = named.product;
    facts.variation = named.variation;
    facts.subevent = word.subevent;
    facts.valid_from = word.valid_from;
    facts.valid_until = word.valid_until;
    whose.by_signature = true;
    whose.single_entry = word.single_entry;
    whose.card.ticket = facts.id;
    whose.card.product = named.product_name;
    whose.card.variation = named.variation_name;
    whose.word = std::move(word);
}

void Engine::take_word_of(const Presented& presented, Whose& whose) const {
    TicketReading reading;
    if (settings_.verifier != nullptr && !presented.ticket) {
        reading =
            read_ticket(presented.code, settings_.keys, presented.when.utc, *settings_.verifier);
    }
    const auto* genuine = std::get_if<SignedFacts>(&reading);
    if (const auto* refused = std::get_if<RefusedTicket>(&reading)) {
        whose.refusal = refused->reason;
        if (refused->whose) genuine = &*refused->whose;
    } else if (genuine == nullptr) {
        // Tickets may be addresses: where the list has such codes, its shape says so.
        const CodeShape& shape = roster_->code_shape();
        const bool readable =
            presented.ticket || is_walk_in_code(presented.code) ||
            (shape.covers(presented.code) && !(shape.empty() && is_phone_code(presented.code)));
        whose.refusal = readable ? Reason::invalid : Reason::misread;
    }
    if (genuine == nullptr) return;
    whose.facts = TicketFacts{.id = ticket_id_of(hasher_.key_of(genuine->identity))};
    if (!whose.refusal && genuine->badge) whose.issue = genuine->badge->issue;
    take_signed(word_of(*genuine), whose);
    whose.by_badge = genuine->badge.has_value();
    whose.card.compare_photo = genuine->badge && genuine->badge->photo_check;
    whose.card.attention = whose.card.compare_photo;
}

// The same of a code that is gone. Its signature was looked at then; its key is known today.
void Engine::take_record_of(const Presented& presented, Whose& whose) const {
    const ScanRecord& record = *presented.record;
    const TicketKey* key = settings_.keys.key(record.word.key);
    const bool is_listed = record.ticket && roster_->find(*record.ticket);
    whose.refusal = refusal_in(record);
    if (!whose.refusal && !is_listed) {
        const TokenFault fault =
            key == nullptr ? TokenFault::unknown_key : fault_of(*key, presented.when.utc);
        if (fault != TokenFault::none) whose.refusal = reason_of(fault);
    }
    if (!record.ticket) return;
    whose.facts = TicketFacts{.id = *record.ticket};
    whose.issue = record.issue;
    whose.by_badge = key != nullptr && key->kind == KeyKind::k1;
    if (key != nullptr) take_signed(record.word, whose);
}

// The list first: order data beats the signature wherever there is any, also where the list has the
// ticket under another code, as of a badge that was printed or signed again.
Whose Engine::whose(const Presented& presented) const {
    Whose whose;
    if (const auto found = listed(presented); !found.empty()) {
        choose_listed(found, presented, whose);
    } else {
        presented.record != nullptr ? take_record_of(presented, whose)
                                    : take_word_of(presented, whose);
        const auto same = whose.facts ? roster_->find(whose.facts->id) : std::nullopt;
        if (same) {
            Whose by_list;
            choose_listed(with_add_ons({*same}, presented.at.list), presented, by_list);
            if (whose.refusal) by_list.refusal = whose.refusal;
            by_list.issue = whose.issue;
            by_list.by_badge = whose.by_badge;
            whose = std::move(by_list);
        }
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
