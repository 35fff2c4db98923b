// kiosk/api/events_feed.hpp — what happens at the station, told to everyone who listens.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "kiosk/api/api_context.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/http/event_source.hpp"
#include "kiosk/http/router.hpp"
#include "kiosk/ports/scan_sink.hpp"
#include "kiosk/ports/station_views.hpp"
#include "kiosk/wire/time_histogram.hpp"

namespace kiosk::api {

// Topics: "scan" (scan.result), "counts" (counts), "device" (device.state), "storage"
// (storage.state), "clock" (clock.state), "emergency" (emergency.state), and over the UNIX socket
// only "alert" (alert). Main thread; publishing never blocks and never waits for a reader.
class EventsFeed {
  public:
    explicit EventsFeed(SharedContext context);

    // Sends `json`, one line, as the event `name` to the readers of `topic`.
    void publish(std::string_view topic, std::string_view name, std::string_view json);

    // scan.result: the same object as the answer of POST /api/v1/scans at the lane. Call it for
    // every outcome that is to be shown, once it may be shown.
    void publish_outcome(const core::Outcome& outcome);

    // counts: the summary's totals. The caller sees to it that it comes at most twice a second.
    void publish_counts();

    // device.state: a reader came, went or fails.
    void publish_reader(const ports::ReaderReport& reader);

    // storage.state: check-ins are kept better or worse than before.
    void publish_storage(const core::StorageHealth& health);

    // clock.state: the clock is known better or worse than before.
    void publish_clock(const ports::ClockView& clock);

    // emergency.state: an emergency began, or is over.
    void publish_emergency(const std::optional<UtcTime>& since);
    void publish_undone(const ports::UndoAnswer& answer);

    // alert: a silent one, for the security lead.
    void publish_alert(const ports::AlertView& alert);

    [[nodiscard]] std::size_t clients() const { return source_.readers(); }

    // How long each told outcome took from the end of its scan, in this run.
    [[nodiscard]] const wire::TimeHistogram& decision_times() const { return decision_times_; }

    [[nodiscard]] http::Response subscribe(const http::Request& request);

  private:
    SharedContext context_;
    http::EventSource source_;
    wire::TimeHistogram decision_times_;
};

// GET /api/v1/stream?topics=scan,counts,device,storage,clock,emergency,alert
void add_stream_route(http::Router& router, EventsFeed& feed);

}  // namespace kiosk::api
