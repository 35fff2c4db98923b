// kiosk/storage/restore.cpp — building beside, and a swap that a crash cannot leave half done.
//
// restoring/  is being built; worth nothing yet
// restored/   is complete; all else in the directory is the state before, on its way to replaced/
// arriving/   the state before is away; its files are on their way into the directory
// replaced/   the state before; becomes one entry of quarantine/ at the end
#include "kiosk/storage/restore.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/backup.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kPieceBytes = 1U << 18U;

// Never part of a state that is swapped: what belongs to the directory itself.
constexpr std::array<std::string_view, 8> kStays{"lock",     "quarantine", "backups",  "restoring",
                                                 "restored", "arriving",   "replaced", "uploads"};

bool is_swapped(std::string_view name) {
    return std::ranges::find(kStays, name) == kStays.end() && !name.ends_with(".sock");
}

Path replaced(const StatePaths& paths) {
    return paths.root / "replaced";
}

Result<> remove_tree(const Path& path) {
    std::error_code problem;
    std::filesystem::remove_all(path, problem);
    if (problem) return fail(system_error("remove " + path.string(), problem.value()));
    return {};
}

// What a state has that a backup has not. The chain value tells: after a restore the same numbers
// come again.
class Missing {
  public:
    // Those of the backup, in order.
    explicit Missing(std::vector<Chain> chains) : chains_(std::move(chains)) {}

    void visit(std::uint64_t seq, const Chain& chain) {
        const bool is_known = seq > 0 && seq <= chains_.size() && chains_[seq - 1] == chain;
        if (!is_known) missing_.push_back(seq);
    }
    void ends_with(std::uint64_t seq) { last_ = seq; }

    // Where some cannot be read, the last number tells how many there are at least.
    [[nodiscard]] std::uint64_t count() {
        std::ranges::sort(missing_);
        const auto again = std::ranges::unique(missing_);
        const std::uint64_t more = last_ > chains_.size() ? last_ - chains_.size() : 0;
        return std::max<std::uint64_t>(missing_.size() - again.size(), more);
    }

  private:
    std::vector<Chain> chains_;
    std::vector<std::uint64_t> missing_;
    std::uint64_t last_ = 0;
};

Result<std::vector<Chain>> chains_of(FileSystem& files, const Path& backup) {
    std::vector<Chain> chains;
    const auto walked =
        KIOSK_TRY(walk_journal(files, StatePaths{backup}.journal(), WalkDepth::framing,
                               [&chains](const RecordView& record) {
                                   chains.push_back(record.chain);
                                   return Result<>();
                               }));
    static_cast<void>(walked);
    return chains;
}

Result<> visit_journal(FileSystem& files, const StatePaths& paths, Missing& missing) {
    auto journal = KIOSK_TRY(Salvage::open(files, paths.journal()));
    while (const auto record = KIOSK_TRY(journal.next())) {
        missing.visit(record->seq, record->chain);
    }
    return {};
}

Result<> visit_rows(const StatePaths& paths, Missing& missing) {
    if (!is_there(paths.database())) return {};
    const auto database = KIOSK_TRY(Database::open(paths.database(), DatabaseUse::inspecting));
    const auto last = KIOSK_TRY(database->number_of("SELECT coalesce(max(seq), 0) FROM events"));
    missing.ends_with(static_cast<std::uint64_t>(std::max<std::int64_t>(last, 0)));
    auto rows = KIOSK_TRY(EventTable::open(*database));
    return rows.for_each_after(0, kAllRows, [&missing](const StoredRecord& row) -> Result<> {
        missing.visit(row.seq, row.chain);
        return {};
    });
}

// Of both copies, as far as they can be read: that they cannot is often why somebody restores.
Result<std::uint64_t> count_missing(FileSystem& files, const StatePaths& paths,
                                    const Path& backup) {
    Missing missing(KIOSK_TRY(chains_of(files, backup)));
    for (const auto& visited : {visit_journal(files, paths, missing), visit_rows(paths, missing)}) {
        if (!visited.has_value() && is_refusal(visited.error())) return fail(visited.error());
    }
    return missing.count();
}

// Copies a file and proves that what arrived is what was backed up.
Result<> copy_file(FileSystem& files, const Path& from, const Path& to,
                   const BackedUpFile& expected) {
    auto in = KIOSK_TRY(File::open(files, from / expected.name, OpenFor::reading));
    auto out = KIOSK_TRY(File::open(files, to / expected.name, OpenFor::creating));
    std::vector<std::byte> piece(kPieceBytes);
    std::uint64_t offset = 0;
    while (const auto count = KIOSK_TRY(in.read_at(piece, offset))) {
        auto written = out.write_at(std::span(piece).first(count), offset);
        if (!written.has_value()) return fail(std::move(written).error().in(expected.name));
        offset += count;
    }
    KIOSK_TRY_VOID(out.sync());
    if (KIOSK_TRY(digest_of(files, to, expected.name)) != expected) {
        return fail(Errc::corrupt, expected.name + " was not copied as it is");
    }
    return {};
}

Result<> copy_backup(FileSystem& files, const Path& backup, const Path& to,
                     const BackupManifest& manifest) {
    KIOSK_TRY_VOID(remove_tree(to));
    KIOSK_TRY_VOID(files.make_directory(to));
    for (const char* directory : {"journal", "roster"}) {
        KIOSK_TRY_VOID(files.make_directory(to / directory));
    }
    for (const auto& file : manifest.files) {
        KIOSK_TRY_VOID(copy_file(files, backup, to, file));
    }
    for (const char* directory : {"journal", "roster"}) {
        KIOSK_TRY_VOID(files.sync_directory(to / directory));
    }
    return files.sync_directory(to);
}

