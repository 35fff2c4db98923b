// kiosk/storage/verify_claims.hpp — heads that were signed, held against the chain as it is now.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/storage/checkpoint.hpp"

namespace kiosk::storage {

enum class ClaimedBy : std::uint8_t { station, witness };

// A genuine checkpoint: at this record the chain had this value.
struct Claim {
    Checkpoint checkpoint;
    ClaimedBy by = ClaimedBy::station;
    std::string source;  // "checkpoints" or the name of the witness's file
};

// What is wrong begins at one of these records: all before `from` is vouched for by a head that
// holds, and at `to` it shows.
struct Suspects {
    std::uint64_t from = 0;
    std::uint64_t to = 0;

    // Both are wrong.
    void add(const Suspects& other) {
        from = std::min(from, other.from);
        to = std::min(to, other.to);
    }
    friend bool operator==(const Suspects&, const Suspects&) = default;
};

class ClaimCheck {
  public:
    void add(Claim claim);

    // Before the first record: the journal's station and its first epoch.
    void begin(const StationId& station, std::uint64_t epoch);
    // From record `seq` on the journal has another epoch: it was restored from a backup.
    void epoch_begins(std::uint64_t seq, std::uint64_t epoch);
    void visit(std::uint64_t seq, const Chain& chain);

    struct Verdict {
        std::vector<std::string> findings;  // one for each claim that does not hold
        std::optional<Suspects> suspects;   // where that says something of records
        std::uint64_t held_station = 0;
        std::uint64_t held_witness = 0;
        std::optional<Head> newest_station;  // that holds
        std::optional<Head> newest_witness;
    };

    // `last_seq` is the last record there is. Where the walk stopped at damage, claims behind it
    // are not judged.
    [[nodiscard]] Verdict finish(std::uint64_t last_seq, bool damaged) const;

    // The highest record that a claim vouches for and that is on the chain.
    [[nodiscard]] std::uint64_t highest_held() const { return highest_held_; }

  private:
    enum class State : std::uint8_t { open, held, differs };

    struct Judged {
        Claim claim;
        State state = State::open;
        std::uint64_t good_through = 0;  // of a claim that differs: last record that is proved
    };
    struct Span {
        std::uint64_t epoch = 0;
        std::uint64_t first_seq = 0;
    };

    struct Open {
        std::string why;
        std::optional<Suspects> suspects;
    };
    [[nodiscard]] Open judge_open(const Claim& claim, std::uint64_t last_seq) const;

    std::vector<Judged> claims_;  // by sequence once begun
    std::size_t next_ = 0;
    StationId station_;
    std::vector<Span> spans_;
    std::uint64_t held_by_witness_ = 0;  // highest
    std::uint64_t highest_held_ = 0;
};

}  // namespace kiosk::storage
