// tests/unit/app/station_service_fixture.hpp — a station whose disk and clock a test moves.
#pragma once

#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/app/station_service.hpp"
#include "tests/builders/core_builders.hpp"
#include "tests/fakes/fake_record_store.hpp"
#include "tests/fakes/manual_clock.hpp"

namespace kiosk::app {

using kiosk::testing::a_ticket;

class StationServiceTest : public ::testing::Test {
  protected:
    StationServiceTest()
        : mailbox([] {}),
          store(mailbox),
          clock(testing::at({})),
          engine(engine_settings(), hasher),
          service(engine, hasher, mailbox, store, clock, settings(), hooks()) {}

    static core::EngineSettings engine_settings() {
        core::EngineSettings s;
        s.stations = {{"desk-1", "main", core::Direction::entry}};
        s.lists = {{core::CheckInList{.id = "main"}, {}}};
        s.lists[0].exit_all_at = std::chrono::hours(10);
        core::QuestionSettings question;
        question.question = {.id = {1}, .type = core::QuestionType::number};
        s.questions = {question};
        return s;
    }

    static ServiceSettings settings() {
        ServiceSettings s;
        s.node = "node";
        s.walk_in_products = {"Day ticket"};
        s.questions = {{.id = "age", .text = {}, .options = {}}};
        s.stations = {
            {.id = "desk-1", .name = {{"en", "Desk 1"}}, .profile = "desk", .list = "main"}};
        return s;
    }

    ServiceHooks hooks() {
        const auto at_once = [](const std::function<void()>& work) { work(); };
        return {
            .show = [this](const core::Outcome& outcome) { shown.push_back(outcome); },
            .on_reader = [this](const ports::ReaderReport&) { ++reader_reports; },
            .on_health = [](const core::StorageHealth&) {},
            .on_undone = [this](const ports::UndoAnswer& answer) { undone.push_back(answer); },
            .clock_view = [] { return ports::ClockView{}; },
            .on_change = [] {},
            .run_search = at_once,
            .run_import = at_once,
            .run_on_main = at_once,
            .keep_answers =
                [this](const core::AnswersKept& given, const std::function<void(Result<>)>& done) {
                    kept.push_back(given);
                    done(disk_takes_answers ? Result<>() : fail(Errc::io_failure, "no space"));
                },
            .keep_note =
                [this](const std::vector<std::string>&, const auto& done) {
                    done(disk_takes_answers ? Result<>() : fail(Errc::io_failure, "no space"));
                },
            .keep_walk_in =
                [this](const std::vector<std::string>&, const auto& done) {
                    done(disk_takes_answers ? Result<>() : fail(Errc::io_failure, "no space"));
                },
            .commit_times =
                [] { return std::pair<std::chrono::microseconds, std::chrono::microseconds>{}; }};
    }

    void load(const std::vector<testing::TicketBuilder>& tickets) {
        service.replace_roster(testing::roster_of(tickets));
        sync();
    }

    void sync() {
        store.sync();
        service.drain();
    }

    void scan(ports::ScanRequest request) {
        service.scan(std::move(request), [this](Result<core::Outcome> answer) {
            answers.push_back(std::move(answer));
        });
    }

    Mailbox mailbox;
    testing::FakeRecordStore store;
    testing::ManualClock clock;
    testing::FakeHasher hasher;
    core::Engine engine;
    std::vector<core::Outcome> shown;
    std::deque<Result<core::Outcome>> answers;
    int reader_reports = 0;
    std::vector<ports::UndoAnswer> undone;
    std::vector<core::AnswersKept> kept;
    bool disk_takes_answers = true;
    StationService service;
};

}  // namespace kiosk::app
