// kiosk/app/station_queries.cpp — what the station tells: status, counts, people, the log.
#include <algorithm>
#include <exception>
#include <iterator>
#include <tuple>
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/app/attendee_view.hpp"
#include "kiosk/app/list_import.hpp"
#include "kiosk/app/station_service.hpp"

namespace kiosk::app {
namespace {

constexpr std::uint64_t kLooksMax = 5000;  // tickets of one page: scans wait meanwhile

// The border of a worker: a list too large for this box's memory fails alone, not the station.
template <class Work>
auto without_exceptions(Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::exception& error) {
        return fail(Errc::unavailable, std::string("not enough room to work: ") + error.what());
    }
}

void log_import(const Result<ListImportResult>& result) {
    if (!result) {
        spdlog::error("attendee list: {}", result.error().context);
    } else if (result->answer.imported) {
        spdlog::info("attendee list: {}", result->answer.sentence);
    } else {
        spdlog::warn("attendee list: {}", result->answer.sentence);
    }
}

void tell_undone_of(const core::Engine& engine, std::vector<ports::StoredScan>& scans) {
    for (auto& one : scans) {
        const auto* undone = engine.annulment_of(one.seq);
        if (undone != nullptr) one.undone = *undone;
    }
}

}  // namespace

ports::StatusView StationService::status() const {
    const Timestamp now = clock_.now();
    const auto& roster = engine_.walk_ins().list();
    ports::StatusView view;
    view.node = settings_.node;
    view.event_name = settings_.event_name;
    view.timezone = settings_.timezone;
    view.software = settings_.software;
    view.now = now.utc;
    view.uptime = std::chrono::floor<std::chrono::seconds>(now.mono - started_at_.mono);
    view.roster_loaded = roster != nullptr;
    if (roster) {
        view.roster_version = roster->version();
        view.tickets = roster->size();
        view.roster_imported_at = roster->imported_at();
    }
    view.walk_ins = engine_.walk_ins().all().size();
    view.walk_in_products = settings_.walk_in_products;
    view.roster_held = roster_held_;
    view.storage = health_;
    view.clock = hooks_.clock_view();
    if (hooks_.backup_view) view.backup = hooks_.backup_view();
    if (hooks_.shop_view) {
        view.shop = hooks_.shop_view();
        // A look that brought nothing new has made the list as fresh as one that did.
        view.roster_imported_at = std::max(view.roster_imported_at, view.shop->read_at);
        view.roster_held = view.roster_held || view.shop->held;
    }
    view.last_seq = engine_.last_seq();
    view.durable_seq = engine_.durable_seq();
    std::tie(view.commit_p50, view.commit_p99) = hooks_.commit_times();
    view.stations = settings_.stations;
    view.zones = venue_.zones(now);
    view.presence_as_of = engine_.presence().newest_scan();
    view.emergency_since = engine_.emergency_since();
    view.readers = readers_;
    view.questions = settings_.questions;
    view.dropped_scans = mailbox_.dropped();
    view.warnings = warnings_.of_entitlements;
    view.staff_warnings = warnings_.of_deny_list;
    return view;
}

void StationService::take(BeforeStart before) {
    venue_.alerts() = std::move(before.alerts);
    recorded_ = RecordedStats(std::move(before.stats));
}

bool StationService::ready() const {
    return engine_.roster() && engine_.can_store();
}

ports::SummaryView StationService::summary() const {
    ports::SummaryView view = summarize(engine_, expected_, stats(), clock_.now().utc);
    view.by_product = recorded_.products().rows(expected_);
    return view;
}

ports::AttendeePage StationService::page_from(const ports::AttendeeQuery& query) const {
    ports::AttendeePage page;
    const std::uint64_t size = engine_.roster()->size();
    std::uint64_t at = std::min(query.after, size);
    const std::uint64_t end = std::min(size, at + kLooksMax);
    for (; at < end && page.items.size() < query.limit; ++at) {
        auto view = view_attendee(engine_, core::TicketIndex{static_cast<std::uint32_t>(at)});
        if (query.status.empty() || view.status == query.status) {
            view.notes = notes_.of(view.card.ticket);
            page.items.push_back(std::move(view));
        }
    }
    if (at < size) page.next = at;
    return page;
}

