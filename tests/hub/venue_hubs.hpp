// tests/hub/venue_hubs.hpp — hubs that share one database, and stations that ask them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/detached.hpp>

#include "kiosk/hub/claim_desk.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/hub/station_journal.hpp"

namespace kiosk::testing {

inline const FakeHasher kHasher;

// Stations s0, s1, ... on the list "main"; with `zone`, each leads into the hall of that capacity,
// and "out" leads out of it.
struct VenueForm {
    std::size_t stations = 2;
    std::size_t tickets = 10;
    std::optional<std::uint32_t> capacity{};
};

inline std::string code_of(std::size_t ticket) {
    return "ticket-" + std::to_string(1000 + ticket);
}

inline hub::EngineMaker engine_maker(const VenueForm& form) {
    std::vector<TicketBuilder> tickets;
    for (std::size_t i = 0; i < form.tickets; ++i) tickets.push_back(a_ticket(code_of(i)));
    core::EngineSettings settings;
    settings.lists = {{.list = {.id = "main"}}};
    for (std::size_t i = 0; i < form.stations; ++i) {
        settings.stations.push_back({.id = "s" + std::to_string(i), .list = "main"});
    }
    settings.stations.push_back({.id = "out", .list = "main", .direction = core::Direction::exit});
    if (form.capacity) {
        settings.venue.zones = {{.id = "hall", .capacity = form.capacity}};
        for (const auto& one : settings.stations) {
            settings.venue.access_points.push_back({one.id, "hall"});
        }
    }
    return [settings, roster = roster_of(tickets)] {
        auto engine = std::make_unique<core::Engine>(settings, kHasher);
        engine->use(roster);
        return engine;
    };
}

// A hub: its own connections, its own engine.
struct OneHub {
    OneHub(hub::pg::asio::io_context& io, std::unique_ptr<hub::pg::Pool> with,
           hub::EngineMaker maker)
        : pool(std::move(with)), desk(io.get_executor(), *pool, std::move(maker)) {}

    std::unique_ptr<hub::pg::Pool> pool;
    hub::ClaimDesk desk;
};

inline core::ScanSeen a_scan(std::uint64_t id, std::string station, std::size_t ticket) {
    core::ScanSeen seen;
    seen.scan.station = std::move(station);
    seen.scan.reader = "reader-" + seen.scan.station;
    seen.scan.bytes = code_of(ticket);
    seen.scan.seen_at = at(std::chrono::milliseconds(id));
    seen.id = scan_id(id);
    return seen;
}

using Answers = std::map<std::uint64_t, Result<core::Outcome>>;  // by the number of the scan id

inline hub::pg::asio::awaitable<void> ask(hub::ClaimDesk* desk, core::ScanSeen seen,
                                          std::uint64_t id, Answers* answers) {
    auto outcome = co_await desk->claim(std::move(seen), soon());
    answers->emplace(id, std::move(outcome));
}

class VenueTest : public HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        if (!IsSkipped()) migrate();
    }
    std::unique_ptr<OneHub> open_hub(const VenueForm& form) {
        return std::make_unique<OneHub>(io_, make_pool(1), engine_maker(form));
    }
    Result<core::Outcome> claim(OneHub& hub, core::ScanSeen seen) {
        return await(hub.desk.claim(std::move(seen), soon()));
    }
    core::Reason reason_of(OneHub& hub, core::ScanSeen seen) {
        const auto outcome = claim(hub, std::move(seen));
        EXPECT_TRUE(outcome) << outcome.error().context;
        EXPECT_TRUE(!outcome || outcome->recorded);
        return outcome ? outcome->decision.reason : core::Reason::error;
    }
    // All at the same instant; returns when all are answered.
    Answers ask_all(const std::vector<std::pair<hub::ClaimDesk*, core::ScanSeen>>& questions) {
        Answers answers;
        std::uint64_t id = 0;
        for (const auto& [desk, seen] : questions) {
            hub::pg::asio::co_spawn(io_, ask(desk, seen, id++, &answers), hub::pg::asio::detached);
        }
        while (answers.size() < questions.size()) {
            io_.restart();
            io_.run_one();
        }
        return answers;
    }
};

}  // namespace kiosk::testing
