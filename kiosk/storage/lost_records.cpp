// kiosk/storage/lost_records.cpp — the judgement over a hole, and its words.
#include "kiosk/storage/lost_records.hpp"

#include <string_view>
#include <utility>

#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/start_notes.hpp"

namespace kiosk::storage {
namespace {

constexpr std::string_view kCure =
    "; restore a backup (kioskctl restore), or start once with kioskd --accept-loss to go on"
    " without them";

bool has_entries(FileSystem& files, const Path& directory) {
    const auto names = files.list(directory);
    return names.has_value() && !names->empty();
}

// The rows say what was there where they have all. A cable that is put back may be all it takes.
Result<> judge_end_kept_back(const Hole& hole, const Acknowledged& known) {
    if (known.rows.are_all) return {};
    return fail(Errc::corrupt,
                "STO-READ: the disk does not give what may stand behind record " +
                    std::to_string(hole.seq - 1) +
                    " of the journal, and the database may lack it; nothing was changed; start"
                    " again" +
                    std::string(kCure));
}

void note(OpenReport& report, const std::string& sentence, std::uint64_t first,
          std::uint64_t count) {
    report.lost = sentence;
    const Trouble trouble{std::string(kLost), {}, Remedy::make_anew, first};
    report.repaired.push_back(repair_of(core::StoredCopy::journal, trouble, count, std::nullopt));
}

}  // namespace

Result<std::uint64_t> first_of_last_segment(FileSystem& files, const Path& journal) {
    const auto segments = list_segments(files, journal);
    if (!segments.has_value() && is_refusal(segments.error())) return fail(segments.error());
    if (!segments.has_value() || segments->empty()) return 0;
    const auto header = read_header(files, journal, segments->back());
    if (!header.has_value() && is_refusal(header.error())) return fail(header.error());
    return header.has_value() ? header->first_seq : 0;
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

std::string number_of_records(std::uint64_t count) {
    if (count == 0) return "no record was";
    return count == 1 ? "1 record was" : std::to_string(count) + " records were";
}

Error refusal(const Hole& hole) {
    const std::uint64_t missing = hole.next > hole.seq ? hole.next - 1 : hole.last;
    std::string context = "STO-LOST: " + name_of_records(hole.seq, missing) +
                          (missing > hole.seq ? " are" : " is") +
                          " intact neither in the journal nor in the database";
    if (hole.last > missing) {
        context += ", and records up to " + std::to_string(hole.last) + " follow";
    }
    return {Errc::corrupt, context + "; nothing was changed" + std::string(kCure)};
}

Error refusal_of_end(std::uint64_t first, std::uint64_t last) {
    return {Errc::corrupt, "STO-LOST: " + name_of_records(first, last) +
                               (last > first ? " are" : " is") +
                               " in neither copy, though this station signed that it had " +
                               (last > first ? "them" : "it") + std::string(kCure)};
}

void note_lost(OpenReport& report, const Hole& hole) {
    const bool is_one = hole.last == hole.seq;
    note(report,
         "The log ends with record " + std::to_string(hole.seq - 1) + ". Behind it " +
             name_of_records(hole.seq, hole.last) + (is_one ? " was" : " were") +
             " being stored when the station stopped, or " + (is_one ? "was" : "were") +
             " damaged since: no copy proves " + (is_one ? "it" : "them") +
             ". What can be read is in quarantine.",
         hole.seq, hole.last - hole.seq + 1);
}

void note_given_up(OpenReport& report, std::uint64_t first, std::uint64_t last) {
    note(report,
         "The history lacks " + name_of_records(first, last) +
             ", which no copy has any more; the station was told to go on without. A guest who"
             " came in then may be let in again.",
         first, last - first + 1);
}

Result<Gathered> gather_log(FileSystem& files, const StatePaths& paths,
                            const JournalIdentity& identity, Sources sources,
                            const Acknowledged& known, OnLoss on_loss) {
    return rebuild_journal(files, paths, identity, std::move(sources),
                           [&known, on_loss](const Hole& hole) -> Result<> {
                               if (on_loss == OnLoss::accept) return {};
                               if (hole.is_kept_back) return judge_end_kept_back(hole, known);
                               if (judge(hole, known) != Loss::certain) return {};
                               return fail(refusal(hole));
                           });
}

std::optional<Error> trace_of_lost_history(FileSystem& files, const StatePaths& paths) {
    const auto signed_heads = read_checkpoint_file(files, paths);
    std::string trace;
    if (!signed_heads.has_value() || !signed_heads->empty()) {
        trace = "the file 'checkpoints'";
    } else if (is_marked_complete(paths)) {
        trace = "the file 'database-complete'";
    } else if (has_entries(files, paths.backups())) {
        trace = "the directory 'backups'";
    } else {
        return std::nullopt;
    }
    return Error{Errc::corrupt, "STO-LOST: journal and database are both gone, but " + trace +
                                    " shows that there were some" + std::string(kCure)};
}

}  // namespace kiosk::storage
