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
        const auto* scan = std::get_if<core::ScanRecord>(&waiting_.front().record);
        if (scan != nullptr && scan->ticket) products_.update(engine, *scan->ticket);
        waiting_.pop_front();
    }
}

void RecordedStats::failed_from(std::uint64_t seq) {
    while (!waiting_.empty() && waiting_.back().seq >= seq) waiting_.pop_back();
}

}  // namespace kiosk::app
