// kiosk/ports/station_port.hpp — what the API and the screens may ask of a running station.
//
// Everything is called on the main thread and answers there; a call that needs disk or a long
// search answers later through its callback. The API knows nothing else of the daemon.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/engine/replay.hpp"
#include "kiosk/core/stats/stats.hpp"
#include "kiosk/ports/list_import.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/ports/station_views.hpp"
#include "kiosk/ports/undo.hpp"
#include "kiosk/ports/venue_views.hpp"

namespace kiosk::ports {

struct ScanRequest {
    std::string station;                     // id; the only station's id where empty
    std::string code;                        // as typed or read, at most core::kScanBytesMax bytes
    std::optional<core::TicketId> attendee;  // chosen by name on the list; then `code` is empty
    core::ScanSource source = core::ScanSource::api;
    std::optional<core::Direction> direction;  // the station's own where absent
    std::string nonce;                         // at most core::kNonceMax bytes
    // Staff let a pending order in, where the list takes them; where the station may force.
    bool ignore_unpaid = false;
    bool force = false;       // record it whatever the list objects; where the station may
    std::string operator_id;  // who does either; 1 to core::kOperatorMax bytes then,
    std::optional<core::NameProof> operator_proof{};  // and how that name is known
    std::map<std::string, std::string> answers;       // question id → answer
    bool dry_run = false;
    bool whole_order = false;  // for whoever asks the station: the order's other tickets follow
    bool by_staff = false;     // asked over the operator's socket: away from the lane
};

inline constexpr std::size_t kOrderTicketsMax = 100;  // looked at, and checked in together

struct AttendeeQuery {
    std::string search;        // empty: all, in list order (exports)
    std::string status{};      // not_arrived, inside or left; empty: whatever it is
    std::uint32_t limit = 20;  // 1..500
    std::uint64_t after = 0;   // cursor of the page before
};

struct BackupAnswer {
    std::filesystem::path path;
    std::uint64_t records = 0;
    std::string chain;  // value at the last of them, hexadecimal
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

class StationPort {
  public:
    virtual ~StationPort() = default;

    // Decides and records one scan. The answer comes once it is durable, or at once for a dry run.
    // Answers are made durable before. Errc::not_found for an unknown station, Errc::invalid_input
    // for an unknown question, Errc::denied where nobody may force or ignore_unpaid,
    // Errc::too_large, Errc::unavailable without a list.
    virtual void scan(ScanRequest request, std::function<void(Result<core::Outcome>)> done) = 0;

    // Judges a refused scan again, with a supervisor who stands by it. Errc::not_found for a scan
    // that was not refused here of late, Errc::conflict for one that was let in before or where no
    // zone is entered, Errc::denied for a security zone where staff do not ask.
    virtual void let_in(OverrideRequest request,
                        std::function<void(Result<core::Outcome>)> done) = 0;

    // Takes a check-in back; the answer comes once that is durable. Errc::not_found for a scan that
    // is not among those looked at, Errc::conflict where nobody was checked in or it was undone
    // before, Errc::denied for what only a lead may, Errc::invalid_input without the reason that is
    // needed, Errc::unavailable without a disk.
    virtual void undo(UndoRequest request, std::function<void(Result<UndoAnswer>)> done) = 0;

    // Forgives, or begins or ends an emergency. The answer comes once it is durable. An emergency
    // begins and ends at once, also where the answer is Errc::unavailable: no disk took it.
    // Errc::not_found for an unknown person or zone, Errc::conflict where there is nothing to do.
    virtual void act(SupervisorRequest request,
                     std::function<void(Result<SupervisorAnswer>)> done) = 0;

    // Who may be inside, made beside the main thread. Errc::not_found for an unknown zone,
    // Errc::conflict for a cursor whose list is gone: begin again.
    virtual void muster(MusterQuery query, std::function<void(Result<MusterView>)> done) = 0;

    // The newest silent alerts behind this number, oldest first; at most 256, those of before the
    // start included.
    [[nodiscard]] virtual std::vector<AlertView> alerts(std::uint64_t after) const = 0;

    // One recorded scan judged again as at its time, check by check. Errc::not_found.
    virtual void explain(ScanReference scan,
                         std::function<void(Result<core::ReplayFinding>)> done) = 0;

    [[nodiscard]] virtual StatusView status() const = 0;
    [[nodiscard]] virtual SummaryView summary() const = 0;

    // What was recorded, counted. Valid until the main thread goes on.
    [[nodiscard]] virtual const core::Stats& stats() const = 0;
    [[nodiscard]] virtual bool ready() const = 0;  // can decide and store

    virtual void search(AttendeeQuery query, std::function<void(Result<AttendeePage>)> done) = 0;
    [[nodiscard]] virtual Result<AttendeeView> attendee(core::TicketId id) const = 0;

    // All tickets of the attendee's order, their own too; at most kOrderTicketsMax, in list order.
    virtual void order_of(core::TicketId id,
                          std::function<void(Result<std::vector<AttendeeView>>)> done) = 0;

    // Writes a note; the answer comes once it is durable. Errc::not_found for nobody on the list,
    // Errc::conflict where no more fit, Errc::unavailable where it cannot be kept.
    virtual void add_note(NoteRequest request, std::function<void(Result<NoteView>)> done) = 0;

    // Gives somebody a ticket; the answer comes once it is durable. Errc::invalid_input for a
    // product that is not given out here, Errc::not_found for an unknown station,
    // Errc::unavailable without a list or a disk, or where no more fit.
    virtual void add_walk_in(WalkInRequest request,
                             std::function<void(Result<WalkInAnswer>)> done) = 0;

    virtual void scans(ScanQuery query,
                       std::function<void(Result<std::vector<StoredScan>>)> done) = 0;
    virtual void import_list(ImportRequest request,
                             std::function<void(Result<ImportAnswer>)> done) = 0;

    // Copies the station's state into a new directory under `to` (empty: the usual place) and reads
    // the copy back. Errc::unavailable where this station makes none.
    virtual void backup(std::filesystem::path to,
                        std::function<void(Result<BackupAnswer>)> done) = 0;

    // What a live camera sees now: the bytes of a small grey JPEG, never stored. The question sets
    // the pictures going, so that the first finds none: Errc::unavailable, also while the camera is
    // away; ask again. Errc::not_found for no camera, Errc::conflict for one that reads a folder.
    virtual void preview(const std::string& camera,
                         std::function<void(Result<std::string>)> done) = 0;
};

}  // namespace kiosk::ports
