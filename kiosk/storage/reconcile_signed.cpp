// kiosk/storage/reconcile_signed.cpp — at a start: the copies against what the station signed.
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/reconciler.hpp"

namespace kiosk::storage {

Result<Acknowledged> Reconciler::known() {
    return Acknowledged{{rows_.knows_all, rows_.head.seq},
                        KIOSK_TRY(first_of_last_segment(files_, paths_.journal())),
                        newest_signed()};
}

std::optional<Head> Reconciler::newest_signed() const {
    return is_given_up_ ? std::nullopt : signed_heads_.newest();
}

// Its chain holds, but the rows lead to the head that the station signed and it does not.
bool Reconciler::is_forged(const WalkReport& walked) {
    const auto signed_head = newest_signed();
    return signed_head && walked.records > 0 && !walked.damage && rows_.rows &&
           rows_.have(*signed_head) && !signed_heads_.journal_has() &&
           (signed_heads_.journal_contradicts() || !rows_.have(walked.head));
}

// The journal ends where the database goes on, but behind another record.
Result<bool> Reconciler::is_forked(const WalkReport& walked) {
    const bool is_shorter = walked.records > 0 && walked.head.seq < rows_.head.seq;
    if (!is_shorter || walked.damage || rows_.have(walked.head)) return false;
    const bool is_decided = is_forged(walked) || !rows_.knows_all || signed_heads_.journal_has();
    if (is_decided || on_loss_ == OnLoss::accept) return true;
    return fail(Errc::corrupt,
                "STO-LOST: journal and database are different histories from before record " +
                    std::to_string(walked.head.seq + 1) +
                    " on, and no signed head says which is genuine; restore a backup (kioskctl"
                    " restore), or start once with kioskd --accept-loss to follow the journal");
}

// What was signed must be in a copy, as it was signed.
Result<> Reconciler::judge_end(const WalkReport& walked) {
    const auto signed_head = newest_signed();
    if (!signed_head) return {};
    if (walked.segments == 0 && !rows_.identity) return {};  // all is gone: judge_new_history
    if (signed_heads_.journal_has() || rows_.have(*signed_head)) return {};
    const std::uint64_t last = std::max(walked.head.seq, rows_head_.seq);
    const std::uint64_t first = std::min(last + 1, signed_head->seq);
    if (on_loss_ == OnLoss::refuse) return fail(refusal_of_end(first, signed_head->seq));
    note_given_up(report_, first, signed_head->seq);
    return give_up_signed_heads();
}

// What cannot be read now may be read the next time, and its journal is gone.
Result<> Reconciler::keep_only_copy(const WalkReport& walked) {
    if (walked.segments > 0) return {};
    auto judged = judge_new_history();
    if (!judged.has_value()) return fail(std::move(judged).error().in(rows_.damage->context));
    return {};
}

Result<> Reconciler::judge_new_history() {
    if (is_given_up_) return {};
    auto trace = trace_of_lost_history(files_, paths_);
    if (!trace) return {};
    if (on_loss_ == OnLoss::refuse) return fail(std::move(*trace));
    const std::uint64_t last = signed_heads_.newest().value_or(Head()).seq;
    note_given_up(report_, 1, std::max<std::uint64_t>(last, 1));
    return give_up_signed_heads();
}

Result<> Reconciler::note_hole(const Hole& hole, const Acknowledged& known) {
    const Loss loss = judge(hole, known);
    if (loss == Loss::possible) note_lost(report_, hole);
    if (loss != Loss::certain) return {};
    note_given_up(report_, hole.seq, hole.last);
    if (rows_.is_sound() && rows_.head.seq >= hole.seq) {
        distrust_database(paths_, rows_, {Errc::corrupt, "records before its last are lost"});
    }
    return known.signed_head ? give_up_signed_heads() : Result<>();
}

// They would vouch at each start for what is given up. In quarantine they are evidence.
Result<> Reconciler::give_up_signed_heads() {
    is_given_up_ = true;
    if (!is_there(paths_.checkpoints())) return {};
    KIOSK_TRY_VOID(move_to_quarantine(files_, paths_, paths_.checkpoints()));
    return {};
}

}  // namespace kiosk::storage
