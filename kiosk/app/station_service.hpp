// kiosk/app/station_service.hpp — the running station: engine, its surroundings, and their order.
//
// Lives on the main thread. Takes what the mailbox holds, lets the engine decide, carries out the
// effects, and answers the API. Heavy work (searches, imports) goes to a worker and comes back.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/app/mailbox.hpp"
#include "kiosk/app/summary.hpp"
#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/record_store.hpp"
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
};

// What the station does to the world beside its journal.
struct ServiceHooks {
    std::function<void(const core::Outcome&)> show;             // screens, sound, log
    std::function<void(const ports::ReaderReport&)> on_reader;  // a reader changed its state
    std::function<void(const core::StorageHealth&)> on_health;
    std::function<ports::ClockView()> clock_view;
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
    std::function<std::pair<std::chrono::microseconds, std::chrono::microseconds>()> commit_times;
};

class StationService final : public ports::StationPort {
  public:
    // Everything given must outlive the service. The engine has been restored from the journal.
    StationService(core::Engine& engine, const core::CodeHasher& hasher, Mailbox& mailbox,
                   ports::RecordStore& store, const ports::Clock& clock, ServiceSettings settings,
                   ServiceHooks hooks);

    // Empties the mailbox and carries out what follows. Called when the mailbox wakes the main
    // thread.
    void drain();

    // Takes over a list that was loaded at start.
    void replace_roster(std::shared_ptr<const core::Roster> roster);

    // Takes over how storage came up, before the first scan.
    void take_health(core::StorageHealth health) { on_health(std::move(health)); }

    // Writes down that a copy was made anew.
    void note_repair(core::RepairedRecord record) { on_repair(std::move(record)); }

    // Writes down that the daemon started.
    void note_start();

    // Time went on: lists whose time has come check everybody out.
    void tick();

    // Answers that were durable before the start.
    void take_answers(core::AnswersKept answers);

    // False while a record has waited for the disk longer than `patience`: the watchdog then lets
    // systemd restart the daemon.
    [[nodiscard]] bool progresses(std::chrono::seconds patience) const;

    void scan(ports::ScanRequest request, std::function<void(Result<core::Outcome>)> done) override;
    [[nodiscard]] ports::StatusView status() const override;
    [[nodiscard]] ports::SummaryView summary() const override;
    [[nodiscard]] bool ready() const override;
    void search(ports::AttendeeQuery query,
                std::function<void(Result<ports::AttendeePage>)> done) override;
    [[nodiscard]] Result<ports::AttendeeView> attendee(core::TicketId id) const override;
    void scans(ports::ScanQuery query,
               std::function<void(Result<std::vector<ports::StoredScan>>)> done) override;
    void import_list(ports::ImportRequest request,
                     std::function<void(Result<ports::ImportAnswer>)> done) override;
    void backup(std::filesystem::path to,
                std::function<void(Result<ports::BackupAnswer>)> done) override;

  private:
    void carry_out(core::Effects effects);
    void carry_out(core::AppendRecord& append);
    void carry_out(core::Show& show);
    void carry_out(core::Reply& reply);
    void on_durable(std::uint64_t seq);
    void on_failure(const Mailbox::Failure& failure);
    void on_health(core::StorageHealth health);
    void on_repair(core::RepairedRecord record);
    void on_report(ports::ReaderReport report);
    [[nodiscard]] Result<std::vector<core::Answer>> answers_in(
        const ports::ScanRequest& request) const;
    void decide(core::ScanSeen seen, std::function<void(Result<core::Outcome>)> done);
    [[nodiscard]] const ports::StationView* station(std::string_view id) const;
    [[nodiscard]] Result<const ports::StationView*> station_for(
        const ports::ScanRequest& request) const;
    void keep_then_decide(core::AnswersKept kept, core::ScanSeen seen,
                          std::function<void(Result<core::Outcome>)> done);
    [[nodiscard]] ports::AttendeePage page_from(std::uint64_t after, std::uint32_t limit) const;

    core::Engine& engine_;
    const core::CodeHasher& hasher_;
    Mailbox& mailbox_;
    ports::RecordStore& store_;
    const ports::Clock& clock_;
    ServiceSettings settings_;
    ServiceHooks hooks_;

    Timestamp started_at_;
    ExpectedByProduct expected_;
    std::vector<ports::ReaderReport> readers_;
    core::StorageHealth health_ = core::judge({});
    bool roster_held_ = false;
    bool importing_ = false;
    Instant oldest_append_ = Instant::max();  // of the records that are not durable yet
    std::uint64_t next_request_ = 1;
    std::unordered_map<core::RequestId, std::function<void(Result<core::Outcome>)>> waiting_;

    // The summary is asked for more often than it changes.
    mutable ports::SummaryView summary_;
    mutable std::uint64_t summary_seq_ = 0;
    mutable Instant summary_at_{};
};

}  // namespace kiosk::app
