// kiosk/app/announcer.hpp — tells the log and everyone who listens what happens at the station.
#pragma once

#include <optional>

#include "kiosk/api/events_feed.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/storage_health.hpp"
#include "kiosk/ports/scan_sink.hpp"
#include "kiosk/ports/station_views.hpp"
#include "kiosk/ports/undo.hpp"

namespace kiosk::app {

class Announcer {
  public:
    // From now on also through this stream, which must outlive the announcer; nullptr ends it.
    void speak_through(api::EventsFeed* feed) { feed_ = feed; }

    void outcome(const core::Outcome& outcome) const;
    void reader(const ports::ReaderReport& report) const;
    void health(const core::StorageHealth& health) const;
    void clock(const ports::ClockView& clock) const;
    void emergency(const std::optional<UtcTime>& since) const;
    void undone(const ports::UndoAnswer& answer) const;

    // Without a name or a code: logs are read by many.
    void alert(const ports::AlertView& alert) const;

  private:
    api::EventsFeed* feed_ = nullptr;
};

}  // namespace kiosk::app
