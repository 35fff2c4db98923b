// tests/unit/app/venue_desk_fixture.hpp — a station with a full hall, a vault and a deny list.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/app/station_service.hpp"
#include "tests/builders/core_builders.hpp"
#include "tests/fakes/fake_record_store.hpp"
#include "tests/fakes/manual_clock.hpp"

namespace kiosk::app {

class VenueDeskTest : public ::testing::Test {
  protected:
    VenueDeskTest()
        : mailbox([] {}),
          store(mailbox),
          clock(testing::at({})),
          engine(engine_settings(), hasher),
          service(engine, hasher, mailbox, store, clock, settings(), hooks()) {
        std::vector<testing::TicketBuilder> tickets;
        for (int i = 0; i < 6; ++i)
            tickets.push_back(testing::a_ticket("aaaa000" + std::to_string(i)));
        service.replace_roster(testing::roster_of(tickets));
        sync();
    }

    // The hall takes one, the vault nobody without two supervisors; ticket 6 is on the deny list.
    static core::EngineSettings engine_settings() {
        core::EngineSettings s;
        for (const char* id : {"hall-in", "hall-out", "vault-in", "desk"}) {
            s.stations.push_back({id, "main", core::Direction::entry});
        }
        s.stations[1].direction = core::Direction::exit;
        s.lists = {{core::CheckInList{.id = "main"}, {}}};
        s.lists[0].list.allow_multiple_entries = true;
        s.venue.zones = {{.id = "venue", .parent = ""},
                         {.id = "hall", .parent = "venue", .capacity = 1},
                         {.id = "vault", .parent = "venue", .capacity = 0}};
        s.venue.zones[1].anti_passback = core::AntiPassback::hard;
        s.venue.zones[2].security = true;
        s.venue.access_points = {{"hall-in", "hall"}, {"hall-out", "hall"}, {"vault-in", "vault"}};
        s.venue.denied = {{6}};
        return s;
    }

    static ServiceSettings settings() {
        ServiceSettings s;
        for (const char* id : {"hall-in", "hall-out", "vault-in", "desk"}) {
            s.stations.push_back({.id = id, .name = {}, .list = "main"});
        }
        s.stations[3].may_force = true;
        s.zones = {{.id = "venue", .name = {}, .parent = ""},
                   {.id = "hall", .name = {}, .parent = "venue", .capacity = 1},
                   {.id = "vault", .name = {}, .parent = "venue", .capacity = 0}};
        return s;
    }

    ServiceHooks hooks() {
        const auto at_once = [](const std::function<void()>& work) { work(); };
        return {
            .show = [this](const core::Outcome& outcome) { shown.push_back(outcome); },
            .on_reader = [](const ports::ReaderReport&) {},
            .on_health = [](const core::StorageHealth&) {},
            .on_alert = [this](const ports::AlertView& alert) { alerts.push_back(alert); },
            .on_emergency = [this](const auto& since) { emergencies.push_back(since); },
            .clock_view = [] { return ports::ClockView{}; },
            .on_change = [] {},
            .run_search = at_once,
            .run_import = at_once,
            .run_on_main = at_once,
            .commit_times =
                [] { return std::pair<std::chrono::microseconds, std::chrono::microseconds>{}; }};
    }

    void sync() {
        store.sync();
        service.drain();
    }

    core::Outcome scan(int ticket, const std::string& station, bool force = false) {
        std::optional<core::Outcome> answer;
        clock.advance(std::chrono::seconds(5));
        service.scan({.station = station,
                      .code = "aaaa000" + std::to_string(ticket - 1),
                      .force = force,
                      .operator_id = force ? "abena" : ""},
                     [&](Result<core::Outcome> given) {
                         if (given) answer = *given;
                     });
        sync();
        return answer.value_or(core::Outcome{});
    }

    Result<core::Outcome> let_in(const core::ScanId& scan, const std::string& second = {},
                                 const std::string& nonce = {}) {
        return let_in(
            ports::OverrideRequest{.scan = scan,
                                   .let_in = {.by = "abena", .second = second, .note = "VIP"},
                                   .nonce = nonce});
    }

    Result<core::Outcome> let_in(ports::OverrideRequest request) {
        Result<core::Outcome> answer = fail(Errc::timed_out, "no answer");
        service.let_in(std::move(request),
                       [&](Result<core::Outcome> given) { answer = std::move(given); });
        sync();
        return answer;
    }

    void act(ports::SupervisorRequest request) {
        request.by = "abena";
        service.act(std::move(request), [this](Result<ports::SupervisorAnswer> answer) {
            answers.push_back(std::move(answer));
        });
    }

    ports::MusterView muster(const ports::MusterQuery& query = {}) {
        auto view = ask_for_muster(query);
        EXPECT_TRUE(view) << view.error().context;
        return view.value_or(ports::MusterView{});
    }

    Result<ports::MusterView> ask_for_muster(const ports::MusterQuery& query) {
        Result<ports::MusterView> given = fail(Errc::timed_out, "no answer");
        service.muster(query, [&](Result<ports::MusterView> view) { given = std::move(view); });
        return given;
    }

    Mailbox mailbox;
    testing::FakeRecordStore store;
    testing::ManualClock clock;
    testing::FakeHasher hasher;
    core::Engine engine;
    std::vector<core::Outcome> shown;
    std::vector<ports::AlertView> alerts;
    std::vector<std::optional<UtcTime>> emergencies;
    std::deque<Result<ports::SupervisorAnswer>> answers;
    StationService service;
};

}  // namespace kiosk::app
