// kiosk/app/storage_at_start.cpp — open, tell, replay.
#include "kiosk/app/storage_at_start.hpp"

#include <memory>
#include <utility>
#include <variant>

#include <spdlog/spdlog.h>

#include "kiosk/app/build_time.hpp"
#include "kiosk/app/rebuild_teller.hpp"
#include "kiosk/app/system_clock.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::app {
namespace {

bool is_of(const core::BootId& boot, const core::Record& record) {
    const bool is_known = boot != core::BootId{};
    return is_known && std::visit([&boot](const auto& one) { return one.boot == boot; }, record);
}

}  // namespace

Result<std::unique_ptr<storage::DurableLog>> open_record(storage::FileSystem& files,
                                                         const storage::StateDirectory& state,
                                                         storage::OnLoss on_loss,
                                                         const RecordReaders& into) {
    // Lives on in the log: a copy may be mended while the station runs.
    const auto teller = std::make_shared<RebuildTeller>(into.clock);
    auto opened = storage::DurableLog::open(
        files, state,
        {.on_loss = on_loss,
         .progress = [teller](const auto& progress) { teller->tell(progress); },
         .upkeep = {}});
    if (!opened) return fail(storage::with_code(files, state.paths().root, opened.error()));
    auto log = std::move(*opened);
    teller->start_is_over();
    const storage::OpenReport& report = log->report();
    if (report.torn_tail) spdlog::warn("journal: {}", *report.torn_tail);
    for (const auto& repair : report.repairs) spdlog::error("storage repaired: {}", repair);
    if (!report.lost.empty()) spdlog::error("storage: STO-LOST: {}", report.lost);
    KnownTimes known{.built = earliest_right_time()};
    const core::BootId boot = boot_id();
    KIOSK_TRY_VOID(log->replay([&](std::uint64_t seq, core::Record record) -> Result<> {
        const Timestamp at = core::time_of(record);
        known.add(at, is_of(boot, record));
        const core::SequencedRecord one{seq, std::move(record)};
        into.engine.restore(one);
        into.before.restore(one);
        return {};
    }));
    into.clock.compare_with(known);
    spdlog::info("journal: {} records", report.records);
    return log;
}

}  // namespace kiosk::app