// Makes the database and begins the new epoch, as the daemon would at its start.
Result<std::uint64_t> begin_epoch(FileSystem& files, const Path& state,
                                  const RestoreRequest& request, const BackupManifest& manifest) {
    std::uint64_t epoch = 0;
    {
        const auto directory = KIOSK_TRY(StateDirectory::open(files, state));
        auto log = KIOSK_TRY(DurableLog::open(files, directory));
        if (log->last_seq() != manifest.head.seq) {
            return fail(Errc::corrupt, "the restored journal ends at record " +
                                           std::to_string(log->last_seq()) + ", expected " +
                                           std::to_string(manifest.head.seq));
        }
        fill_random(std::as_writable_bytes(std::span(&epoch, 1)));
        const core::RestoredRecord restored{request.now, request.boot, epoch, manifest.made};
        const core::SequencedRecord record{manifest.head.seq + 1, restored};
        KIOSK_TRY_VOID(log->append(std::span(&record, 1)));
    }
    for (const char* own : {"lock", "ballast", "quarantine"}) {
        if (is_there(state / own)) KIOSK_TRY_VOID(files.remove(state / own));
    }
    KIOSK_TRY_VOID(files.sync_directory(state));
    return epoch;
}

Result<> move_all(FileSystem& files, const Path& from, const Path& to) {
    for (const auto& name : KIOSK_TRY(files.list(from))) {
        if (is_swapped(name)) KIOSK_TRY_VOID(files.rename(from / name, to / name));
    }
    KIOSK_TRY_VOID(files.sync_directory(to));
    return files.sync_directory(from);
}

// Beside the present state, which it does not touch.
Result<std::uint64_t> build(FileSystem& files, const RestoreRequest& request,
                            const BackupManifest& manifest) {
    const StatePaths paths{request.state};
    const Path beside = paths.restoring();
    KIOSK_TRY_VOID(copy_backup(files, request.backup, beside, manifest));
    const auto epoch = KIOSK_TRY(begin_epoch(files, beside, request, manifest));
    KIOSK_TRY_VOID(files.rename(beside, paths.restored()));
    return epoch;
}

// Each step leaves a directory from which the next call goes on.
Result<std::optional<Path>> swap_in(FileSystem& files, const StatePaths& paths) {
    if (is_there(paths.restored())) {
        KIOSK_TRY_VOID(files.make_directory(replaced(paths)));
        KIOSK_TRY_VOID(move_all(files, paths.root, replaced(paths)));
        KIOSK_TRY_VOID(files.rename(paths.restored(), paths.arriving()));
        KIOSK_TRY_VOID(files.sync_directory(paths.root));
    }
    if (is_there(paths.arriving())) {
        KIOSK_TRY_VOID(move_all(files, paths.arriving(), paths.root));
        KIOSK_TRY_VOID(files.remove(paths.arriving()));
        KIOSK_TRY_VOID(files.sync_directory(paths.root));
    }
    if (!is_there(replaced(paths))) return std::optional<Path>();
    if (KIOSK_TRY(files.list(replaced(paths))).empty()) {
        KIOSK_TRY_VOID(files.remove(replaced(paths)));
        return std::optional<Path>();
    }
    KIOSK_TRY_VOID(files.make_directory(paths.quarantine()));
    return std::optional(KIOSK_TRY(move_to_quarantine(files, paths, replaced(paths))));
}

Result<> refuse_loss(FileSystem& files, const RestoreRequest& request, const RestoreReport& report,
                     const BackupManifest& manifest) {
    if (request.accept_loss) return {};
    const auto id = read_file(files, StatePaths{request.state}.station_id(), kPieceBytes);
    if (id.has_value() &&
        !std::ranges::equal(*id, std::as_bytes(std::span(manifest.station.bytes)))) {
        return fail(Errc::conflict, request.state.string() +
                                        " belongs to another station than the backup; restore"
                                        " anyway with --yes (it is kept in quarantine)");
    }
    if (report.missing == 0) return {};
    return fail(Errc::conflict, request.state.string() + " has " + std::to_string(report.missing) +
                                    " records that the backup has not; restore anyway with --yes"
                                    " (they are kept in quarantine)");
}

}  // namespace

Result<RestoreReport> restore_backup(FileSystem& files, const RestoreRequest& request) {
    const StatePaths paths{request.state};
    std::error_code problem;
    const bool has_slash = !paths.root.has_filename();  // at its end
    const Path parent =
        has_slash ? paths.root.parent_path().parent_path() : paths.root.parent_path();
    if (!parent.empty()) std::filesystem::create_directories(parent, problem);
    if (problem) return fail(system_error("make " + parent.string(), problem.value()));
    KIOSK_TRY_VOID(files.make_directory(paths.root));
    const auto lock = KIOSK_TRY(StateLock::take(paths, LockFor::owning));
    RestoreReport report;
    if (is_there(paths.restored()) || is_there(paths.arriving()) || is_there(replaced(paths))) {
        report.kept_before = KIOSK_TRY(swap_in(files, paths));
        report.finished_earlier = true;
        return report;
    }
    const auto manifest = KIOSK_TRY(check_backup(files, request.backup));
    report.records = manifest.head.seq;
    report.missing = KIOSK_TRY(count_missing(files, paths, request.backup));
    KIOSK_TRY_VOID(refuse_loss(files, request, report, manifest));
    auto built = build(files, request, manifest);
    if (!built.has_value()) {
        remove_half_restored(paths);  // the space is wanted by the station that is there
        return fail(std::move(built).error().in("restore into " + paths.root.string()));
    }
    report.epoch = *built;
    KIOSK_TRY_VOID(files.sync_directory(paths.root));
    report.kept_before = KIOSK_TRY(swap_in(files, paths));
    return report;
}

}  // namespace kiosk::storage
