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
#include <utility>
#include <vector>

#include "kiosk/app/list_warnings.hpp"
#include "kiosk/app/mailbox.hpp"
#include "kiosk/app/muster_desk.hpp"
#include "kiosk/app/notes_book.hpp"
#include "kiosk/app/people_finder.hpp"
#include "kiosk/app/recorded_stats.hpp"
#include "kiosk/app/refused_scans.hpp"
#include "kiosk/app/service_hooks.hpp"
#include "kiosk/app/summary.hpp"
#include "kiosk/app/undo_desk.hpp"
#include "kiosk/app/venue_desk.hpp"
#include "kiosk/app/walk_in_desk.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::app {

template <class T>
using Answered = std::function<void(Result<T>)>;

class StationService final : public ports::StationPort {
  public:
    // Everything given must outlive the service. The engine has been restored from the journal.
    StationService(core::Engine& engine, const core::CodeHasher& hasher, Mailbox& mailbox,
                   ports::RecordStore& store, const ports::Clock& clock, ServiceSettings settings,
                   ServiceHooks hooks);

    // Empties the mailbox and carries out what follows. Called when the mailbox wakes the main
    // thread.
    void drain();

    // Takes over a list. Without its index, searches wait until a worker has made it.
    void replace_roster(std::shared_ptr<const core::Roster> roster,
                        std::shared_ptr<const search::PeopleIndex> index = nullptr);

    // Takes over what the ticket shop says of lists and other devices.
    void take_shop(core::ShopTold told);

    // Takes over how storage came up, before the first scan.
    void take_health(core::StorageHealth health) { on_health(std::move(health)); }

    // Write down that a copy was made anew, and that the daemon started.
    void note_repair(core::RepairedRecord record) { on_repair(std::move(record)); }
    void note_start();
    // Time went on: lists whose time has come check everybody out.
    void tick();
    // What was durable before the start, in the record and beside it.
    void take_answers(core::AnswersKept answers);
    [[nodiscard]] Result<> take_note(const NotesBook::Line& line) { return notes_.restore(line); }
    [[nodiscard]] Result<> take_walk_in(const WalkInDesk::Line& line);  // before a list
    void take(BeforeStart before);

    // False while a record has waited for the disk longer than `patience`: the watchdog then lets
    // systemd restart the daemon.
    [[nodiscard]] bool progresses(std::chrono::seconds patience) const;
    void scan(ports::ScanRequest request, Answered<core::Outcome> done) override;
    void let_in(ports::OverrideRequest request, Answered<core::Outcome> done) override;
    void act(ports::SupervisorRequest request, Answered<ports::SupervisorAnswer> done) override;
    void undo(ports::UndoRequest request, Answered<ports::UndoAnswer> done) override;
    void muster(ports::MusterQuery query, Answered<ports::MusterView> done) override;
    [[nodiscard]] std::vector<ports::AlertView> alerts(std::uint64_t after) const override {
        return venue_.alerts().newer_than(after);
    }
    void explain(ports::ScanReference scan, Answered<core::ReplayFinding> done) override;
    [[nodiscard]] ports::StatusView status() const override;
    [[nodiscard]] ports::SummaryView summary() const override;
    [[nodiscard]] const core::Stats& stats() const override { return recorded_.stats(); }
    [[nodiscard]] bool ready() const override;
    void search(ports::AttendeeQuery query, Answered<ports::AttendeePage> done) override;
    [[nodiscard]] Result<ports::AttendeeView> attendee(core::TicketId id) const override;
    void order_of(core::TicketId id, Answered<std::vector<ports::AttendeeView>> done) override;
    void add_note(ports::NoteRequest request, Answered<ports::NoteView> done) override;
    void add_walk_in(ports::WalkInRequest request, Answered<ports::WalkInAnswer> done) override;
    void scans(ports::ScanQuery query, Answered<std::vector<ports::StoredScan>> done) override;
    void import_list(ports::ImportRequest request, Answered<ports::ImportAnswer> done) override;
    void backup(std::filesystem::path to, Answered<ports::BackupAnswer> done) override;
    void preview(const std::string& camera, Answered<std::string> done) override;

  private:
    void take(core::ScanSeen seen);
    void carry_out(core::Effects effects);
    void carry_out(core::AppendRecord& append);
    void carry_out(core::Show& show);
    void carry_out(core::Reply& reply);
    void on_durable(std::uint64_t seq);
    void on_failure(const Mailbox::Failure& failure);
    void on_health(core::StorageHealth health);
    void on_repair(core::RepairedRecord record);
    void on_report(ports::ReaderReport report);
    void tell_undone(std::uint64_t durable_seq);
    void tell_walk_ins(std::uint64_t durable_seq);
    [[nodiscard]] Result<std::vector<core::Answer>> answers_in(
        const ports::ScanRequest& request) const;
    void decide(core::ScanSeen seen, std::function<void(Result<core::Outcome>)> done);
    [[nodiscard]] const ports::StationView* station(std::string_view id) const;
    [[nodiscard]] Result<const ports::StationView*> station_for(
        const ports::ScanRequest& request) const;
    [[nodiscard]] std::function<void(Result<core::Outcome>)> alerting(
        std::function<void(Result<core::Outcome>)> done);
    void keep_then_decide(core::AnswersKept kept, core::ScanSeen seen,
                          std::function<void(Result<core::Outcome>)> done);
    [[nodiscard]] ports::AttendeePage page_from(const ports::AttendeeQuery& query) const;

    core::Engine& engine_;
    const core::CodeHasher& hasher_;
    Mailbox& mailbox_;
    ports::RecordStore& store_;
    const ports::Clock& clock_;
    ServiceSettings settings_;
    ServiceHooks hooks_;
    PeopleFinder people_;

    Timestamp started_at_;
    Expected expected_;
    std::vector<ports::ReaderReport> readers_;
    core::StorageHealth health_ = core::judge({});
    bool roster_held_ = false;
    ListWarnings warnings_;  // of the list in force
    bool importing_ = false;
    Instant oldest_append_ = Instant::max();  // of the records that are not durable yet
    std::uint64_t next_request_ = 1;
    std::unordered_map<core::RequestId, std::function<void(Result<core::Outcome>)>> waiting_;

    RefusedScans refused_;
    VenueDesk venue_;
    UndoDesk undos_;
    WalkInDesk walk_ins_;
    NotesBook notes_;
    MusterDesk musters_;
    RecordedStats recorded_;
};

}  // namespace kiosk::app
