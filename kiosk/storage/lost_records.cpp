// kiosk/storage/lost_records.cpp — the judgement over a hole, and its words.
#include "kiosk/storage/lost_records.hpp"

#include <ranges>
#include <utility>

#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/journal_segment.hpp"

namespace kiosk::storage {
namespace {

// Nothing where there is none of this epoch or the file is damaged.
std::optional<Head> newest_signed_head(FileSystem& files, const StatePaths& paths,
                                       std::uint64_t epoch) {
    const auto text = read_checkpoint_file(files, paths);
    if (!text.has_value()) return std::nullopt;
    for (const auto& read : read_checkpoints(*text).checkpoints | std::views::reverse) {
        if (read.checkpoint.epoch == epoch) return read.checkpoint.head;
    }
    return std::nullopt;
}

}  // namespace

std::uint64_t first_of_last_segment(FileSystem& files, const Path& journal) {
    const auto segments = list_segments(files, journal);
    if (!segments.has_value() || segments->empty()) return 0;
    const auto header = read_header(files, journal, segments->back());
    return header.has_value() ? header->first_seq : 0;
}

Acknowledged acknowledged(FileSystem& files, const StatePaths& paths, std::uint64_t epoch,
                          const KnownRows& rows) {
    Acknowledged known{.rows = rows};
    // Only the header says so: behind a lost one, the first record that can be read may be any.
    known.segment_first = first_of_last_segment(files, paths.journal());
    known.signed_head = newest_signed_head(files, paths, epoch);
    return known;
}

Loss judge(const Hole& hole, const Acknowledged& known) {
    // A batch is synced before the next one is written, and before a segment is begun.
    const bool is_more_than_a_batch = hole.last - hole.seq >= kBatchRecordsMax;
    const bool is_in_older_segment = known.segment_first > hole.seq;
    const bool is_signed = known.signed_head && known.signed_head->seq >= hole.seq;
    if (hole.in_rows || is_more_than_a_batch || is_in_older_segment || is_signed) {
        return Loss::certain;
    }
    const bool is_behind_rows = known.rows.are_all && hole.seq > known.rows.last &&
                                hole.last - known.rows.last <= kBatchRecordsMax;
    return is_behind_rows && !hole.is_one_copy ? Loss::none : Loss::possible;
}

std::string name_of_records(std::uint64_t first, std::uint64_t last) {
    if (last <= first) return "record " + std::to_string(first);
    return "records " + std::to_string(first) + " to " + std::to_string(last);
}

Error refusal(const Hole& hole) {
    const std::uint64_t missing = hole.next > hole.seq ? hole.next - 1 : hole.last;
    std::string context = "STO-LOST: " + name_of_records(hole.seq, missing) +
                          (missing > hole.seq ? " are" : " is") +
                          " intact neither in the journal nor in the database";
    if (hole.last > missing) {
        context += ", and records up to " + std::to_string(hole.last) + " follow";
    }
    return {Errc::corrupt, context + "; nothing was changed; restore a backup (kioskctl restore)"};
}

void note_lost(OpenReport& report, const Hole& hole) {
    const std::uint64_t count = hole.last - hole.seq + 1;
    report.repairs.push_back(
        "STO-LOST: the log ends with record " + std::to_string(hole.seq - 1) + ". Behind it " +
        name_of_records(hole.seq, hole.last) + " (" + std::to_string(count) +
        ") were being stored when the station stopped, or were damaged since: no copy proves them."
        " What can be read of them is in quarantine.");
    const Trouble trouble{std::string(kLost), {}, Remedy::make_anew, hole.seq};
    report.repaired.push_back(repair_of(core::StoredCopy::journal, trouble, count, std::nullopt));
}

Result<Gathered> gather_log(FileSystem& files, const StatePaths& paths,
                            const JournalIdentity& identity, Sources sources,
                            const Acknowledged& known) {
    return rebuild_journal(files, paths, identity, std::move(sources),
                           [&known](const Hole& hole) -> Result<> {
                               if (judge(hole, known) != Loss::certain) return {};
                               return fail(refusal(hole));
                           });
}

Result<> refuse_lost_history(FileSystem& files, const StatePaths& paths) {
    const auto signed_heads = read_checkpoint_file(files, paths);
    if (signed_heads.has_value() && signed_heads->empty()) return {};
    return fail(Errc::corrupt,
                "STO-LOST: journal and database are both gone, but checkpoints show that there "
                "were records; restore a backup (kioskctl restore), or move the file "
                "'checkpoints' away to begin anew without any history");
}

}  // namespace kiosk::storage
