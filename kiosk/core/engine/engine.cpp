// kiosk/core/engine/engine.cpp — from a scan to a decision, a record, and only then a go.
#include "kiosk/core/engine/engine.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/core/access/clock_doubt.hpp"
#include "kiosk/core/engine/answer_keys.hpp"
#include "kiosk/core/ticket_code.hpp"

namespace kiosk::core {
namespace {

// Nobody is kept from leaving because the code is not known.
Decision without_ticket(Reason reason, Direction direction) {
    if (direction == Direction::entry) return Decision{.reason = reason};
    return Decision{.reason = Reason::ok_exit_unmatched, .list_objection = reason};
}

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
    outcome.at = scan.at;
    outcome.roster_version = scan.roster_version;
    outcome.recorded = true;
    if (scan.ticket) outcome.holder.emplace().ticket = *scan.ticket;
    return outcome;
}

}  // namespace

Engine::Engine(EngineSettings settings, const CodeHasher& hasher)
    : settings_(std::move(settings)), hasher_(hasher), filter_(settings_.same_code_window) {
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
    const auto* scan = std::get_if<ScanRecord>(&record.record);
    if (scan == nullptr) return;
    tally_.count(*scan);
    if (scan->admitted() && scan->ticket) history_.add(*scan);
    if (!scan->nonce.empty()) answers_.keep(nonce_key(*scan), outcome_of(record, *scan));
}

Effects Engine::handle(const Event& event) {
    return std::visit([this](const auto& one) { return on(one); }, event);
}

AppendRecord Engine::note(Record record) {
    notes_.push_back({next_seq_++, std::move(record)});
    return {notes_.back()};
}

Effects Engine::on(const ScanSeen& seen) {
    const Station* at = station(seen.scan.station);
    KIOSK_CHECK(at != nullptr, "scans come from configured stations");
    const Direction direction = seen.direction.value_or(at->direction);
    const std::string_view code = clean_code(seen.scan.bytes);
    CodeKey key = hasher_.key_of(code);
    if (seen.ticket && roster_) {
        if (const auto index = roster_->find(*seen.ticket)) key = roster_->code(*index);
    }
    if (seen.dry_run) {
        Outcome outcome = decide(seen, *at, code, key);
        outcome.dry_run = true;
        if (!seen.request) return {};
        return {Reply{*seen.request, std::move(outcome)}};
    }
    const std::string reader = reader_key(seen.scan.reader, direction);
    std::string repeat = repeat_key(reader, key);
    if (!seen.nonce.empty()) {
        // The request says itself what is a repetition: another nonce is another guest.
        const Outcome* earlier = answers_.find(nonce_key(seen.nonce, at->id, direction, key));
        if (earlier != nullptr) return answer_again(*earlier, seen.request);
    } else if (filter_.is_repeat(reader, key, seen.scan) && can_store()) {
        const Outcome* earlier = answers_.find(repeat);
        if (earlier != nullptr) return answer_again(*earlier, seen.request);
    }
    return record(seen, decide(seen, *at, code, key), code, key, std::move(repeat));
}

// A repeat changes nothing and shows nothing; only a waiting request is answered.
Effects Engine::answer_again(const Outcome& earlier, const std::optional<RequestId>& request) {
    if (!request) return {};
    const auto is_it = [&](const Pending& one) { return one.outcome.seq == earlier.seq; };
    const auto still_pending = std::ranges::find_if(pending_, is_it);
    if (still_pending != pending_.end()) {
        still_pending->waiting.push_back(*request);
        return {};
    }
    Outcome outcome = earlier;
    outcome.replayed = true;
    if (outcome.holder && roster_) {
        // After a restart only the ticket is known; the list knows the rest.
        if (const auto index = roster_->find(outcome.holder->ticket)) {
            outcome.holder = card_of(*roster_, *index);
        }
    }
    return {Reply{*request, std::move(outcome)}};
}

