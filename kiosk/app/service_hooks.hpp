// kiosk/app/service_hooks.hpp — what a station service is told, and what it does to the world.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/event.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::app {

struct ServiceSettings {
    std::string node;
    std::string event_name;
    std::string timezone;
    ZoneOffsets zone;
    std::string software;
    std::vector<ports::StationView> stations;  // names and profiles; counts are filled in
    std::vector<ports::ZoneView> zones;        // names and sizes; counts are filled in
    std::vector<ports::QuestionView> questions{};
    std::filesystem::path roster_directory;
    std::map<std::string, std::int64_t> subevents{};  // dates of a series by name
    std::vector<std::string> walk_in_products{};
};

// What the station does to the world beside its journal.
struct ServiceHooks {
    std::function<void(const core::Outcome&)> show;             // screens, sound, log
    std::function<void(const ports::ReaderReport&)> on_reader;  // a reader changed its state
    std::function<void(const core::StorageHealth&)> on_health;
    std::function<void(const ports::AlertView&)> on_alert;            // silent
    std::function<void(const std::optional<UtcTime>&)> on_emergency;  // since when; over: nothing
    std::function<void(const ports::UndoAnswer&)> on_undone{};  // durable; none: nobody listens
    std::function<ports::ClockView()> clock_view;
    // None: the attendee list does not come from a ticket shop.
    std::function<ports::ShopView()> shop_view{};
    std::function<ports::BackupView()> backup_view{};        // none: this station makes no backups
    std::function<void()> on_change;                         // counts or status changed
    std::function<void(std::function<void()>)> run_search;   // on a worker, one after another
    std::function<void(std::function<void()>)> run_import;   // on another worker
    std::function<void(std::function<void()>)> run_on_main;  // from any thread
    // Makes a backup up to a durable record; calls back on any thread.
    std::function<void(std::filesystem::path, std::uint64_t,
                       std::function<void(Result<ports::BackupAnswer>)>)>
        run_backup{};
    // Makes answers durable and calls back on the main thread. None: answers cannot be taken.
    std::function<void(core::AnswersKept, std::function<void(Result<>)>)> keep_answers{};
    // Makes a line of the notes durable and calls back on the main thread. None: no notes.
    std::function<void(std::vector<std::string>, std::function<void(Result<>)>)> keep_note{};
    // The same for a line of the walk-ins. None: nobody gets a ticket here.
    std::function<void(std::vector<std::string>, std::function<void(Result<>)>)> keep_walk_in{};
    // Judges a recorded scan again on a worker; calls back on any thread. None: nothing is
    // explained.
    std::function<void(ports::ScanReference, std::function<void(Result<core::ReplayFinding>)>)>
        run_explanation{};
    // What a camera sees: the writing of its picture, for a worker. None: no cameras.
    std::function<Result<std::function<Result<std::string>()>>(const std::string&)> preview{};
    std::function<std::pair<std::chrono::microseconds, std::chrono::microseconds>()> commit_times;
};

}  // namespace kiosk::app
