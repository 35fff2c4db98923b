// kiosk/core/engine/engine_venue.cpp — the venue's word after the list's, and what supervisors do.
#include <algorithm>
#include <utility>

#include "kiosk/core/engine/engine.hpp"

namespace kiosk::core {
namespace {

// The shop sells a person a main ticket and add-ons to it: who is denied with one is with all.
bool is_denied(const Venue& venue, const RosterLinks& links, TicketId ticket) {
    const auto with_add_ons = [&](TicketId main) {
        const auto denies = [&](const AddOnLink& link) { return venue.is_denied(link.ticket); };
        return venue.is_denied(main) || std::ranges::any_of(links.add_ons_of(main), denies);
    };
    return with_add_ons(ticket) || std::ranges::any_of(links.add_ons(), [&](const AddOnLink& link) {
               return link.ticket == ticket && with_add_ons(link.main);
           });
}

void deny(Judgement& judgement, Direction direction) {
    judgement.alert = true;
    if (judgement.decision.repeated) return;  // it was decided before
    if (direction == Direction::entry) {
        judgement.decision = Decision{.reason = Reason::denylisted};
        judgement.rule_words = {};
    } else {
        judgement.decision.set_aside = Reason::denylisted;
    }
}

}  // namespace

Judgement Engine::judge(const Presented& presented, Detail detail) const {
    // Who forces is one person: into a security zone the list is asked as if nobody did.
    const bool alone = presented.force && presented.direction == Direction::entry &&
                       presented.zone && venue_.takes_two(*presented.zone);
    Presented asked = presented;
    asked.force = presented.force && !alone;
    Judgement judgement = judge_by_list(asked, detail);
    bool denied = false;
    if (roster_ && !settings_.venue.denied.empty()) {
        const auto denies = [this](TicketId id) { return is_denied(venue_, roster_->links(), id); };
        const auto& chosen = judgement.whose.facts;  // on no list where the code vouches for itself
        denied = (chosen && denies(chosen->id)) ||
                 std::ranges::any_of(listed(presented), [&](TicketIndex index) {
                     return denies(roster_->facts(index).id);
                 });
    }
    if (!presented.zone) {
        if (denied) deny(judgement, presented.direction);
        return judgement;
    }
    const auto& ticket = judgement.whose.facts;
    const VenueFacts facts{.venue = venue_,
                           .presence = presence_,
                           .zone = *presented.zone,
                           .direction = presented.direction,
                           .person = ticket ? Person(ticket->id) : Person(presented.key),
                           .product = judgement.whose.card.product,
                           .variation = judgement.whose.card.variation,
                           .now = presented.when.utc,
                           .doubt = presented.when.error_bound,
                           .local = settings_.zone,
                           .let_in = presented.let_in,
                           .forced = alone};
    const bool list_agrees = judgement.decision.verdict() == Verdict::go;
    judgement.alert = raises_silent_alert(facts);
    judgement.decision = decide_at_access_point(facts, std::move(judgement.decision));
    if (denied) deny(judgement, presented.direction);
    if (judgement.decision.reason != Reason::rules) judgement.rule_words = {};
    if (detail == Detail::steps) {
        for (const auto& step : steps_of(facts, list_agrees)) judgement.steps.push_back(step);
        for (auto& fact : facts_text(facts)) judgement.facts.push_back(std::move(fact));
    }
    return judgement;
}

Effects Engine::on(const SupervisorActed& acted) {
    SupervisorRecord record = acted.act;
    record.boot = settings_.boot;
    take(record);
    return {note(std::move(record))};
}

// Takes effect at once: whoever waits at the door must not wait for a disk, and nothing opens.
void Engine::take(const SupervisorRecord& act) {
    switch (act.act) {
        case SupervisorAct::forgive_passback: {
            const auto zone = venue_.find(act.zone);
            if (act.ticket && (zone || act.zone.empty())) presence_.forgive(*act.ticket, zone);
            return;
        }
        case SupervisorAct::begin_emergency:
        case SupervisorAct::end_emergency: {
            const std::pair now{act.boot, act.at.mono};
            // A record that the disk lost is noted again behind later ones; what those said stands.
            const bool same_boot = emergency_act_ && emergency_act_->first == now.first;
            if (same_boot && now.second < emergency_act_->second) return;
            emergency_act_ = now;
            if (act.act == SupervisorAct::end_emergency) {
                emergency_since_.reset();
            } else if (!emergency_since_) {
                emergency_since_ = act.at.utc;
            }
            return;
        }
    }
}

Muster Engine::muster_at(const Timestamp& now) const {
    return muster(venue_, presence_, now, emergency_since_);
}

}  // namespace kiosk::core
