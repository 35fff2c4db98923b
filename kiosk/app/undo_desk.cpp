// kiosk/app/undo_desk.cpp — the rules of taking back; the engine does it.
#include "kiosk/app/undo_desk.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace kiosk::app {
namespace {

core::UndoneScan undone_of(const ports::StoredScan& stored) {
    const core::ScanRecord& scan = stored.scan;
    return {.seq = stored.seq,
            .id = scan.id,
            .at = scan.at.utc,
            .station = scan.station,
            .reader = scan.reader,
            .list = scan.list,
            .zone = scan.zone,
            .direction = scan.direction,
            .code = scan.code,
            .ticket = scan.ticket,
            .stood_by = !scan.let_in_by.empty()};
}

}  // namespace

bool is_fresh_at_desk(const core::ScanRecord& scan, const std::string& desk,
                      const core::BootId& boot, const Timestamp& now) {
    if (desk.empty() || desk != scan.station) return false;
    const std::chrono::nanoseconds age =
        scan.boot == boot ? now.mono - scan.at.mono : now.utc - scan.at.utc;
    return age >= std::chrono::nanoseconds(0) && age <= core::kOwnUndoTime;
}

Result<core::AnnulmentRecord> UndoDesk::judge(const ports::UndoRequest& request,
                                              const ports::StoredScan& stored,
                                              const Timestamp& now) const {
    if (!stored.scan.admitted()) {
        return fail(Errc::conflict, "this scan let nobody in: there is nothing to undo");
    }
    if (stored.scan.source == core::ScanSource::automatic) {
        return fail(Errc::conflict, "the list's own time checked everybody out: not to be undone");
    }
    const bool fresh = is_fresh_at_desk(stored.scan, request.station, engine_.settings().boot, now);
    if (!fresh && !request.by_lead) {
        return fail(Errc::denied, "a desk undoes its own check-ins of the last " +
                                      std::to_string(core::kOwnUndoTime.count()) +
                                      " s; a lead undoes any, with a reason");
    }
    if (!fresh && !request.cause) {
        return fail(Errc::invalid_input, "reason is missing: why is this check-in undone?");
    }
    if (!engine_.can_store()) {
        return fail(Errc::unavailable, "no disk takes the record, so nothing is undone");
    }
    return core::AnnulmentRecord{.at = now,
                                 .boot = {},
                                 .scan = undone_of(stored),
                                 .cause = request.cause.value_or(core::UndoCause::slip),
                                 .desk = request.station,
                                 .by = request.by,
                                 .proof = request.proof,
                                 .note = request.note,
                                 .nonce = request.nonce};
}

void UndoDesk::answer_again(const ports::UndoRequest& request, const core::AnnulmentRecord& before,
                            Done done) {
    if (request.nonce.empty() || request.nonce != before.nonce) {
        return done(fail(Errc::conflict, "this check-in was undone before"));
    }
    const auto still_waiting = std::ranges::find_if(waiting_, [&](const Waiting& one) {
        return one.answer.record.scan.seq == before.scan.seq;
    });
    if (still_waiting != waiting_.end()) {
        still_waiting->done.push_back(std::move(done));
        return;
    }
    ports::UndoAnswer answer = answer_of(before);
    answer.replayed = true;
    done(std::move(answer));
}

void UndoDesk::answer_when_durable(ports::UndoAnswer answer, Done done) {
    Waiting& waiting = waiting_.emplace_back();
    waiting.answer = std::move(answer);
    waiting.done.push_back(std::move(done));
}

std::vector<ports::UndoAnswer> UndoDesk::durable_through(std::uint64_t seq) {
    std::vector<ports::UndoAnswer> durable;
    while (!waiting_.empty() && waiting_.front().answer.seq <= seq) {
        Waiting first = std::move(waiting_.front());
        waiting_.pop_front();
        for (const auto& done : first.done) done(first.answer);
        durable.push_back(std::move(first.answer));
    }
    return durable;
}

void UndoDesk::failed_from(std::uint64_t seq) {
    while (!waiting_.empty() && waiting_.back().answer.seq >= seq) {
        const Waiting last = std::move(waiting_.back());
        waiting_.pop_back();
        for (const auto& done : last.done) {
            done(fail(Errc::unavailable, "no disk took the record: the check-in stands"));
        }
    }
}

ports::UndoAnswer UndoDesk::answer_of(const core::AnnulmentRecord& record) const {
    ports::UndoAnswer answer{.seq = 0, .record = record, .holder = {}};
    const auto& roster = engine_.roster();
    const auto index =
        roster && record.scan.ticket ? roster->find(*record.scan.ticket) : std::nullopt;
    if (index) answer.holder = core::card_of(*roster, *index);
    return answer;
}

}  // namespace kiosk::app
