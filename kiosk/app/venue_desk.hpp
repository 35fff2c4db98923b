// kiosk/app/venue_desk.hpp — who is inside, what supervisors do, and alerts nobody at the door
// hears.
//
// The part of the station that is about the venue and not about one scan. Main thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/muster_pages.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/venue_views.hpp"

namespace kiosk::app {

class VenueDesk {
  public:
    static constexpr std::size_t kAlertsKept = 256;
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

    // Errors as StationPort::muster().
    [[nodiscard]] Result<ports::MusterView> muster(const ports::MusterQuery& query,
                                                   const Timestamp& now);

    const ports::AlertView& raise(const core::Outcome& outcome);
    [[nodiscard]] std::vector<ports::AlertView> alerts(std::uint64_t after) const;

  private:
    struct Waiting {
        Act act;
        Done done;
    };

    [[nodiscard]] Result<core::HolderCard> whom(const ports::SupervisorRequest& request) const;
    [[nodiscard]] Result<> worth_forgiving(core::TicketId ticket, const std::string& zone) const;
    [[nodiscard]] std::string unknown_zone(const std::string& zone) const;
    [[nodiscard]] ports::MusterView page_of(MusterPages::Place place, std::uint32_t limit) const;
    [[nodiscard]] std::optional<core::HolderCard> card_of(const core::Person& person) const;

    const core::Engine& engine_;
    const core::CodeHasher& hasher_;
    std::vector<ports::ZoneView> zones_;
    std::deque<Waiting> waiting_;  // in order of their records
    MusterPages musters_;
    std::deque<ports::AlertView> alerts_;
    std::uint64_t next_alert_ = 1;
};

// "emergency begun and in force, but no disk takes the record …"
[[nodiscard]] Error not_recorded(core::SupervisorAct act);

// "emergency begun"
[[nodiscard]] std::string_view done_text(core::SupervisorAct act);

}  // namespace kiosk::app
