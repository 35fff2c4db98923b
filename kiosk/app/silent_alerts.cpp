// kiosk/app/silent_alerts.cpp — from records of before and outcomes of now to one numbered row.
#include "kiosk/app/silent_alerts.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

namespace kiosk::app {
namespace {

bool is_unrecorded(const ports::AlertView& alert) {
    return alert.seq == 0;
}

}  // namespace

// By what the record says, not by the deny list of now: it may have changed since.
void SilentAlerts::restore(const core::SequencedRecord& record) {
    const auto* scan = std::get_if<core::ScanRecord>(&record.record);
    if (scan == nullptr) return;
    const bool at_entry = scan->reason == core::Reason::denylisted;
    const bool at_exit = scan->set_aside == core::Reason::denylisted;
    if (!at_entry && !at_exit) return;
    keep({.seq = record.seq,
          .at = scan->at.utc,
          .station = scan->station,
          .zone = scan->zone,
          .direction = scan->direction});
}

const ports::AlertView& SilentAlerts::raise(const core::Outcome& outcome) {
    keep({.seq = outcome.seq,
          .at = outcome.at.utc,
          .station = outcome.station,
          .zone = outcome.zone,
          .direction = outcome.direction,
          .dry_run = outcome.dry_run});
    return alerts_.back();
}

void SilentAlerts::keep(ports::AlertView alert) {
    alert.number = next_++;
    const auto unrecorded = std::ranges::count_if(alerts_, is_unrecorded);
    if (is_unrecorded(alert) && unrecorded == std::ptrdiff_t{kUnrecordedKept}) {
        alerts_.erase(std::ranges::find_if(alerts_, is_unrecorded));
    } else if (alerts_.size() == kKept) {
        alerts_.pop_front();
    }
    alerts_.push_back(std::move(alert));
}

std::vector<ports::AlertView> SilentAlerts::newer_than(std::uint64_t number) const {
    std::vector<ports::AlertView> newer;
    std::ranges::copy_if(alerts_, std::back_inserter(newer),
                         [&](const ports::AlertView& one) { return one.number > number; });
    return newer;
}

}  // namespace kiosk::app
