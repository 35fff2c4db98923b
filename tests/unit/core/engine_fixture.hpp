// tests/unit/core/engine_fixture.hpp — a station in a test: scans go in, effects come out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/core/engine/engine.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::core {

class EngineTest : public ::testing::Test {
  protected:
    EngineTest() : engine(settings(), hasher) {}

    static EngineSettings settings() {
        EngineSettings s;
        s.stations = {{"desk-1", "main", Direction::entry},
                      {"desk-2", "main", Direction::entry},
                      {"door-out", "main", Direction::exit}};
        s.lists = {{CheckInList{.id = "main"}, {}}};
        return s;
    }

    // Loads the list and makes its record durable.
    void load(const std::vector<testing::TicketBuilder>& tickets, std::uint64_t version = 1) {
        const auto effects =
            engine.handle(RosterReplaced{testing::roster_of(tickets, version), testing::at({})});
        ASSERT_EQ(effects.size(), 1U);
        store();
    }

    ScanSeen scan(std::string code, std::chrono::milliseconds after = {},
                  std::string station = "desk-1") {
        ScanSeen seen;
        seen.scan = {station, "usb-" + station, std::move(code), ScanSource::scanner,
                     testing::at(after)};
        seen.id.bytes[15] = ++scans;
        return seen;
    }

    // Everything appended so far is on both disks.
    Effects store() { return engine.handle(RecordsDurable{engine.last_seq()}); }

    // Handles the scan, stores it and gives the one outcome shown for it.
    Outcome outcome_of(const ScanSeen& seen) {
        Effects effects = engine.handle(seen);
        for (auto& effect : store()) effects.push_back(std::move(effect));
        const auto outcomes = shown(effects);
        EXPECT_EQ(outcomes.size(), 1U);
        return outcomes.empty() ? Outcome{} : outcomes.front();
    }

    static std::vector<Outcome> shown(const Effects& effects) {
        std::vector<Outcome> found;
        for (const auto& effect : effects) {
            if (const auto* show = std::get_if<Show>(&effect)) found.push_back(show->outcome);
        }
        return found;
    }

    static std::vector<Reply> replies(const Effects& effects) {
        std::vector<Reply> found;
        for (const auto& effect : effects) {
            if (const auto* reply = std::get_if<Reply>(&effect)) found.push_back(*reply);
        }
        return found;
    }

    static std::vector<SequencedRecord> appended(const Effects& effects) {
        std::vector<SequencedRecord> found;
        for (const auto& effect : effects) {
            if (const auto* append = std::get_if<AppendRecord>(&effect)) {
                found.push_back(append->record);
            }
        }
        return found;
    }

    testing::FakeHasher hasher;
    Engine engine;
    std::uint8_t scans = 0;
};

}  // namespace kiosk::core
