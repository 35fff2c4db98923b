// tests/unit/api/fake_station.hpp — a station that works in memory: a few people, every verdict.
//
// The code "code-REASON" is decided with that reason for the first person; "nobody-REASON" without
// a person. Other codes are unknown tickets.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::api {

class FakeClock : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override { return now_; }
    Timestamp now_{Instant{}, UtcTime{std::chrono::sys_days{std::chrono::year{2027} / 3 / 10}} +
                                  std::chrono::hours{9} + std::chrono::minutes{42}};
};

class FakeStation : public ports::StationPort {
  public:
    explicit FakeStation(const ports::Clock& clock);

    void scan(ports::ScanRequest request, std::function<void(Result<core::Outcome>)> done) override;
    void let_in(ports::OverrideRequest request,
                std::function<void(Result<core::Outcome>)> done) override;
    void act(ports::SupervisorRequest request,
             std::function<void(Result<ports::SupervisorAnswer>)> done) override;
    void undo(ports::UndoRequest request,
              std::function<void(Result<ports::UndoAnswer>)> done) override;
    void muster(ports::MusterQuery query,
                std::function<void(Result<ports::MusterView>)> done) override;
    [[nodiscard]] std::vector<ports::AlertView> alerts(std::uint64_t after) const override;
    void explain(ports::ScanReference scan,
                 std::function<void(Result<core::ReplayFinding>)> done) override;
    [[nodiscard]] ports::StatusView status() const override;
    [[nodiscard]] ports::SummaryView summary() const override;
    [[nodiscard]] const core::Stats& stats() const override { return recorded; }
    [[nodiscard]] bool ready() const override { return list_loaded && storage_works; }
    void search(ports::AttendeeQuery query,
                std::function<void(Result<ports::AttendeePage>)> done) override;
    [[nodiscard]] Result<ports::AttendeeView> attendee(core::TicketId id) const override;
    void order_of(core::TicketId id,
                  std::function<void(Result<std::vector<ports::AttendeeView>>)> done) override;
    void add_note(ports::NoteRequest request,
                  std::function<void(Result<ports::NoteView>)> done) override;
    void add_walk_in(ports::WalkInRequest request,
                     std::function<void(Result<ports::WalkInAnswer>)> done) override;
    void scans(ports::ScanQuery query,
               std::function<void(Result<std::vector<ports::StoredScan>>)> done) override;
    void import_list(ports::ImportRequest request,
                     std::function<void(Result<ports::ImportAnswer>)> done) override;
    void backup(std::filesystem::path to,
                std::function<void(Result<ports::BackupAnswer>)> done) override;
    void preview(const std::string& camera, std::function<void(Result<std::string>)> done) override;

    bool list_loaded = true;
    bool storage_works = true;
    std::vector<ports::ReaderReport> readers;
    std::vector<ports::AttendeeView> people;
    std::vector<ports::StoredScan> log;
    std::vector<ports::ScanRequest> scan_requests;
    std::vector<ports::AttendeeQuery> searches;
    std::vector<ports::ScanQuery> log_queries;
    std::vector<ports::ImportRequest> imports;
    std::vector<std::filesystem::path> backups;
    std::vector<ports::OverrideRequest> overrides;
    std::vector<ports::SupervisorRequest> acts;
    std::vector<ports::UndoRequest> undos;
    std::vector<ports::NoteRequest> notes;
    std::vector<ports::WalkInRequest> walk_ins;
    std::vector<ports::MusterQuery> muster_queries;
    std::vector<ports::ScanReference> explained;
    ports::MusterView muster_list;
    std::vector<ports::AlertView> alert_list;
    std::map<std::string, std::string> pictures;  // of cameras; empty: none yet
    std::optional<Error> refuses;                 // what supervisors ask for
    std::string imported_text;
    core::Stats recorded{ZoneOffsets()};              // counts every entry of the log
    std::function<void(const core::Outcome&)> shown;  // called for every recorded outcome

  private:
    [[nodiscard]] core::Outcome decide(const ports::ScanRequest& request) const;
    void record(core::Outcome& outcome);

    const ports::Clock& clock_;
};

}  // namespace kiosk::api