Outcome Engine::decide(const ScanSeen& seen, const Station& at, std::string_view code,
                       const CodeKey& key) const {
    Outcome outcome;
    outcome.id = seen.id;
    outcome.station = at.id;
    outcome.reader = seen.scan.reader;
    outcome.list = at.list;
    outcome.direction = seen.direction.value_or(at.direction);
    outcome.at = seen.scan.seen_at;
    if (!roster_) {
        outcome.decision.reason = Reason::error;
        return outcome;
    }
    outcome.roster_version = roster_->version();
    const bool readable = seen.ticket || roster_->code_shape().covers(code);
    const auto index = seen.ticket ? roster_->find(*seen.ticket) : roster_->find(key);
    if (!readable || !index) {
        const Reason reason = readable ? Reason::invalid : Reason::misread;
        outcome.decision = without_ticket(reason, outcome.direction);
        return outcome;
    }
    const TicketFacts ticket = roster_->facts(*index);
    const auto history = history_.on_list(ticket.id, at.list);
    outcome.decision = decide_in_doubt({.list = list(at.list),
                                        .ticket = ticket,
                                        .history = history,
                                        .direction = outcome.direction,
                                        .now = outcome.at.utc,
                                        .ignore_unpaid = seen.ignore_unpaid,
                                        .zone = &settings_.zone},
                                       outcome.at.error_bound);
    outcome.holder = card_of(*roster_, *index);
    return outcome;
}

Effects Engine::record(const ScanSeen& seen, Outcome outcome, std::string_view code,
                       const CodeKey& key, std::string repeat_key) {
    if (!can_store()) return answer_unstored(seen, std::move(outcome));
    Effects effects;
    constexpr std::size_t kLengthMax = std::numeric_limits<std::uint16_t>::max();
    ScanRecord scan;
    scan.id = seen.id;
    scan.at = seen.scan.seen_at;
    scan.boot = settings_.boot;
    scan.station = outcome.station;
    scan.reader = outcome.reader;
    scan.list = outcome.list;
    scan.source = seen.scan.source;
    scan.direction = outcome.direction;
    scan.reason = outcome.decision.reason;
    scan.list_objection = outcome.decision.list_objection;
    scan.code = key;
    scan.code_length = static_cast<std::uint16_t>(std::min(code.size(), kLengthMax));
    if (outcome.holder) scan.ticket = outcome.holder->ticket;
    scan.roster_version = outcome.roster_version;
    scan.nonce = seen.nonce;
    if (seen.ignore_unpaid) scan.staff_choice = StaffChoice::ignore_unpaid;
    scan.one_copy = storage_ == StorageState::amber_one_copy;

    AppendRecord append{{next_seq_++, scan}};
    outcome.seq = append.record.seq;
    effects.push_back(std::move(append));
    // The admission counts at once: the same ticket in the next millisecond must see it.
    if (scan.admitted() && scan.ticket) history_.add(scan);
    // A refusal opens nothing and may be shown before it is on disk; a go may not.
    if (outcome.verdict() != Verdict::go) effects.push_back(Show{outcome});
    pending_.push_back({std::move(scan), std::move(outcome), {}, std::move(repeat_key)});
    if (seen.request) pending_.back().waiting.push_back(*seen.request);
    keep_answer(pending_.back());
    return effects;
}

void Engine::keep_answer(const Pending& pending) {
    answers_.keep(pending.repeat_key, pending.outcome);
    if (!pending.record.nonce.empty()) {
        answers_.keep(nonce_key(pending.record), pending.outcome);
    }
}

Effects Engine::on(const RosterReplaced& replaced) {
    roster_ = replaced.roster;
    filter_.forget();  // what was refused a moment ago may be on the new list
    for (auto& [list, names] : settings_.lists) {
        list.limit_products.clear();
        for (const auto& product : roster_->products()) {
            if (std::ranges::find(names, product.name) != names.end()) {
                list.limit_products.push_back(product.id);
            }
        }
        std::ranges::sort(list.limit_products);
    }
    return {note(RosterRecord{.at = replaced.at,
                              .boot = settings_.boot,
                              .version = roster_->version(),
                              .tickets = roster_->size()})};
}

}  // namespace kiosk::core