void StationService::search(ports::AttendeeQuery query,
                            std::function<void(Result<ports::AttendeePage>)> done) {
    if (!engine_.roster() || !query.search.empty()) {
        return people_.find(std::move(query), std::move(done));
    }
    done(page_from(query));
}

Result<ports::AttendeeView> StationService::attendee(core::TicketId id) const {
    if (!engine_.roster()) return fail(Errc::unavailable, "no attendee list yet");
    const auto index = engine_.roster()->find(id);
    if (!index) return fail(Errc::not_found, "no attendee with this id on the list");
    ports::AttendeeView view = view_attendee(engine_, *index);
    view.notes = notes_.of(id);
    return view;
}

void StationService::scans(ports::ScanQuery query,
                           std::function<void(Result<std::vector<ports::StoredScan>>)> done) {
    store_.query(std::move(query), [this, done = std::move(done)](auto found) mutable {
        hooks_.run_on_main([this, done = std::move(done), found = std::move(found)]() mutable {
            if (found) tell_undone_of(engine_, *found);
            done(std::move(found));
        });
    });
}

void StationService::backup(std::filesystem::path to,
                            std::function<void(Result<ports::BackupAnswer>)> done) {
    if (!hooks_.run_backup) {
        done(fail(Errc::unavailable, "this station makes no backups"));
        return;
    }
    hooks_.run_backup(std::move(to), engine_.durable_seq(),
                      [this, done = std::move(done)](Result<ports::BackupAnswer> answer) {
                          hooks_.run_on_main([done, answer = std::move(answer)] { done(answer); });
                      });
}

void StationService::preview(const std::string& camera,
                             std::function<void(Result<std::string>)> done) {
    if (!hooks_.preview) {
        done(fail(Errc::not_found, "this station has no cameras"));
        return;
    }
    auto write = hooks_.preview(camera);
    if (!write) {
        done(fail(std::move(write).error()));
        return;
    }
    hooks_.run_search([this, write = *std::move(write), done = std::move(done)] {
        auto picture = without_exceptions(write);
        hooks_.run_on_main(
            [done, picture = std::move(picture)]() mutable { done(std::move(picture)); });
    });
}

void StationService::import_list(ports::ImportRequest request,
                                 std::function<void(Result<ports::ImportAnswer>)> done) {
    if (importing_) return done(fail(Errc::conflict, "another import is running"));
    if (hooks_.shop_view) {
        return done(fail(Errc::conflict,
                         "the attendee list comes from the ticket shop: kioskctl shop fetch"));
    }
    importing_ = true;
    const bool dry_run = request.dry_run;
    ListImport job{.request = std::move(request),
                   .before = engine_.walk_ins().list(),
                   .roster_directory = settings_.roster_directory,
                   .zone = settings_.zone,
                   .now = clock_.now().utc,
                   .subevents = settings_.subevents};
    hooks_.run_import([this, dry_run, job = std::move(job), done = std::move(done)]() mutable {
        auto result = without_exceptions([&] { return app::import_list(job, hasher_); });
        hooks_.run_on_main(
            [this, dry_run, result = std::move(result), done = std::move(done)]() mutable {
                importing_ = false;
                log_import(result);
                if (!result) return done(fail(std::move(result).error()));
                if (result->roster) {
                    replace_roster(std::move(result->roster), std::move(result->index));
                    // Imports are the operator's alone to ask for.
                    std::ranges::move(warnings_.all(), std::back_inserter(result->answer.warnings));
                }
                if (result->answer.held && !dry_run) roster_held_ = true;
                done(std::move(result->answer));
            });
    });
}

}  // namespace kiosk::app
