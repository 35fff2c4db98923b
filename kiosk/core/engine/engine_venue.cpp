// kiosk/core/engine/engine_venue.cpp — the venue's word after the list's, and what supervisors do.
#include <utility>

#include "kiosk/core/engine/engine.hpp"

namespace kiosk::core {

Judgement Engine::judge(const Presented& presented, Detail detail) const {
    // Who forces is one person: into a security zone the list is asked as if nobody did.
    const bool alone = presented.force && presented.direction == Direction::entry &&
                       presented.zone && venue_.takes_two(*presented.zone);
    Presented asked = presented;
    asked.force = presented.force && !alone;
    Judgement judgement = judge_by_list(asked, detail);
    if (!presented.zone) return judgement;
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
