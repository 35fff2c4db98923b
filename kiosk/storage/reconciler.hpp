// kiosk/storage/reconciler.hpp — one start: what was found in both copies, and each step with it.
//
// Private to the storage layer; the outside calls open_copies().
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/storage/catch_up.hpp"
#include "kiosk/storage/database_at_start.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/reconcile.hpp"
#include "kiosk/storage/signed_heads.hpp"
#include "kiosk/storage/start_progress.hpp"

namespace kiosk::storage {

class Reconciler {
  public:
    Reconciler(FileSystem& files, const StatePaths& paths, const StationId& station,
               const ProgressReport& progress, OnLoss on_loss)
        : files_(files),
          paths_(paths),
          station_(station),
          on_loss_(on_loss),
          progress_(files, directory_, progress) {}

    [[nodiscard]] Result<Copies> run();

  private:
    // That the journal gave to the database, over all rounds.
    struct MissingRows {
        std::uint64_t first_seq = 0;
        std::uint64_t records = 0;
        std::optional<Chain> first_chain{};
        bool is_loss = false;  // more than a crash explains
    };

    [[nodiscard]] Result<Copies> result(Journal journal, const WalkReport& walked);
    [[nodiscard]] Result<> refuse_mixed_files();
    [[nodiscard]] Error mixed_up(const std::string& journal, const std::string& cure) const;
    [[nodiscard]] Result<WalkReport> walk_until_agreed();
    [[nodiscard]] Result<std::optional<WalkReport>> walk_once();
    [[nodiscard]] Result<WalkReport> walk(CatchUp& catch_up);
    void name_rows_after(const WalkReport& walked, const CatchUp& catch_up);
    void clear_suspicion(const WalkReport& walked);
    [[nodiscard]] bool is_loss(const CatchUp& catch_up);
    void tell_missing_rows();
    void note_missing_rows(const CatchUp& catch_up);
    [[nodiscard]] Result<bool> is_torn_batch(const WalkReport& walked);
    [[nodiscard]] Result<Acknowledged> known();
    [[nodiscard]] std::optional<Head> newest_signed() const;
    [[nodiscard]] bool is_forged(const WalkReport& walked);
    [[nodiscard]] Result<bool> is_forked(const WalkReport& walked);
    [[nodiscard]] Result<> judge_end(const WalkReport& walked);
    [[nodiscard]] Result<> give_up_signed_heads();
    [[nodiscard]] std::optional<JournalIdentity> identity_of(const WalkReport& walked) const;
    [[nodiscard]] Result<> mend_journal(const WalkReport& walked);
    [[nodiscard]] Result<> leave_to_mend(const Error& error, const std::string& where);
    [[nodiscard]] Result<> note_hole(const Hole& hole, const Acknowledged& known);
    [[nodiscard]] Result<bool> is_cut_short(const WalkReport& walked);
    [[nodiscard]] Result<Journal> open_journal(const WalkReport& walked);
    [[nodiscard]] Result<> keep_only_copy(const WalkReport& walked);
    [[nodiscard]] Result<> judge_new_history();
    [[nodiscard]] Journal suspended(WalkReport walked, const JournalIdentity& identity);
    void journal_failed(const Error& error, Remedy remedy);
    [[nodiscard]] Result<> extend_journal(Journal& journal);

    FileSystem& files_;
    const StatePaths& paths_;
    const StationId& station_;
    OnLoss on_loss_;
    Path directory_ = paths_.journal();
    StartProgress progress_;
    SignedHeads signed_heads_;
    std::optional<Head> not_stored_;  // start_notes.hpp
    DatabaseAtStart rows_;
    Head rows_head_;  // now, after it was completed
    MissingRows missing_;
    std::optional<Trouble> journal_trouble_;
    bool is_left_to_mend_ = false;  // the journal, damaged; there is no room to mend it yet
    bool is_forged_ = false;        // the journal, at the last look
    bool is_cleared_ = false;       // it was looked for rows that are gone
    bool is_given_up_ = false;      // what the signed heads vouch for
    OpenReport report_;
};

}  // namespace kiosk::storage
