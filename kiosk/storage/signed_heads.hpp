// kiosk/storage/signed_heads.hpp — the station's own signed heads as arbiter between its copies.
//
// A head is signed only when its record is durable. So what it vouches for was acknowledged, and of
// two copies that differ the one whose chain leads to it is the genuine one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/storage/checkpoint.hpp"
#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

// Whether the station made it, by its name and its signature; by the name alone where the key is
// gone.
[[nodiscard]] bool is_own_head(const SignedCheckpoint& read, const Result<KeySeed>& seed,
                               const StationId& station);

class SignedHeads {
  public:
    // The newest by its number, whatever epoch it is of: a restore begins with the heads of its
    // backup, so all that are in the file belong to one history. One of another station, or whose
    // signature is not of the station's key, does not count; as long as that key is there to tell.
    // Errors are only what the system refuses.
    [[nodiscard]] static Result<SignedHeads> read(FileSystem& files, const StatePaths& paths,
                                                  const StationId& station);

    // What is wrong with the file, as a sentence; or nothing.
    [[nodiscard]] const std::optional<std::string>& problem() const { return problem_; }

    // A walk over the journal begins; then each of its records.
    void begin_walk() { in_journal_.reset(); }
    void visit(const RecordView& record);

    // Nothing where there is none.
    [[nodiscard]] const std::optional<Head>& newest() const { return newest_; }

    // Whether the journal that was walked has the newest head, or another record there. Neither
    // where it is too short.
    [[nodiscard]] bool journal_has() const;
    [[nodiscard]] bool journal_contradicts() const;

  private:
    void find_newest(const CheckpointList& list, const Result<KeySeed>& seed,
                     const StationId& station);
    void find_problem(const CheckpointList& list, const Result<KeySeed>& seed);

    std::optional<Head> newest_;
    std::optional<Chain> in_journal_;  // at its number
    std::optional<std::string> problem_;
};

}  // namespace kiosk::storage
