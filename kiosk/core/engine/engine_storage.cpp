// kiosk/core/engine/engine_storage.cpp — what the disk answers: released, lost, or out of order.
#include <algorithm>
#include <utility>

#include "kiosk/core/engine/engine.hpp"

namespace kiosk::core {

Effects Engine::on(const RecordsDurable& durable) {
    Effects effects;
    durable_seq_ = std::max(durable_seq_, durable.seq);
    const auto take_notes_before = [this](std::uint64_t seq) {
        for (; !notes_.empty() && notes_.front().seq < seq; notes_.pop_front()) {
            const auto* undone = std::get_if<AnnulmentRecord>(&notes_.front().record);
            if (undone != nullptr) tally_.take_back(undone->scan);
        }
    };
    while (!pending_.empty() && pending_.front().outcome.seq <= durable.seq) {
        take_notes_before(pending_.front().outcome.seq);
        Pending done = std::move(pending_.front());
        pending_.pop_front();
        done.outcome.recorded = true;
        tally_.count(done.record, done.outcome.seq);
        keep_answer(done);
        if (!done.quiet && done.outcome.verdict() == Verdict::go)
            effects.push_back(Show{done.outcome});
        for (const RequestId request : done.waiting) {
            effects.push_back(Reply{request, done.outcome});
        }
    }
    take_notes_before(durable.seq + 1);
    if (walk_ins_.durable_through(durable.seq) && roster_) use(walk_ins_.list());
    return effects;
}

Effects Engine::on(const RecordsFailed& failed) {
    Effects effects;
    next_seq_ = failed.seq;
    const auto lost_from = std::ranges::lower_bound(notes_, failed.seq, {}, &SequencedRecord::seq);
    for (auto note = lost_from; note != notes_.end(); ++note) {
        if (const auto* undone = std::get_if<AnnulmentRecord>(&note->record)) {
            take(*undone, /*counts=*/true);  // whoever asked for it hears so, and asks again
        } else if (!std::holds_alternative<WalkInRecord>(note->record)) {
            lost_notes_.push_back(std::move(note->record));
        }
    }
    notes_.erase(lost_from, notes_.end());
    walk_ins_.failed_from(failed.seq);
    while (!pending_.empty() && pending_.back().outcome.seq >= failed.seq) {
        Pending lost = std::move(pending_.back());
        pending_.pop_back();
        if (lost.record.admitted() && lost.record.ticket)
            history_.withdraw_newest(*lost.record.ticket);
        if (lost.moved) presence_.take_back(*std::move(lost.moved));
        if (lost.issue_seen) issues_.take_back(*lost.issue_seen);
        if (lost.quiet) {  // the next sweep checks them out again
            checked_out_until_.erase(lost.record.list);
            continue;
        }
        answers_.forget(lost.repeat_key);
        if (!lost.nonce_key.empty()) answers_.forget(lost.nonce_key);
        lost.outcome.seq = 0;
        lost.outcome.decision = unstored(lost.outcome);
        effects.push_back(Show{lost.outcome});
        for (const RequestId request : lost.waiting) {
            effects.push_back(Reply{request, lost.outcome});
        }
    }
    presence_.settle();
    return effects;
}

Effects Engine::on(const StorageChanged& changed) {
    storage_ = changed.state;
    if (!can_store()) return {};
    Effects effects;
    for (auto& record : std::exchange(lost_notes_, {})) {
        if (const auto* act = std::get_if<SupervisorRecord>(&record)) take(*act);
        effects.push_back(note(std::move(record)));
    }
    return effects;
}

// Nothing can be stored, so nobody is let in by the station; people may leave all the same. Who is
// refused stays refused, for the same reason: paper in staff's hands would not change it.
Decision Engine::unstored(const Outcome& outcome) const {
    if (outcome.direction == Direction::exit) return Decision{.reason = Reason::not_stored};
    if (outcome.verdict() == Verdict::stop) return outcome.decision;
    const bool stop = station(outcome.station)->when_unstored == Verdict::stop;
    return Decision{.reason = stop ? Reason::error : Reason::not_stored};
}

Effects Engine::answer_unstored(const ScanSeen& seen, Outcome outcome) const {
    outcome.decision = unstored(outcome);
    Effects effects{Show{outcome}};
    if (seen.request) effects.push_back(Reply{*seen.request, std::move(outcome)});
    return effects;
}

}  // namespace kiosk::core
