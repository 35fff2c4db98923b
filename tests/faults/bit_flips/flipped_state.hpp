// tests/faults/bit_flips/flipped_state.hpp — a state directory with one bit turned, and its fate.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/journal_format.hpp"

namespace kiosk::faults {

// What a state says, read without the code under test: every column of every row, by SQL.
struct Meaning {
    std::map<std::uint64_t, storage::Chain> chains;  // of the journal; each proves all before it
    std::string rows;                                // all tables, as text
    std::string complaints;                          // of SQLite's integrity_check

    friend bool operator==(const Meaning&, const Meaning&) = default;
};

struct Flip {
    std::string file;
    std::uint64_t offset = 0;
    unsigned bit = 0;
};

enum class Fate : std::uint8_t {
    reported,      // by verify, the opening or the scrub; and everything is as before again
    carried_none,  // not reported: all rows, columns, indexes and records mean what they meant
    unnoticed,     // something means something else or SQLite complains, even after the scrub
    unrecovered,   // an acknowledged record is gone, or the state cannot be opened
};
inline constexpr int kFates = 4;

struct Outcome {
    Fate fate = Fate::reported;
    std::string what{};
};

// The files of a state directory, to be laid down again and again.
class StateImage {
  public:
    [[nodiscard]] static Result<StateImage> read(const std::filesystem::path& state);

    [[nodiscard]] const std::map<std::string, std::string>& files() const { return files_; }

    // Lays the state with this flip into `directory`, verifies it, opens it and judges.
    [[nodiscard]] Outcome try_flip(const Flip& flip, const std::filesystem::path& directory) const;

  private:
    void lay(const Flip& flip, const std::filesystem::path& directory) const;
    [[nodiscard]] std::string lost_in(const Meaning& after) const;

    std::map<std::string, std::string> files_;
    Meaning meaning_;
    std::string verified_;  // what verify says of the state before any flip
};

}  // namespace kiosk::faults
