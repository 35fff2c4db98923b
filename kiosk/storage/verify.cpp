// kiosk/storage/verify.cpp — one walk over the journal; everything else is held against it.
#include "kiosk/storage/verify.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/reconcile.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/trouble.hpp"
#include "kiosk/storage/verify_claims.hpp"
#include "kiosk/storage/verify_rows.hpp"

namespace kiosk::storage {
namespace {

// One batch: so far may a crash leave the database behind the journal.
constexpr std::uint64_t kLagMax = kBatchRecordsMax;

class Verification {
  public:
    Verification(FileSystem& files, const VerifyRequest& request,
                 const core::SignatureVerifier& verifier)
        : files_(files), request_(request), verifier_(verifier), paths_{request.state} {}

    Result<VerifyReport> run() {
        // Before the walk: a daemon that runs signs only what is in the journal already.
        KIOSK_TRY_VOID(collect_checkpoints());
        KIOSK_TRY_VOID(collect_witnesses());
        KIOSK_TRY_VOID(open_rows());
        const auto segments = list_segments(files_, paths_.journal());
        if (!segments.has_value() && is_refusal(segments.error())) return fail(segments.error());
        if (segments.has_value() && !segments->empty()) {
            KIOSK_TRY_VOID(walk(segments->front()));
        } else {
            KIOSK_TRY_VOID(go_without_journal());
        }
        finish();
        return std::move(report_);
    }

  private:
    Result<> collect_checkpoints() {
        const auto text = read_checkpoint_file(files_, paths_);
        if (!text.has_value()) {
            report_.findings.push_back("checkpoints: " + text.error().context);
            return {};
        }
        const auto list = read_checkpoints(*text);
        if (list.problem.has_value() && list.is_torn) {
            report_.notes.emplace_back(
                "The last of the station's own checkpoints is torn; it does"
                " not count.");
        } else if (list.problem.has_value()) {
            report_.findings.push_back("checkpoints: " + *list.problem);
        }
        if (list.checkpoints.empty()) {
            report_.notes.emplace_back("The station has no checkpoints of its own.");
        }
        has_claims_ = !text->empty() || !request_.witnesses.empty();
        for (const auto& read : list.checkpoints) {
            take({read.checkpoint, ClaimedBy::station, "checkpoints"}, read.note);
        }
        return {};
    }

    Result<> collect_witnesses() {
        for (const auto& [name, text] : request_.witnesses) {
            const auto list = read_checkpoints(text);
            if (list.problem.has_value()) {
                return fail(Errc::invalid_input, name + ": " + *list.problem);
            }
            if (list.checkpoints.empty()) {
                return fail(Errc::invalid_input, name + ": has no checkpoint");
            }
            for (const auto& read : list.checkpoints) {
                take({read.checkpoint, ClaimedBy::witness, name}, read.note);
            }
        }
        return {};
    }

    void take(Claim claim, const SignedNote& note) {
        const auto trust =
            request_.key ? judge(note, *request_.key, verifier_) : NoteTrust::genuine;
        if (trust == NoteTrust::genuine) {
            claims_.add(std::move(claim));
            return;
        }
        report_.findings.push_back(
            claim.source + ": the checkpoint for record " +
            std::to_string(claim.checkpoint.head.seq) +
            (trust == NoteTrust::forged ? " is forged" : " is signed by another key than ") +
            (trust == NoteTrust::forged ? "" : to_text(*request_.key)));
    }

    // Not while a daemon owns the database: a second connection could disturb it.
    Result<> open_rows() {
        auto lock = StateLock::take(paths_, LockFor::looking);
        if (!lock.has_value() && lock.error().code != Errc::not_found) {
            leave_rows_out(lock.error());
            return {};
        }
        if (lock.has_value()) lock_.emplace(std::move(*lock));
        auto rows = RowComparison::open(paths_.database());
        if (rows.has_value()) {
            rows_.emplace(std::move(*rows));
            return {};
        }
        const Error& why = rows.error();
        if (why.code == Errc::locked) {
            leave_rows_out(why);
        } else if (is_refusal(why)) {
            return fail(why);  // neither good nor bad
        } else {
            rows_problem_ = "database: " + why.context;
        }
        return {};
    }

    void leave_rows_out(const Error& why) {
        report_.notes.push_back("The database was not compared: " + why.context +
                                ". So this speaks of the journal alone; of both copies it does"
                                " once the station has stopped.");
    }

    Result<> walk(std::uint64_t first_segment) {
        // Where it cannot be read the walk says so.
        const auto header = read_header(files_, paths_.journal(), first_segment);
        if (header.has_value()) {
            claims_.begin(header->station, header->epoch);
            if (rows_) rows_->check_identity({header->station, header->epoch});
        }
        auto walked =
            KIOSK_TRY(walk_journal(files_, paths_.journal(), WalkDepth::verify,
                                   [this](const RecordView& view) { return visit(view); }));
        report_.records = walked.records;
        report_.segments = walked.segments;
        report_.head = walked.head;
        report_.first_bad = std::move(walked.damage);
        report_.torn_tail = std::move(walked.torn_tail);
        return {};
    }

