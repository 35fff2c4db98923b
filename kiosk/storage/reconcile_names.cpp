// kiosk/storage/reconcile_names.cpp — at a start: whose are journal, database and station-id?
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/reconciler.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kStationDigits = 8;  // as in the names of backups

std::string name_of(const Path& file, const StationId& station) {
    return file.string() + " is of station " + to_hex(station.bytes).substr(0, kStationDigits);
}

}  // namespace

// A journal that came from elsewhere would make its own database of ours; so this comes before
// anything is changed. A database that came from elsewhere is made anew from the journal.
Result<> Reconciler::refuse_mixed_files() {
    std::vector<std::uint64_t> epochs;
    std::string journal;
    bool is_own = false;
    for (const auto number : KIOSK_TRY(list_segments(files_, directory_))) {
        const auto header = read_header(files_, directory_, number);
        if (!header.has_value() && is_refusal(header.error())) return fail(header.error());
        epochs.push_back(read_claimed_epoch(files_, directory_, number));
        if (!header.has_value()) continue;
        is_own = header->station == station_;
        journal = name_of(directory_ / segment_name(number), header->station);
        break;
    }
    rows_.prove_name(station_, std::move(epochs));
    const bool has_rows = rows_.identity && rows_.begin(*rows_.identity);
    const bool are_rows_own = has_rows && rows_.identity->station == station_;
    if (is_own || (journal.empty() && (!has_rows || are_rows_own))) return {};
    if (are_rows_own) {
        return fail(mixed_up(journal, "move " + directory_.string() +
                                          " away, and it is made anew from the database"));
    }
    return fail(mixed_up(journal,
                         "put back the files of one station, or restore a backup"
                         " (kioskctl restore)"));
}

Error Reconciler::mixed_up(const std::string& journal, const std::string& cure) const {
    std::string context(kMixedUp);
    context += ": ";
    if (!journal.empty()) context += journal + ", ";
    if (rows_.identity) context += name_of(paths_.database(), rows_.identity->station) + ", ";
    context += name_of(paths_.station_id(), station_) + "; no record was changed; " + cure;
    return {Errc::conflict, std::move(context)};
}

// A header has a checksum, and what the database says of itself has none.
std::optional<JournalIdentity> Reconciler::identity_of(const WalkReport& walked) const {
    if (walked.station == station_) return JournalIdentity{walked.station, walked.epoch};
    const bool is_own = rows_.identity && rows_.identity->station == station_;
    return is_own ? rows_.identity : std::nullopt;
}

// The chain begins with the journal's identity: rows that lead to the same link are of this
// journal, whatever the database says of itself.
void Reconciler::name_rows_after(const WalkReport& walked, const CatchUp& catch_up) {
    const JournalIdentity journal{walked.station, walked.epoch};
    if (!rows_.identity || *rows_.identity == journal) return;
    if (catch_up.diverged() || rows_.head.seq == 0 || walked.records == 0) return;
    if (walked.head.seq < rows_.head.seq && !rows_.have(walked.head)) return;
    rows_.identity = journal;
    rows_.lost_its_name = true;
}

}  // namespace kiosk::storage
