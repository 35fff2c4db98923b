// kiosk/app/explanations.cpp — one replay for each question.
#include "kiosk/app/explanations.hpp"

#include <exception>
#include <string>
#include <utility>

#include "kiosk/replay/journal_replay.hpp"

namespace kiosk::app {

void Explanations::run(ports::ScanReference scan,
                       std::function<void(Result<core::ReplayFinding>)> done) {
    worker_.run([this, scan = std::move(scan), done = std::move(done)] {
        try {  // a long journal in little memory fails alone, not the station
            done(replay::find_scan({state_, config_, zone_}, scan));
        } catch (const std::exception& error) {
            done(fail(Errc::unavailable, std::string("not enough room to work: ") + error.what()));
        }
    });
}

}  // namespace kiosk::app
