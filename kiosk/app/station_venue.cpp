// kiosk/app/station_venue.cpp — what the station does for supervisors.
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/app/scan_ids.hpp"
#include "kiosk/app/station_service.hpp"
#include "kiosk/search/operator_names.hpp"
#include "kiosk/wire/ids_text.hpp"

namespace kiosk::app {

namespace {

// The engine knows letters of ASCII only: what is one person's name otherwise becomes one name.
core::Override told_apart(core::Override let_in) {
    if (search::is_same_name(let_in.by, let_in.second)) let_in.second = let_in.by;
    return let_in;
}

}  // namespace

// The journal keeps no code, so a refused scan is judged again as it was seen.
void StationService::let_in(ports::OverrideRequest request,
                            std::function<void(Result<core::Outcome>)> done) {
    const Timestamp now = clock_.now();
    RefusedScan* refused = refused_.find(request.scan, now.mono);
    if (refused == nullptr) {
        return done(fail(Errc::not_found,
                         "no scan of this id was refused here in the last 10 minutes; scan again"));
    }
    const std::string& at = refused->seen.scan.station;
    if (!engine_.venue().behind(at)) {
        return done(fail(Errc::conflict,
                         "station \"" + at + "\" leads into no zone: nothing to let in to"));
    }
    if (refused->taken && (request.nonce.empty() || request.nonce != refused->nonce)) {
        return done(fail(Errc::conflict, "this scan was let in already, or is just being"));
    }
    refused->taken = true;
    refused->nonce = request.nonce;
    core::ScanSeen seen = refused->seen;
    seen.id = make_scan_id(now.utc);
    seen.scan.seen_at = now;
    seen.let_in = told_apart(std::move(request.let_in));
    seen.nonce = std::move(request.nonce);
    seen.force = seen.ignore_unpaid = false;
    seen.forced_by.clear();
    seen.forced_proof.reset();
    decide(std::move(seen),
           [this, id = request.scan, done = std::move(done)](Result<core::Outcome> outcome) {
               RefusedScan* again = refused_.find(id, clock_.now().mono);
               if (again != nullptr) again->taken = outcome && outcome->admitted();
               done(std::move(outcome));
           });
}

void StationService::act(ports::SupervisorRequest request,
                         std::function<void(Result<ports::SupervisorAnswer>)> done) {
    auto act = venue_.prepare(std::move(request), clock_.now());
    if (!act) return done(fail(std::move(act).error()));
    const auto before = engine_.emergency_since();
    const bool can_store = engine_.can_store();
    const auto what = act->record.act;
    carry_out(engine_.handle(core::SupervisorActed{act->record}));
    act->answer.seq = engine_.last_seq();
    act->answer.emergency_since = engine_.emergency_since();
    spdlog::warn("{}, record {}", done_text(what), act->answer.seq);
    if (before != engine_.emergency_since()) hooks_.on_emergency(engine_.emergency_since());
    hooks_.on_change();
    if (!can_store) return done(fail(not_recorded(what)));
    venue_.answer_when_durable(*std::move(act), std::move(done));
}

void StationService::muster(ports::MusterQuery query,
                            std::function<void(Result<ports::MusterView>)> done) {
    auto known = venue_.known_zone(query.zone);
    if (!known) return done(fail(std::move(known).error()));
    const Timestamp now = clock_.now();
    musters_.ask(query, now, venue_.zones(now), std::move(done));
}

void StationService::explain(ports::ScanReference scan,
                             std::function<void(Result<core::ReplayFinding>)> done) {
    if (!hooks_.run_explanation) {
        return done(fail(Errc::unavailable, "this station explains nothing"));
    }
    hooks_.run_explanation(std::move(scan), [this, done = std::move(done)](auto finding) mutable {
        hooks_.run_on_main(
            [done = std::move(done), finding = std::move(finding)] { done(finding); });
    });
}

}  // namespace kiosk::app
