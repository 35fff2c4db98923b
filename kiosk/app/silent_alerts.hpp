// kiosk/app/silent_alerts.hpp — the newest alerts that only the security lead hears of.
//
// Rebuilt from the durable record at start, so that a restart forgets none. Main thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/ports/venue_views.hpp"

namespace kiosk::app {

class SilentAlerts {
  public:
    static constexpr std::size_t kKept = 256;
    // Of those, at most so many that stand in no record: asking again and again at the lane must
    // not push a recorded one out.
    static constexpr std::size_t kUnrecordedKept = 64;

    // Takes one record of the journal at start, in order; most raise nothing.
    void restore(const core::SequencedRecord& record);

    const ports::AlertView& raise(const core::Outcome& outcome);

    // Those with a larger number, oldest first.
    [[nodiscard]] std::vector<ports::AlertView> newer_than(std::uint64_t number) const;

  private:
    void keep(ports::AlertView alert);

    std::deque<ports::AlertView> alerts_;
    std::uint64_t next_ = 1;
};

}  // namespace kiosk::app
