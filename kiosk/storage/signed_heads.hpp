// kiosk/storage/signed_heads.hpp — the station's own signed heads as arbiter between its copies.
//
// A head is signed only when its record is durable. So what it vouches for was acknowledged, and of
// two copies that differ the one whose chain leads to it is the genuine one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/storage/checkpoint.hpp"
#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

class SignedHeads {
  public:
    // The newest of each epoch. One whose signature is not of the station's key does not count; as
    // long as that key is there to tell.
    [[nodiscard]] static SignedHeads read(FileSystem& files, const StatePaths& paths);

    // What is wrong with the file, as a sentence; or nothing.
    [[nodiscard]] const std::optional<std::string>& problem() const { return problem_; }

    // A walk over the journal begins; then each of its records.
    void begin_walk();
    void visit(const RecordView& record);

    // Nothing where there is none of this epoch.
    [[nodiscard]] std::optional<Head> newest(std::uint64_t epoch) const;
    // The highest of any epoch; 0 where there is none.
    [[nodiscard]] std::uint64_t highest() const;

    // Whether the journal that was walked has the newest head of this epoch, or another record
    // there. Neither where it is too short.
    [[nodiscard]] bool journal_has(std::uint64_t epoch) const;
    [[nodiscard]] bool journal_contradicts(std::uint64_t epoch) const;

  private:
    struct Signed {
        Checkpoint checkpoint;
        std::optional<Chain> in_journal{};
    };

    [[nodiscard]] const Signed* find(std::uint64_t epoch) const;

    void find_problem(const CheckpointList& list, const Result<KeySeed>& seed);

    std::vector<Signed> heads_;
    std::optional<std::string> problem_;
};

}  // namespace kiosk::storage
