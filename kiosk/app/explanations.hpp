// kiosk/app/explanations.hpp — judges recorded scans again while the station goes on.
//
// The engine of the running station knows what came later; so the journal is read from its begin,
// by a worker, into an engine of its own.
#pragma once

#include <filesystem>
#include <functional>

#include "kiosk/app/worker.hpp"
#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/core/engine/replay.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::app {

class Explanations {
  public:
    // Configuration and zone must outlive it.
    Explanations(std::filesystem::path state, const config::Config& config, const ZoneOffsets& zone)
        : state_(std::move(state)), config_(config), zone_(zone) {}

    // Calls back on the worker's thread.
    void run(ports::ScanReference scan, std::function<void(Result<core::ReplayFinding>)> done);

    [[nodiscard]] bool busy() const { return worker_.busy(); }

  private:
    std::filesystem::path state_;
    const config::Config& config_;
    const ZoneOffsets& zone_;
    Worker worker_{"explain"};  // last
};

}  // namespace kiosk::app
