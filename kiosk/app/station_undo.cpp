// kiosk/app/station_undo.cpp — what the station does for whoever takes a check-in back.
#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/app/station_service.hpp"

namespace kiosk::app {
namespace {

constexpr std::uint32_t kPage = 500;  // scans looked through before the storage thread goes on

using Found = std::function<void(Result<ports::StoredScan>)>;

Error not_found() {
    return {Errc::not_found, "there is no scan of this id among the newest " +
                                 std::to_string(ports::kUndoByIdScans) +
                                 "; older ones are named by their number"};
}

// From the newest back, page by page: ids have no index, and a long look would hold up the doors.
void find_by_id(StationService& station, const core::ScanId& id, std::uint64_t before,
                std::uint32_t looked_at, Found found) {
    ports::ScanQuery query;
    query.before_seq = before;
    query.limit = kPage;
    query.newest_first = true;
    station.scans(std::move(query), [&station, id, looked_at, found = std::move(found)](
                                        Result<std::vector<ports::StoredScan>> page) mutable {
        if (!page) return found(fail(std::move(page).error()));
        const auto it = std::ranges::find_if(
            *page, [&](const ports::StoredScan& one) { return one.scan.id == id; });
        if (it != page->end()) return found(std::move(*it));
        const auto looked = looked_at + kPage;
        if (page->size() < kPage || looked >= ports::kUndoByIdScans) {
            return found(fail(not_found()));
        }
        find_by_id(station, id, page->back().seq, looked, std::move(found));
    });
}

void find_by_number(StationService& station, std::uint64_t seq, Found found) {
    if (seq == 0) return found(fail(not_found()));
    ports::ScanQuery query;
    query.after_seq = seq - 1;
    query.before_seq = seq + 1;
    query.limit = 1;
    station.scans(std::move(query),
                  [found = std::move(found)](Result<std::vector<ports::StoredScan>> page) {
                      if (!page) return found(fail(std::move(page).error()));
                      if (page->empty()) {
                          return found(fail(Errc::not_found, "no scan has this number"));
                      }
                      found(std::move(page->front()));
                  });
}

}  // namespace

void StationService::undo(ports::UndoRequest request,
                          std::function<void(Result<ports::UndoAnswer>)> done) {
    const ports::ScanReference scan = request.scan;
    auto found = [this, request = std::move(request),
                  done = std::move(done)](Result<ports::StoredScan> stored) mutable {
        if (!stored) return done(fail(std::move(stored).error()));
        if (const auto* before = engine_.annulment_of(stored->seq)) {
            return undos_.answer_again(request, *before, std::move(done));
        }
        auto record = undos_.judge(request, *stored, clock_.now());
        if (!record) return done(fail(std::move(record).error()));
        ports::UndoAnswer answer = undos_.answer_of(*record);
        carry_out(engine_.handle(core::CheckInUndone{*std::move(record)}));
        answer.seq = engine_.last_seq();
        spdlog::warn("check-in {} undone at \"{}\", record {}", stored->seq, request.station,
                     answer.seq);
        undos_.answer_when_durable(std::move(answer), std::move(done));
    };
    if (const auto* id = std::get_if<core::ScanId>(&scan)) {
        find_by_id(*this, *id, 0, 0, std::move(found));
    } else {
        find_by_number(*this, std::get<std::uint64_t>(scan), std::move(found));
    }
}

void StationService::tell_undone(std::uint64_t durable_seq) {
    for (const auto& answer : undos_.durable_through(durable_seq)) {
        if (hooks_.on_undone) hooks_.on_undone(answer);
    }
}

}  // namespace kiosk::app
