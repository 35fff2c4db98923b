// kiosk/core/engine/engine_venue.cpp — the venue's word after the list's, and what supervisors do.
#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "kiosk/core/engine/engine.hpp"

namespace kiosk::core {
namespace {

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

// What one person would set aside with their choice.
bool sets_aside(const Presented& presented, const CheckInList& list, const Decision& by_list) {
    if (presented.force) return true;
    return presented.ignore_unpaid && list.include_pending && by_list.reason == Reason::unpaid;
}

// In the order of the engine: who is denied at an entry is asked nothing more.
void tell_steps(Judgement& judgement, const VenueFacts* venue, bool list_agrees,
                const StaffFacts& staff) {
    std::vector<CheckStep> steps{denial_step_of(staff)};
    std::ranges::move(judgement.steps, std::back_inserter(steps));
    if (venue != nullptr) {
        judgement.facts.emplace_back("zone", venue->venue.zone(venue->zone).id);
        std::ranges::move(steps_of(*venue, list_agrees), std::back_inserter(steps));
    }
    if (judgement.decision.reason == Reason::denylisted) {
        for (CheckStep& step : std::span(steps).subspan(1)) step = {.name = step.name};
    }
    std::ranges::move(steps_of(staff), std::back_inserter(steps));
    judgement.steps = std::move(steps);
}

}  // namespace

// Also whom the code could have meant; and who is on no list, where the code vouches for itself.
bool Engine::denies(const Presented& presented, const Whose& whose) const {
    if (!roster_ || denied_.empty()) return false;
    const auto has = [this](TicketId id) { return std::ranges::binary_search(denied_, id); };
    return (whose.facts && has(whose.facts->id)) ||
           std::ranges::any_of(listed(presented),
                               [&](TicketIndex index) { return has(roster_->facts(index).id); });
}

Judgement Engine::judge(const Presented& presented, Detail detail) const {
    const bool entry = presented.direction == Direction::entry;
    const bool two = presented.zone && venue_.takes_two(*presented.zone);
    // Who forces or overlooks is one person: into a security zone the list is asked as if nobody
    // did.
    const bool alone = entry && two && (presented.force || presented.ignore_unpaid);
    Presented asked = presented;
    asked.force = presented.force && !alone;
    asked.ignore_unpaid = presented.ignore_unpaid && !alone;
    Judgement judgement = judge_by_list(asked, detail);
    const bool list_agrees = judgement.decision.verdict() == Verdict::go;
    const bool denied = denies(presented, judgement.whose);
    std::optional<VenueFacts> facts;
    if (presented.zone) {
        const auto& ticket = judgement.whose.facts;
        const bool forced =
            alone && sets_aside(presented, list(presented.at.list), judgement.decision);
        facts.emplace(VenueFacts{.venue = venue_,
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
                                 .forced = forced});
        judgement.alert = raises_silent_alert(*facts);
        judgement.decision = decide_at_access_point(*facts, std::move(judgement.decision));
    }
    if (denied) deny(judgement, presented.direction);
    if (judgement.decision.reason != Reason::rules) judgement.rule_words = {};
    if (detail == Detail::none) return judgement;
    const bool chose = presented.force || presented.ignore_unpaid;
    const bool on_record = chose && presented.record != nullptr;
    const StaffFacts staff{
        .denied = denied,
        .let_in = presented.let_in,
        .forced = presented.force || (facts && facts->forced),
        .forced_by = on_record ? std::string_view(presented.record->let_in_by) : "",
        .forced_proof = on_record ? presented.record->let_in_proof : std::nullopt,
        .takes_two = two,
        .decision = judgement.decision};
    tell_steps(judgement, facts ? &*facts : nullptr, list_agrees, staff);
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
            filter_.forget();  // the refusal of a moment ago is no answer any more
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
