// kiosk/storage/reconcile_journal.cpp — at a start: mending, opening and completing the journal.
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/storage/journal_rebuild.hpp"
#include "kiosk/storage/quarantined_rows.hpp"
#include "kiosk/storage/reconciler.hpp"

namespace kiosk::storage {

Result<> Reconciler::mend_journal(const WalkReport& walked) {
    const std::string where = walked.damage ? describe(*walked.damage)
                              : is_forged_  ? "it is not the history that the station signed"
                                            : "the last records are missing";
    const auto identity = identity_of(walked);
    if (!identity.has_value()) return fail(Errc::corrupt, "journal: " + where);
    Sources sources{.rows = rows_.rows ? &*rows_.rows : nullptr, .not_stored = not_stored_};
    const Acknowledged known = KIOSK_TRY(this->known());
    if (known.signed_head) sources.proven.push_back(*known.signed_head);
    sources.rows_first = known.signed_head && rows_.have(*known.signed_head);
    sources.told = progress_.of_journal(std::max(rows_.head.seq, walked.head.seq));
    const auto gathered =
        gather_log(files_, paths_, *identity, std::move(sources), known, on_loss_);
    if (!gathered.has_value() && gathered.error().code != Errc::corrupt) {
        return leave_to_mend(gathered.error(), where);
    }
    if (!gathered.has_value()) return fail(Error(gathered.error()).in("journal: " + where));
    const Taken& taken = gathered->taken;
    report_.repairs.push_back("The journal was damaged (" + where + "); " +
                              number_of_records(taken.records) +
                              " taken from the database, and the damaged files were set aside in"
                              " quarantine.");
    if (gathered->has_gaps) {
        report_.repairs.push_back(
            "Parts of the damaged journal cannot be read: a record that only they had is lost.");
    }
    if (gathered->hole) KIOSK_TRY_VOID(note_hole(*gathered->hole, known));
    const std::uint64_t first = is_forged_      ? taken.first_seq
                                : walked.damage ? walked.damage->seq
                                                : walked.head.seq + 1;
    const Trouble trouble{std::string(kDamaged), {}, Remedy::make_anew, first, taken.found};
    report_.repaired.push_back(
        repair_of(core::StoredCopy::journal, trouble, taken.records, taken.restored));
    if (rows_.is_sound()) rows_.head = KIOSK_TRY(rows_.rows->head());
    return {};
}

// The station works from the rows until the disk lets it; not where the journal has more than they.
Result<> Reconciler::leave_to_mend(const Error& error, const std::string& where) {
    const auto signed_head = newest_signed();
    const bool is_signed = !signed_head || rows_.have(*signed_head);
    const std::uint64_t last = KIOSK_TRY(last_readable(files_, directory_, not_stored_));
    if (!is_signed || !rows_.have_all_through(last)) {
        return fail(Error(error).in("journal: " + where +
                                    "; it cannot be mended now, and the database may lack records"
                                    " that only the journal has"));
    }
    journal_failed(error, Remedy::make_anew);
    is_left_to_mend_ = true;
    return {};
}

// A power cut may keep the later blocks of a batch and lose the earlier ones. Such a batch was
// never committed by an intact database, hence never acknowledged.
Result<bool> Reconciler::is_torn_batch(const WalkReport& walked) {
    if (!walked.damage || walked.damage->last_seq_behind == 0) return false;
    const Damage& damage = *walked.damage;
    const Acknowledged known = KIOSK_TRY(this->known());
    return judge({damage.seq, 0, damage.last_seq_behind, damage.one_copy_behind}, known) ==
           Loss::none;
}

// The station signed a later head than any copy leads to, and the quarantine knows the way.
Result<bool> Reconciler::is_cut_short(const WalkReport& walked) {
    const auto signed_head = newest_signed();
    if (!signed_head || signed_head->seq <= std::max(walked.head.seq, rows_head_.seq)) {
        return false;
    }
    return quarantine_leads(files_, paths_, walked.head, *signed_head);
}

Result<Journal> Reconciler::open_journal(const WalkReport& walked) {
    const bool is_new = walked.segments == 0;
    JournalIdentity identity{walked.station, walked.epoch};
    if (is_new && !rows_.identity) KIOSK_TRY_VOID(judge_new_history());
    if (is_new || is_left_to_mend_) {
        identity = rows_.identity.value_or(JournalIdentity{station_, random_number()});
    }
    if (identity.station != station_) {
        return fail(mixed_up("", "put back the files of one station"));
    }
    if (rows_.identity.has_value() && *rows_.identity != identity) {
        return fail(mixed_up(directory_.string() + " begins another history than the database",
                             "move the one away that came from elsewhere, and it is made anew from"
                             " the other"));
    }
    if (!rows_.knows_all && rows_.is_writable()) tie_rows_to(identity, rows_);
    if (walked.torn_tail.has_value()) report_.torn_tail = describe(*walked.torn_tail);
    if (journal_trouble_) return suspended(walked, identity);
    auto opened = is_new ? Journal::create(files_, directory_, identity.station, identity.epoch)
                         : Journal::resume(files_, directory_, walked);
    if (opened.has_value()) return opened;
    // What cannot be written was read all the same.
    journal_failed(opened.error(), is_new ? Remedy::make_anew : Remedy::go_on);
    return suspended(walked, identity);
}

Journal Reconciler::suspended(WalkReport walked, const JournalIdentity& identity) {
    walked.station = identity.station;
    walked.epoch = identity.epoch;
    return Journal::suspended(files_, directory_, walked);
}

void Reconciler::journal_failed(const Error& error, Remedy remedy) {
    journal_trouble_ = Trouble{std::string(code_of(error, While::writing)), error, remedy};
}

// Rows that the journal has not (its tail was torn or lost) continue it, chain checked.
Result<> Reconciler::extend_journal(Journal& journal) {
    const std::uint64_t before = journal.head().seq;
    if (!rows_.rows || rows_head_.seq <= before) return {};
    const auto first = rows_.rows->find(before + 1);
    const bool is_known = first && *first;
    const auto restored = is_known ? std::optional((*first)->chain) : std::nullopt;
    const bool is_long = rows_head_.seq - before > kBatchRecordsMax;
    const auto note = [this, is_long](const auto& row) -> Result<> {
        if (is_long) progress_.tell_some(core::StoredCopy::journal, row.seq, rows_head_.seq);
        return {};
    };
    auto extended = extend_from_rows(journal, *rows_.rows, note);
    if (!extended.has_value() && extended.error().code == Errc::corrupt) return extended;
    if (!extended.has_value()) {
        journal.abandon();
        journal_failed(extended.error(), Remedy::go_on);
        return {};
    }
    const Trouble trouble{std::string(kGone), {}, Remedy::go_on, before + 1};
    const std::uint64_t taken = journal.head().seq - before;
    report_.repaired.push_back(repair_of(core::StoredCopy::journal, trouble, taken, restored));
    report_.repairs.push_back("The journal lacked its end; " + number_of_records(taken) +
                              " taken from the database.");
    return {};
}

}  // namespace kiosk::storage
