// kiosk/storage/backup_check.cpp — would this backup bring the station back? Tried out, not
// assumed.
#include <algorithm>
#include <string>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/backup.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/roster_file.hpp"
#include "kiosk/storage/signed_heads.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/verify_rows.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kRecordsBetweenBreaths = 1000;

Result<> check_files(FileSystem& files, const Path& backup, const BackupManifest& manifest,
                     const std::function<void()>& breathe) {
    for (const auto& expected : manifest.files) {
        const auto found = KIOSK_TRY(digest_of(files, backup, expected.name));
        if (found != expected) {
            return fail(Errc::corrupt, expected.name + " is not what was backed up");
        }
        if (breathe) breathe();
    }
    for (const char* name : {"station-id", "pepper"}) {
        if (std::ranges::find(manifest.files, name, &BackedUpFile::name) == manifest.files.end()) {
            return fail(Errc::corrupt, std::string(name) + " is missing");
        }
    }
    return {};
}

// As the database will take them: a record that makes no row would stop the restored station.
Result<> check_records(FileSystem& files, const Path& backup, const BackupManifest& manifest,
                       const std::function<void()>& breathe) {
    auto rows = KIOSK_TRY(ScratchRows::make());
    const StatePaths paths{backup};
    auto heads = KIOSK_TRY(SignedHeads::read(files, paths, manifest.station));
    heads.begin_walk();
    const auto insert = [&](const RecordView& view) -> Result<> {
        heads.visit(view);
        const auto record = core::decode_record(view.payload);
        if (!record.has_value()) return fail(record.error());
        KIOSK_TRY_VOID(rows.row_of({view.seq, view.payload, view.chain}, *record));
        if (breathe && view.seq % kRecordsBetweenBreaths == 0) breathe();
        return {};
    };
    const auto walked = KIOSK_TRY(walk_journal(files, paths.journal(), WalkDepth::verify, insert));
    if (walked.damage.has_value()) return fail(Errc::corrupt, describe(*walked.damage));
    if (walked.head != manifest.head || walked.station != manifest.station ||
        walked.epoch != manifest.epoch || walked.torn_tail.has_value()) {
        return fail(Errc::corrupt, "the journal does not end as the manifest says");
    }
    if (heads.newest() && !heads.journal_has()) {  // a start would refuse it
        return fail(Errc::corrupt, "the journal lacks record " +
                                       std::to_string(heads.newest()->seq) +
                                       " as the station signed it");
    }
    return {};
}

}  // namespace

Result<BackupManifest> check_backup(FileSystem& files, const Path& backup,
                                    const std::function<void()>& breathe) {
    const auto bytes = KIOSK_TRY(read_file(files, backup / kManifestName, kManifestBytesMax));
    auto manifest =
        KIOSK_TRY(read_manifest({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    KIOSK_TRY_VOID(check_files(files, backup, manifest, breathe));
    KIOSK_TRY_VOID(check_records(files, backup, manifest, breathe));
    const bool has_roster = std::ranges::any_of(
        manifest.files, [](const auto& file) { return file.name == "roster/current"; });
    if (has_roster) {
        const auto roster = KIOSK_TRY(load_roster(files, StatePaths{backup}.roster()));
        if (!roster.has_value() || !roster->notes.empty()) {
            return fail(Errc::corrupt, "the attendee list cannot be read");
        }
    }
    return manifest;
}

}  // namespace kiosk::storage
