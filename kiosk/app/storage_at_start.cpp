// kiosk/app/storage_at_start.cpp — open, tell, replay.
#include "kiosk/app/storage_at_start.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/app/build_time.hpp"

namespace kiosk::app {
namespace {

// A long rebuild says every so many records that it goes on.
constexpr std::uint64_t kToldEvery = 20'000;

void tell_progress(const storage::RebuildProgress& progress) {
    if (progress.done % kToldEvery != 0 || progress.done == 0) return;
    const std::string_view copy =
        progress.copy == core::StoredCopy::journal ? "journal" : "database";
    if (progress.total == 0)
        spdlog::info("storage: the {} is made anew: {} records", copy, progress.done);
    else
        spdlog::info("storage: the {} is made anew: {} of {} records", copy, progress.done,
                     progress.total);
}

}  // namespace

Result<std::unique_ptr<storage::DurableLog>> open_record(storage::FileSystem& files,
                                                         const storage::StateDirectory& state,
                                                         const RecordReaders& into) {
    auto log = KIOSK_TRY(
        storage::DurableLog::open(files, state, {.progress = tell_progress, .upkeep = {}}));
    const storage::OpenReport& report = log->report();
    if (report.torn_tail) spdlog::warn("journal: {}", *report.torn_tail);
    for (const auto& repair : report.repairs) spdlog::error("storage repaired: {}", repair);
    KnownTimes known{.built = earliest_right_time()};
    KIOSK_TRY_VOID(log->replay([&](std::uint64_t seq, core::Record record) -> Result<> {
        const Timestamp at = core::time_of(record);
        known.add(at);
        const core::SequencedRecord one{seq, std::move(record)};
        into.engine.restore(one);
        into.alerts.restore(one);
        return {};
    }));
    into.clock.compare_with(known);
    spdlog::info("journal: {} records", report.records);
    return log;
}

}  // namespace kiosk::app
