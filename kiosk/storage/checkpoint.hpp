// kiosk/storage/checkpoint.hpp — a signed statement of how far the journal reaches.
//
// The text form of C2SP tlog-checkpoint: origin, size, hash, then the signature.
//   kiosk/<station, 32 hex digits>/<epoch, 16 hex digits>
//   <last sequence>
//   <base64 of the chain value at that record>
// The hash is the chain's, not the root of a Merkle tree: who holds the records proves it by
// walking them. Signed as kiosk/<station>, one key a station for all its epochs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/signed_note.hpp"

namespace kiosk::storage {

struct Checkpoint {
    StationId station;
    std::uint64_t epoch = 0;
    Head head;

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// "kiosk/<station>", the name under which a station signs.
[[nodiscard]] std::string key_name_of(const StationId& station);

[[nodiscard]] std::string to_text(const Checkpoint& checkpoint);

// Strict: exactly what to_text() writes. Errc::invalid_input names the line.
[[nodiscard]] Result<Checkpoint> read_checkpoint(std::string_view text);

[[nodiscard]] std::string sign_checkpoint(const Checkpoint& checkpoint,
                                          const ports::MessageSigner& signer);

// The epoch that begins with this record; nothing for most. Errc::corrupt.
[[nodiscard]] Result<std::optional<std::uint64_t>> epoch_begun_by(
    std::span<const std::byte> payload);

struct SignedCheckpoint {
    Checkpoint checkpoint;
    SignedNote note;
    std::size_t begin = 0;  // of the note in the text it was read from
    std::size_t end = 0;    // behind its last line break
};

// Several checkpoints in one text, each ended by an empty line or the end.
struct CheckpointList {
    std::vector<SignedCheckpoint> checkpoints;
    std::size_t good_bytes = 0;          // of the text; all of it where nothing is wrong
    std::optional<std::string> problem;  // why the text behind good_bytes is no checkpoint
    bool is_torn = false;                // that is the end of the text, and cut short
};

[[nodiscard]] CheckpointList read_checkpoints(std::string_view text);

}  // namespace kiosk::storage
