// kiosk/core/engine/engine.cpp — from a scan to a decision, a record, and only then a go.
#include "kiosk/core/engine/engine.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <ranges>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/core/engine/answer_keys.hpp"

namespace kiosk::core {
namespace {

// What a restarted station still knows of an answer it gave before.
Outcome outcome_of(const SequencedRecord& record, const ScanRecord& scan) {
    Outcome outcome;
    outcome.id = scan.id;
    outcome.seq = record.seq;
    outcome.station = scan.station;
    outcome.reader = scan.reader;
    outcome.list = scan.list;
    outcome.direction = scan.direction;
    outcome.decision.reason = scan.reason;
    outcome.decision.list_objection = scan.list_objection;
    outcome.decision.set_aside = scan.set_aside;
    outcome.zone = scan.zone;
    outcome.at = scan.at;
    outcome.roster_version = scan.roster_version;
    outcome.by_signature = scan.by_signature;
    outcome.issue = scan.issue;
    outcome.recorded = true;
    if (scan.ticket) outcome.holder.emplace().ticket = *scan.ticket;
    return outcome;
}

// All but what only the engine knows.
ScanRecord record_of(const ScanSeen& seen, const Outcome& outcome, const Presented& presented) {
    constexpr std::size_t kLengthMax = std::numeric_limits<std::uint16_t>::max();
    ScanRecord scan;
    scan.id = seen.id;
    scan.at = seen.scan.seen_at;
    scan.station = outcome.station;
    scan.reader = outcome.reader;
    scan.list = outcome.list;
    scan.source = seen.scan.source;
    scan.direction = outcome.direction;
    scan.reason = outcome.decision.reason;
    scan.list_objection = outcome.decision.list_objection;
    scan.code = presented.key;
    scan.code_length = static_cast<std::uint16_t>(std::min(presented.code.size(), kLengthMax));
    if (outcome.holder) scan.ticket = outcome.holder->ticket;
    scan.roster_version = outcome.roster_version;
    scan.nonce = seen.nonce;
    if (seen.ignore_unpaid) scan.staff_choice = StaffChoice::ignore_unpaid;
    if (seen.force) scan.staff_choice = StaffChoice::force;
    if (!seen.answers.empty()) scan.answered = seen.answers.size();
    scan.by_signature = outcome.by_signature;
    scan.word = outcome.word;
    if (outcome.holder) scan.issue = outcome.issue;
    scan.zone = outcome.zone;
    scan.set_aside = outcome.decision.set_aside;
    if (seen.let_in) {  // also where it was not enough: who tried is evidence
        scan.let_in_by = seen.let_in->by;
        scan.seconded_by = seen.let_in->second;
        scan.note = seen.let_in->note;
        scan.let_in_proof = seen.let_in->proof;
        scan.second_proof = seen.let_in->second_proof;
    } else if (seen.force || seen.ignore_unpaid) {
        scan.let_in_by = seen.forced_by;
        scan.let_in_proof = seen.forced_proof;
    }
    return scan;
}

// Staff who have just read a refusal and say more than the scan before is no repetition of it.
bool is_said_by_staff(const ScanSeen& seen) {
    return seen.let_in || seen.force || seen.ignore_unpaid;
}

// The code or its ticket counts for nothing, whoever shows it and however often.
bool is_withdrawal(Reason reason) {
    constexpr std::array kWithdrawn{Reason::revoked,  Reason::old_badge,    Reason::bad_signature,
                                    Reason::canceled, Reason::blocked,      Reason::denylisted,
                                    Reason::invalid,  Reason::invalid_time, Reason::rotating_code};
    return std::ranges::find(kWithdrawn, reason) != kWithdrawn.end();
}

// A camera and a scanner at one station look at the same badge; a request is its sender's own.
std::string place_of(const ScanSeen& seen, Direction direction) {
    return place_key(seen.request ? seen.scan.reader : seen.scan.station, direction);
}

// Why this was answered as it was a moment ago, on disk or on its way there.
std::optional<Reason> last_answer(const std::deque<Pending>& pending, const Answers& answers,
                                  const std::string& repeat_key) {
    for (const Pending& one : std::views::reverse(pending)) {
        if (one.repeat_key == repeat_key) return one.outcome.decision.reason;
    }
    const Outcome* earlier = answers.find(repeat_key);
    return earlier == nullptr ? std::nullopt : std::optional(earlier->decision.reason);
}

}  // namespace

Engine::Engine(EngineSettings settings, const CodeHasher& hasher)
    : settings_(std::move(settings)),
      hasher_(hasher),
      filter_(settings_.same_code_window),
      venue_(settings_.venue),
      presence_(venue_, settings_.zone) {
    for (const auto& station : settings_.stations) static_cast<void>(list(station.list));
}

const Station* Engine::station(std::string_view id) const {
    const auto found = std::ranges::find(settings_.stations, id, &Station::id);
    return found == settings_.stations.end() ? nullptr : &*found;
}

const CheckInList& Engine::list(std::string_view id) const {
    const auto is_it = [id](const ListSettings& one) { return one.list.id == id; };
    const auto found = std::ranges::find_if(settings_.lists, is_it);
    KIOSK_CHECK(found != settings_.lists.end(), "every station's list exists");
    return found->list;
}

void Engine::restore(const SequencedRecord& record) {
    KIOSK_CHECK(record.seq == next_seq_, "the journal has no gaps");
    next_seq_ = record.seq + 1;
    durable_seq_ = record.seq;
    if (const auto* act = std::get_if<SupervisorRecord>(&record.record)) take(*act);
    if (const auto* act = std::get_if<AnnulmentRecord>(&record.record)) {
        take(*act, /*counts=*/false);
        tally_.take_back(act->scan);
    }
    if (const auto* made = std::get_if<WalkInRecord>(&record.record)) {
        walk_ins_.add({record.seq, *made, {}});
    }
    const auto* scan = std::get_if<ScanRecord>(&record.record);
    if (scan == nullptr) return;
    presence_.apply(*scan, record.seq);
    tally_.count(*scan, record.seq);
    static_cast<void>(issues_.take(*scan));
    if (scan->admitted() && scan->ticket) history_.add(*scan, record.seq);
    if (!scan->nonce.empty()) answers_.keep(nonce_key(*scan), outcome_of(record, *scan));
}

Effects Engine::handle(const Event& event) {
    presence_.settle();
    return std::visit([this](const auto& one) { return on(one); }, event);
}

AppendRecord Engine::note(Record record) {
    notes_.push_back({next_seq_++, std::move(record)});
    return {notes_.back()};
}

Effects Engine::on(const ScanSeen& seen) {
    const Station* at = station(seen.scan.station);
    KIOSK_CHECK(at != nullptr, "scans come from configured stations");
    const Presented shown = presented(seen);
    const Direction direction = shown.direction;
    const CodeKey& key = shown.key;
    if (seen.dry_run) {
        Outcome outcome = decide(seen, shown);
        outcome.dry_run = true;
        if (!seen.request) return {};
        return {Reply{*seen.request, std::move(outcome)}};
    }
    std::string repeat = repeat_key(place_of(seen, direction), key);
    if (!seen.nonce.empty()) {
        // The request says itself what is a repetition: another nonce is another guest.
        auto again = answer_again(nonce_key(seen.nonce, at->id, direction, key), seen.request);
        if (again) return *std::move(again);
    } else if (!is_said_by_staff(seen) && is_repeat(seen, shown, repeat)) {
        auto again = answer_again(repeat, seen.request);
        if (again) return *std::move(again);
    }
    Outcome outcome = decide(seen, shown);
    const bool nothing_new =
        outcome.decision.repeated || outcome.decision.reason == Reason::incomplete;
    if (nothing_new && can_store()) return answer_recorded(seen, std::move(outcome));
    return record(seen, std::move(outcome), shown, std::move(repeat));
}

// The same badge as a moment ago, and nothing has happened since that makes it news. Remembers that
// it was here.
bool Engine::is_repeat(const ScanSeen& seen, const Presented& shown, const std::string& key) {
    const std::string place = place_of(seen, shown.direction);
    const auto before = filter_.see(place, shown.key, seen.scan);
    if (!before || !can_store()) return false;
    const Judgement now = judge(shown, Detail::none);
    const auto last = last_answer(pending_, answers_, key);
    // Validity comes before repetition: what was withdrawn since is refused at once.
    const bool withdrawn = is_withdrawal(now.decision.reason) && now.decision.reason != last;
    const bool chosen =
        seen.ticket && last == Reason::ambiguous;  // by name, as staff were asked to
    const auto& ticket = now.whose.facts;
    const Person holder = presence_.holder(ticket ? Person(ticket->id) : Person(shown.key));
    const bool was_away =
        filter_.has_passed(place_key(shown.at.id, shown.direction), holder, *before);
    if (!withdrawn && !chosen && !was_away) return true;
    filter_.begin_anew(place, shown.key, seen.scan);
    return false;
}

// A repeat changes nothing and shows nothing; only a waiting request is answered. Nothing where the
// key is new.
std::optional<Effects> Engine::answer_again(const std::string& key,
                                            const std::optional<RequestId>& request) {
    const auto is_it = [&](const Pending& one) {
        return one.repeat_key == key || one.nonce_key == key;
    };
    const auto still_pending = std::find_if(pending_.rbegin(), pending_.rend(), is_it);
    if (still_pending != pending_.rend()) {
        if (request) still_pending->waiting.push_back(*request);
        return Effects{};
    }
    const Outcome* earlier = answers_.find(key);
    if (earlier == nullptr) return std::nullopt;
    if (!request) return Effects{};
    Outcome outcome = *earlier;
    outcome.replayed = true;
    if (outcome.holder && roster_) {
        // After a restart only the ticket is known; the list knows the rest.
        if (const auto index = roster_->find(outcome.holder->ticket)) {
            outcome.holder = card_of(*roster_, *index);
        }
    }
    return Effects{Reply{*request, std::move(outcome)}};
}

// A request that was recorded before changes nothing; one that lacks answers comes again with them.
Effects Engine::answer_recorded(const ScanSeen& seen, Outcome outcome) {
    Effects effects;
    if (outcome.decision.repeated) {
        const auto is_it = [&](const Pending& one) {
            return one.record.ticket == outcome.holder->ticket && one.record.nonce == seen.nonce;
        };
        const auto still_pending = std::ranges::find_if(pending_, is_it);
        if (still_pending != pending_.end()) {
            if (seen.request) still_pending->waiting.push_back(*seen.request);
            return {};
        }
        outcome.recorded = true;
        outcome.replayed = true;
    } else {
        effects.emplace_back(Show{outcome});
    }
    if (seen.request) effects.emplace_back(Reply{*seen.request, std::move(outcome)});
    return effects;
}

Effects Engine::record(const ScanSeen& seen, Outcome&& outcome, const Presented& presented,
                       std::string&& repeat_key) {
    if (!can_store()) return answer_unstored(seen, std::move(outcome));
    outcome.seq = next_seq_++;
    Pending& pending = pending_.emplace_back();
    ScanRecord& scan = pending.record;
    scan = record_of(seen, outcome, presented);
    scan.boot = settings_.boot;
    scan.one_copy = storage_ == StorageState::amber_one_copy;
    Effects effects;
    effects.emplace_back(AppendRecord{{outcome.seq, scan}});
    // The admission counts at once: the same ticket in the next millisecond must see it.
    if (scan.admitted() && scan.ticket) history_.add(scan, outcome.seq);
    pending.issue_seen = issues_.take(scan);
    pending.moved = presence_.apply(scan, outcome.seq);
    if (scan.admitted()) {
        const Person holder = presence_.holder(person_of(scan));
        filter_.pass(place_key(scan.station, scan.direction), holder, scan.at.mono);
    }
    // A refusal opens nothing and may be shown before it is on disk; a go may not.
    if (outcome.verdict() != Verdict::go) effects.emplace_back(Show{outcome});
    pending.outcome = std::move(outcome);
    pending.repeat_key = std::move(repeat_key);
    if (!seen.nonce.empty()) pending.nonce_key = nonce_key(scan);
    if (seen.request) pending.waiting.push_back(*seen.request);
    return effects;
}

void Engine::keep_answer(const Pending& done) {
    if (done.quiet) return;  // nobody asked, nobody asks again
    answers_.keep(done.repeat_key, done.outcome);
    if (!done.nonce_key.empty()) answers_.keep(done.nonce_key, done.outcome);
}

Effects Engine::on(const RosterReplaced& replaced) {
    use(replaced.roster);
    const Roster& list = *walk_ins_.list();
    return {note(RosterRecord{.at = replaced.at,
                              .boot = settings_.boot,
                              .version = list.version(),
                              .tickets = list.size()})};
}

}  // namespace kiosk::core
