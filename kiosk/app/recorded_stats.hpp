// kiosk/app/recorded_stats.hpp — the counts of what is durable, kept beside the running station.
//
// A scan on its way to the disk is copied here and counted once it is there: after its answer went
// out, so that nobody at a door waits for a number. Main thread.
#pragma once

#include <cstdint>
#include <deque>
#include <utility>

#include "kiosk/app/product_counts.hpp"
#include "kiosk/app/silent_alerts.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/stats/stats.hpp"

namespace kiosk::app {

// What the durable record told at start, beside what the engine keeps.
struct BeforeStart {
    SilentAlerts alerts;
    core::Stats stats;

    // Takes one record of the journal, in order.
    void restore(const core::SequencedRecord& record);
};

class RecordedStats {
  public:
    explicit RecordedStats(core::Stats before) : stats_(std::move(before)) {}

    // Records in order; they count when they are durable.
    void append(const core::SequencedRecord& record) { waiting_.push_back(record); }
    // `engine` has counted them, too.
    void durable_through(std::uint64_t seq, const core::Engine& engine);
    void failed_from(std::uint64_t seq);

    // The engine has another list.
    void begin_list(const core::Engine& engine) { products_.begin(engine); }

    // There are more walk-ins than before.
    void learn_products(const core::Engine& engine) { products_.learn_products(engine); }

    [[nodiscard]] const core::Stats& stats() const { return stats_; }
    [[nodiscard]] const ProductCounts& products() const { return products_; }

  private:
    core::Stats stats_;
    ProductCounts products_;
    std::deque<core::SequencedRecord> waiting_;
};

}  // namespace kiosk::app
