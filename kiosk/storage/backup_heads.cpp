// kiosk/storage/backup_heads.cpp — the heads on a copied journal; a journal that is too short.
#include "kiosk/storage/backup_heads.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "kiosk/storage/database.hpp"
#include "kiosk/storage/lost_records.hpp"
#include "kiosk/storage/signed_heads.hpp"

namespace kiosk::storage {
namespace {

Error too_short(std::uint64_t last, std::uint64_t known, const std::string& what) {
    return {Errc::corrupt, "the journal ends with record " + std::to_string(last) + ", but " +
                               what + " " + name_of_records(last + 1, known) +
                               "; start kioskd once, which completes the journal or says what is"
                               " lost, and make the backup then"};
}

}  // namespace

BackupHeads::BackupHeads(const StationId& station, std::string text, Result<KeySeed> seed)
    : station_(station),
      text_(std::move(text)),
      seed_(std::move(seed)),
      list_(read_checkpoints(text_)) {
    for (const auto& read : list_.checkpoints) in_journal_[read.checkpoint.head.seq];
}

Result<BackupHeads> BackupHeads::read(FileSystem& files, const StatePaths& paths,
                                      const StationId& station) {
    return BackupHeads(station, KIOSK_TRY(read_checkpoint_file(files, paths)),
                       read_checkpoint_key(files, paths));
}

void BackupHeads::visit(const RecordView& record) {
    const auto found = in_journal_.find(record.seq);
    if (found != in_journal_.end()) found->second = record.chain;
}

Result<std::string> BackupHeads::through(std::uint64_t last, bool is_whole) const {
    std::string kept;
    for (const auto& read : list_.checkpoints) {
        const Head& head = read.checkpoint.head;
        if (in_journal_.at(head.seq) == head.chain) {
            if (!kept.empty()) kept += "\n";
            kept += text_.substr(read.begin, read.end - read.begin);
            continue;
        }
        const bool is_later = head.seq > last;
        // Signed while the journal was copied, or never by this station.
        if ((is_later && !is_whole) || !is_own_head(read, seed_, station_)) continue;
        if (is_later) return fail(too_short(last, head.seq, "this station signed"));
        return fail(Errc::corrupt, "record " + std::to_string(head.seq) +
                                       " of the journal is not the one that this station signed");
    }
    if (!kept.empty()) kept += "\n";
    return kept;
}

Result<> refuse_short_journal(const StatePaths& paths, std::uint64_t last) {
    std::error_code ignored;
    if (!std::filesystem::exists(paths.database(), ignored)) return {};
    const auto database = Database::open(paths.database(), DatabaseUse::inspecting);
    if (!database.has_value()) return {};
    const auto rows = (*database)->number_of("SELECT coalesce(max(seq), 0) FROM events");
    if (!rows.has_value() || *rows < 0) return {};
    const auto row = static_cast<std::uint64_t>(*rows);
    if (row <= last) return {};
    return fail(too_short(last, row, "the database has"));
}

}  // namespace kiosk::storage
