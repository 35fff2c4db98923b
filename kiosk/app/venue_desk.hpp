// kiosk/app/venue_desk.hpp — who is inside, what supervisors do, and alerts nobody at the door
// hears.
//
// The part of the station that is about the venue and not about one scan. Main thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/app/silent_alerts.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/venue_views.hpp"

namespace kiosk::app {

class VenueDesk {
  public:
    using Done = std::function<void(Result<ports::SupervisorAnswer>)>;

    // A supervisor's act that may be done, and what will be answered once it is durable.
    struct Act {
        core::SupervisorRecord record;
        ports::SupervisorAnswer answer;
    };

    // Engine and hasher must outlive it. `zones` in order of the configuration.
    VenueDesk(const core::Engine& engine, const core::CodeHasher& hasher,
              std::vector<ports::ZoneView> zones);

    // Errors as StationPort::act().
    [[nodiscard]] Result<Act> prepare(ports::SupervisorRequest request, const Timestamp& now) const;

    // Answers once the record of this answer is durable; after answers that waited before.
    void answer_when_durable(Act act, Done done);
    void durable_through(std::uint64_t seq);
    void failed_from(std::uint64_t seq);

    // Zones as they are now.
    [[nodiscard]] std::vector<ports::ZoneView> zones(const Timestamp& now) const;

    // Errc::not_found for a zone that is not configured; the empty id is none.
    [[nodiscard]] Result<> known_zone(const std::string& zone) const;

    [[nodiscard]] SilentAlerts& alerts() { return alerts_; }
    [[nodiscard]] const SilentAlerts& alerts() const { return alerts_; }

  private:
    struct Waiting {
        Act act;
        Done done;
    };

    [[nodiscard]] Result<core::HolderCard> whom(const ports::SupervisorRequest& request) const;
    [[nodiscard]] Result<> worth_forgiving(core::TicketId ticket, const std::string& zone) const;

    const core::Engine& engine_;
    const core::CodeHasher& hasher_;
    std::vector<ports::ZoneView> zones_;
    std::deque<Waiting> waiting_;  // in order of their records
    SilentAlerts alerts_;
};

// "emergency begun and in force, but no disk takes the record …"
[[nodiscard]] Error not_recorded(core::SupervisorAct act);

// "emergency begun"
[[nodiscard]] std::string_view done_text(core::SupervisorAct act);

}  // namespace kiosk::app
