// kiosk/app/station_service.cpp — events in, effects carried out, requests answered.
#include "kiosk/app/station_service.hpp"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/app/attendee_view.hpp"
#include "kiosk/app/repair_words.hpp"
#include "kiosk/app/scan_ids.hpp"
#include "kiosk/base/check.hpp"

namespace kiosk::app {

StationService::StationService(core::Engine& engine, const core::CodeHasher& hasher,
                               Mailbox& mailbox, ports::RecordStore& store,
                               const ports::Clock& clock, ServiceSettings settings,
                               ServiceHooks hooks)
    : engine_(engine),
      hasher_(hasher),
      mailbox_(mailbox),
      store_(store),
      clock_(clock),
      settings_(std::move(settings)),
      hooks_(std::move(hooks)),
      people_(engine, hasher, hooks_.run_search, hooks_.run_on_main),
      started_at_(clock.now()),
      venue_(engine, hasher, settings_.zones),
      undos_(engine),
      walk_ins_(engine, hasher),
      musters_(engine, hooks_.run_search, hooks_.run_on_main),
      recorded_(core::Stats(settings_.zone)) {}

void StationService::drain() {
    Mailbox::Contents contents = mailbox_.take();
    if (contents.durable_seq) on_durable(*contents.durable_seq);
    if (contents.failure) on_failure(*contents.failure);
    if (contents.health) on_health(*std::move(contents.health));
    for (auto& repair : contents.repairs) {
        spdlog::error("storage repaired ({}): {}", repair.code, words_of(repair));
        on_repair(std::move(repair));
    }
    for (auto& scan : contents.scans) {
        const core::ScanId id = make_scan_id(scan.seen_at.utc);
        take(core::ScanSeen{.scan = std::move(scan), .id = id});
    }
    for (auto& report : contents.reports) on_report(std::move(report));
    hooks_.on_change();
}

void StationService::on_durable(std::uint64_t seq) {
    carry_out(engine_.handle(core::RecordsDurable{seq}));
    const bool all = engine_.durable_seq() >= engine_.last_seq();
    oldest_append_ = all ? Instant::max() : clock_.now().mono;  // what remains has just come up
    venue_.durable_through(engine_.durable_seq());
    recorded_.durable_through(engine_.durable_seq(), engine_);
    tell_undone(engine_.durable_seq());
    tell_walk_ins(engine_.durable_seq());
}

void StationService::on_failure(const Mailbox::Failure& failure) {
    spdlog::error("storage: records from {} on were not stored: {}", failure.seq,
                  failure.error.context);
    carry_out(engine_.handle(core::RecordsFailed{failure.seq}));
    venue_.failed_from(failure.seq);
    undos_.failed_from(failure.seq);
    walk_ins_.failed_from(failure.seq);
    recorded_.failed_from(failure.seq);
    store_.restart_from(failure.seq);
    oldest_append_ = Instant::max();
    // A full queue changes no health; what was lost in it is noted again at once.
    carry_out(engine_.handle(core::StorageChanged{health_.state}));
}

void StationService::on_health(core::StorageHealth health) {
    if (health == health_) return;
    const bool told = health.state != health_.state || health.code != health_.code;
    health_ = std::move(health);
    if (told) hooks_.on_health(health_);
    carry_out(engine_.handle(core::StorageChanged{health_.state}));
}

void StationService::on_repair(core::RepairedRecord record) {
    record.at = clock_.now();
    record.boot = engine_.settings().boot;
    core::AppendRecord append = engine_.note(std::move(record));
    carry_out(append);
}

void StationService::on_report(ports::ReaderReport report) {
    hooks_.on_reader(report);
    if (report.drained > 0) {
        core::AppendRecord append =
            engine_.note(core::DrainedRecord{.at = clock_.now(),
                                             .boot = engine_.settings().boot,
                                             .reader = report.reader,
                                             .codes = report.drained});
        carry_out(append);
    }
    const auto known = std::ranges::find(readers_, report.reader, &ports::ReaderReport::reader);
    if (known != readers_.end())
        *known = std::move(report);
    else
        readers_.push_back(std::move(report));
}

void StationService::take(core::ScanSeen seen) {
    core::Effects effects = engine_.handle(seen);
    const bool refused = std::ranges::any_of(effects, [&](const core::Effect& effect) {
        const auto* show = std::get_if<core::Show>(&effect);
        return show != nullptr && show->outcome.id == seen.id &&
               show->outcome.verdict() != core::Verdict::go;
    });
    if (refused) refused_.keep(std::move(seen));
    carry_out(std::move(effects));
}

void StationService::carry_out(core::Effects effects) {
    for (auto& effect : effects) {
        std::visit([this](auto& one) { carry_out(one); }, effect);
    }
}

void StationService::carry_out(core::AppendRecord& append) {
    oldest_append_ = std::min(oldest_append_, clock_.now().mono);
    recorded_.append(append.record);
    store_.append(std::move(append.record));
}

void StationService::carry_out(core::Show& show) {
    const auto at =
        std::ranges::find(settings_.stations, show.outcome.station, &ports::StationView::id);
    KIOSK_CHECK(at != settings_.stations.end(), "outcomes come from configured stations");
    ++at->scans;
    if (show.outcome.verdict() != core::Verdict::go) ++at->refused;
    at->last_scan = show.outcome.at.utc;
    if (show.outcome.alert) hooks_.on_alert(venue_.alerts().raise(show.outcome));
    hooks_.show(show.outcome);
}

void StationService::carry_out(core::Reply& reply) {
    auto waiting = waiting_.extract(reply.request);
    if (!waiting.empty()) waiting.mapped()(std::move(reply.outcome));
}

void StationService::replace_roster(std::shared_ptr<const core::Roster> roster,
                                    std::shared_ptr<const search::PeopleIndex> index) {
    warnings_ = list_warnings(engine_.settings().venue, *roster);
    for (const auto& warning : warnings_.all()) spdlog::warn("attendee list: {}", warning);
    people_.take(roster, std::move(index));
    roster_held_ = false;
    // A million tickets take milliseconds to free: not here, where scans wait.
    auto retired = engine_.roster();
    carry_out(engine_.handle(core::RosterReplaced{std::move(roster), clock_.now()}));
    people_.take_added(engine_.walk_ins().added());
    expected_ = count_expected(engine_);
    recorded_.begin_list(engine_);
    if (retired) hooks_.run_import([retired = std::move(retired)]() mutable { retired.reset(); });
    hooks_.on_change();
}

void StationService::take_shop(core::ShopTold told) {
    carry_out(engine_.handle(std::move(told)));
    if (engine_.roster()) expected_ = count_expected(engine_);
}

void StationService::note_start() {
    core::AppendRecord start = engine_.note(core::StartRecord{
        .at = started_at_, .boot = engine_.settings().boot, .software = settings_.software});
    carry_out(start);
}

bool StationService::progresses(std::chrono::seconds patience) const {
    return oldest_append_ == Instant::max() || !engine_.can_store() ||
           clock_.now().mono - oldest_append_ < patience;
}

const ports::StationView* StationService::station(std::string_view id) const {
    if (id.empty() && settings_.stations.size() == 1) return &settings_.stations.front();
    const auto found = std::ranges::find(settings_.stations, id, &ports::StationView::id);
    return found == settings_.stations.end() ? nullptr : &*found;
}

Result<const ports::StationView*> StationService::station_for(
    const ports::ScanRequest& request) const {
    const ports::StationView* at = station(request.station);
    if (at == nullptr) {
        std::string known;
        for (const auto& one : settings_.stations) known += (known.empty() ? "" : ", ") + one.id;
        return fail(Errc::not_found, "no station \"" + request.station + "\"; known: " + known);
    }
    if (request.code.size() > core::kScanBytesMax) {
        return fail(Errc::too_large, "code is " + std::to_string(request.code.size()) +
                                         " bytes, limit " + std::to_string(core::kScanBytesMax));
    }
    if (request.nonce.size() > core::kNonceMax) {
        return fail(Errc::too_large, "nonce is " + std::to_string(request.nonce.size()) +
                                         " bytes, limit " + std::to_string(core::kNonceMax));
    }
    if ((request.force || request.ignore_unpaid) && !at->may_force) {
        return fail(Errc::denied,
                    "nobody may force or ignore_unpaid at station \"" + at->id + "\"");
    }
    const bool is_exit = request.direction.value_or(at->direction) == core::Direction::exit;
    if (!is_exit && !engine_.roster()) {
        return fail(Errc::unavailable, "no attendee list yet: kioskctl import FILE.csv");
    }
    return at;
}

void StationService::scan(ports::ScanRequest request,
                          std::function<void(Result<core::Outcome>)> done) {
    const auto at = station_for(request);
    if (!at) return done(fail(at.error()));
    auto answers = answers_in(request);
    if (!answers) return done(fail(std::move(answers).error()));
    const Timestamp now = clock_.now();
    core::ScanSeen seen;
    seen.scan = {.station = (*at)->id,
                 .reader = "api:" + (*at)->id,
                 .bytes = std::move(request.code),
                 .source = request.source,
                 .seen_at = now};
    seen.id = make_scan_id(now.utc);
    seen.direction = request.direction;
    seen.ticket = request.attendee;
    seen.nonce = std::move(request.nonce);
    seen.ignore_unpaid = request.ignore_unpaid;
    seen.force = request.force;
    if (request.force || request.ignore_unpaid) {
        seen.forced_by = std::move(request.operator_id);
        seen.forced_proof = request.operator_proof;
    }
    seen.answers = *std::move(answers);
    seen.dry_run = request.dry_run;
    if (seen.dry_run && !request.by_staff) done = alerting(std::move(done));
    auto kept = engine_.answers_to_keep(seen);
    if (kept) return keep_then_decide(*std::move(kept), std::move(seen), std::move(done));
    if (!seen.dry_run) seen.answers.clear();  // none of them counts
    decide(std::move(seen), std::move(done));
}

// Nothing is recorded or shown, but somebody stands at the lane with that ticket.
std::function<void(Result<core::Outcome>)> StationService::alerting(
    std::function<void(Result<core::Outcome>)> done) {
    return [this, done = std::move(done)](Result<core::Outcome> outcome) {
        if (outcome && outcome->alert) hooks_.on_alert(venue_.alerts().raise(*outcome));
        done(std::move(outcome));
    };
}

void StationService::keep_then_decide(core::AnswersKept kept, core::ScanSeen seen,
                                      std::function<void(Result<core::Outcome>)> done) {
    if (!hooks_.keep_answers) return done(fail(Errc::unavailable, "answers cannot be kept here"));
    seen.answers = kept.answers;
    core::AnswersKept known = kept;
    hooks_.keep_answers(std::move(kept), [this, known, seen = std::move(seen),
                                          done = std::move(done)](Result<> stored) mutable {
        if (!stored) {
            return done(fail(
                Errc::unavailable,
                "the answers cannot be kept, so nothing was recorded: " + stored.error().context));
        }
        take_answers(std::move(known));
        decide(std::move(seen), std::move(done));
    });
}

void StationService::decide(core::ScanSeen seen, std::function<void(Result<core::Outcome>)> done) {
    seen.request = core::RequestId{next_request_++};
    waiting_.emplace(*seen.request, std::move(done));
    take(std::move(seen));
}

Result<std::vector<core::Answer>> StationService::answers_in(
    const ports::ScanRequest& request) const {
    std::vector<core::Answer> answers;
    for (const auto& [id, text] : request.answers) {
        const auto found = std::ranges::find(settings_.questions, id, &ports::QuestionView::id);
        if (found == settings_.questions.end()) {
            return fail(Errc::invalid_input, "no question \"" + id.substr(0, 64) + "\"");
        }
        answers.push_back({{found - settings_.questions.begin() + 1}, text});
    }
    return answers;
}

void StationService::take_answers(core::AnswersKept answers) {
    carry_out(engine_.handle(std::move(answers)));
}

void StationService::tick() {
    core::Effects effects = engine_.handle(core::TimePassed{clock_.now()});
    if (effects.empty()) return;
    carry_out(std::move(effects));
    hooks_.on_change();
}

}  // namespace kiosk::app
