// tests/unit/core/exit_all_fixture.hpp — a station whose list checks everybody out at 18:00.
#pragma once

#include <utility>
#include <vector>

#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {

class ExitAllEngineTest : public EngineTest {
  protected:
    ExitAllEngineTest() { start(); }

    void start(ZoneOffsets zone = {}) {
        EngineSettings s = settings();
        s.zone = std::move(zone);
        s.lists[0].exit_all_at = std::chrono::hours(18);
        s.lists.push_back({CheckInList{.id = "workshop"}, {}});
        s.stations.push_back({"room-1", "workshop", Direction::entry});
        engine.~Engine();
        new (&engine) Engine(std::move(s), hasher);
    }

    std::vector<ScanRecord> pass(std::chrono::milliseconds after_nine,
                                 std::chrono::milliseconds doubt = {}) {
        TimePassed passed{testing::at(after_nine)};
        passed.now.error_bound = doubt;
        std::vector<ScanRecord> made;
        const Effects effects = engine.handle(passed);
        EXPECT_TRUE(shown(effects).empty());
        for (const auto& one : appended(effects)) {
            made.push_back(std::get<ScanRecord>(one.record));
            journal.push_back(one);
        }
        return made;
    }

    std::vector<SequencedRecord> journal;
};

}  // namespace kiosk::core
