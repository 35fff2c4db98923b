// tests/attacks/forger.hpp — somebody with full access to a state directory and its programs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::testing {

using Payload = std::vector<std::byte>;

// What the journal says, in order; record n is at index n - 1.
struct History {
    storage::StationId station;
    std::uint64_t epoch = 0;
    std::vector<Payload> payloads;
    std::vector<storage::Chain> chains;

    [[nodiscard]] storage::Head head_at(std::uint64_t seq) const;
};

[[nodiscard]] History read_history(const storage::Path& state);

// Where a record's bytes are.
struct Place {
    storage::Path segment;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};
[[nodiscard]] std::vector<Place> places_of_records(const storage::Path& state);

// The copies written anew with valid hashes; the rest of the state stays. `history` gives station,
// epoch and payloads; its chains are not looked at.
void write_journal(const storage::Path& state, const History& history);
void write_rows(const storage::Path& state, const History& history);
void write_history(const storage::Path& state, const std::vector<Payload>& payloads);

// The station's own checkpoints made anew, one each `every` records and one at the end.
void sign_history(const storage::Path& state, const storage::KeySeed& seed, std::uint64_t every);

// Runs SQL on the database.
void run_sql(const storage::Path& state, const std::string& sql);

}  // namespace kiosk::testing