    // There were records: the rows or the checkpoints are held against a journal without any.
    Result<> go_without_journal() {
        const bool has_rows = is_there(paths_.database());
        if (!has_rows && !has_claims_) {
            return fail(Errc::not_found, "no journal in " + paths_.journal().string());
        }
        report_.findings.push_back("journal: there is none in " + paths_.journal().string());
        if (!rows_) return {};
        const auto identity = rows_->identity();
        if (!identity.has_value() || !identity->has_value()) return {};
        const auto& [station, epoch] = **identity;
        claims_.begin(station, epoch);
        report_.head.chain = genesis_chain(station, epoch);
        return {};
    }

    Result<> visit(const RecordView& view) {
        const auto record = core::decode_record(view.payload);
        if (!record.has_value()) {
            if (unreadable_.empty()) {
                unreadable_ = "journal: record " + std::to_string(view.seq) +
                              " cannot be read: " + record.error().context;
            }
        } else {
            if (const auto* restored = std::get_if<core::RestoredRecord>(&*record)) {
                claims_.epoch_begins(view.seq, restored->epoch);
            }
            if (rows_) rows_->compare({view.seq, view.payload, view.chain}, *record);
        }
        claims_.visit(view.seq, view.chain);
        return {};
    }

    void finish() {
        const bool damaged = report_.first_bad.has_value();
        std::uint64_t last = report_.head.seq;
        if (!unreadable_.empty()) report_.findings.push_back(unreadable_);
        if (rows_problem_) report_.rows_bad = rows_problem_;
        if (rows_ && !damaged) {
            rows_->finish(report_.head, [this, &last](const StoredRecord& row) {
                const auto epoch = epoch_begun_by(row.payload);
                if (epoch.has_value() && *epoch) claims_.epoch_begins(row.seq, **epoch);
                claims_.visit(row.seq, row.chain);
                last = row.seq;
            });
        }
        auto verdict = claims_.finish(last, damaged);
        report_.checkpoints = verdict.held_station;
        report_.witnesses = verdict.held_witness;
        report_.newest_checkpoint = verdict.newest_station;
        report_.newest_witness = verdict.newest_witness;
        std::ranges::move(verdict.findings, std::back_inserter(report_.findings));
        suspects_ = verdict.suspects;
        judge_unsigned_end(last);
        if (rows_) rows_->check_structure();
        if (rows_) compare_ends(damaged);
        if (damaged) suspect(report_.first_bad->seq);
        if (rows_ && rows_->bad_seq() > 0) suspect(rows_->bad_seq());
        report_.suspects = suspects_;
    }

    // While a head is being signed the next records come in; so a crash may leave two heads
    // unsigned, and a running station have signed more than was read before the walk.
    void judge_unsigned_end(std::uint64_t last) {
        const std::uint64_t signed_to =
            report_.newest_checkpoint ? report_.newest_checkpoint->seq : 0;
        if (last <= signed_to || last - signed_to <= 2 * kMarkEvery) return;
        const std::string what =
            "checkpoints: no head of the last " + std::to_string(last - signed_to) +
            " records is signed, though the station signs each " + std::to_string(kMarkEvery) +
            "; signed heads were removed, or signing failed (STO-SIGN)";
        (lock_ ? report_.findings : report_.notes).push_back(what);
    }

    // At this record it shows. The other copy agreed up to there, or else only heads say how far.
    void suspect(std::uint64_t seq) {
        const bool was_compared = rows_ && rows_->compared() + 1 >= seq;
        const std::uint64_t from = was_compared ? seq : claims_.highest_held() + 1;
        const Suspects more{std::min(from, seq), seq};
        if (suspects_) {
            suspects_->add(more);
        } else {
            suspects_ = more;
        }
    }

    // What a head vouches for was in both copies; a little more than that may be in one alone.
    void compare_ends(bool damaged) {
        report_.rows_compared = rows_->compared();
        report_.rows_bad = rows_->bad();
        if (report_.rows_bad.has_value() || damaged) return;
        const std::uint64_t in_journal = report_.head.seq;
        const std::uint64_t in_rows = rows_->last_seq();
        const bool journal_is_short = in_rows > in_journal;
        const std::uint64_t behind = journal_is_short ? in_rows - in_journal : in_journal - in_rows;
        if (behind == 0) return;
        const std::string what = std::string(journal_is_short ? "The journal" : "The database") +
                                 " lacks the last " + std::to_string(behind) +
                                 " records; the next start takes them from the " +
                                 (journal_is_short ? "database." : "journal.");
        const bool was_vouched_for = claims_.highest_held() > std::min(in_journal, in_rows);
        const bool is_bad = was_vouched_for || behind > kLagMax;
        (is_bad ? report_.findings : report_.notes).push_back(what);
        if (is_bad) suspect(std::min(in_journal, in_rows) + 1);
    }

    FileSystem& files_;
    const VerifyRequest& request_;
    const core::SignatureVerifier& verifier_;
    StatePaths paths_;
    VerifyReport report_;
    ClaimCheck claims_;
    std::optional<StateLock> lock_;  // keeps a daemon from starting meanwhile
    std::optional<RowComparison> rows_;
    std::optional<std::string> rows_problem_;  // why there is nothing to compare
    std::optional<Suspects> suspects_;
    bool has_claims_ = false;
    std::string unreadable_;  // first record of the journal that is none
};

}  // namespace

Result<VerifyReport> verify_state(FileSystem& files, const VerifyRequest& request,
                                  const core::SignatureVerifier& verifier) {
    return Verification(files, request, verifier).run();
}

}  // namespace kiosk::storage
