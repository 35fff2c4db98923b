// kiosk/app/recorded_stats.cpp — waits for the disk, then counts.
#include "kiosk/app/recorded_stats.hpp"

#include <variant>

namespace kiosk::app {

void BeforeStart::restore(const core::SequencedRecord& record) {
    alerts.restore(record);
    stats.count(record);
}

void RecordedStats::durable_through(std::uint64_t seq, const core::Engine& engine) {
    while (!waiting_.empty() && waiting_.front().seq <= seq) {
        stats_.count(waiting_.front());
        const core::Record& record = waiting_.front().record;
        const auto* scan = std::get_if<core::ScanRecord>(&record);
        const auto* undone = std::get_if<core::AnnulmentRecord>(&record);
        if (scan != nullptr && scan->ticket) products_.update(engine, *scan->ticket);
        if (undone != nullptr && undone->scan.ticket) {
            products_.update(engine, *undone->scan.ticket);
        }
        waiting_.pop_front();
    }
}

void RecordedStats::failed_from(std::uint64_t seq) {
    while (!waiting_.empty() && waiting_.back().seq >= seq) waiting_.pop_back();
}

}  // namespace kiosk::app
