// kiosk/core/record.hpp — what the journal remembers: one record per thing that happened.
//
// The payload is deterministic CBOR (RFC 8949, section 4.2) without personal data: no name, no
// code, only keyed hashes and ids. Numbers of fields and kinds are for ever; see record.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/annulment.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/ticket/signed_word.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/core/walk_in.hpp"

namespace kiosk::core {

inline constexpr std::size_t kRecordPayloadMax = 4096;  // bytes; reliability: one disk block
inline constexpr std::size_t kNonceMax = 190;           // bytes; pretix answers 500 above this

enum class StaffChoice : std::uint8_t { ignore_unpaid = 0, force = 1 };

// One scan and what was decided, admitted or refused: a refused guest is evidence.
struct ScanRecord {
    ScanId id;
    Timestamp at;
    BootId boot;
    std::string station;
    std::string reader;
    std::string list;
    ScanSource source = ScanSource::scanner;
    Direction direction = Direction::entry;
    Reason reason = Reason::error;
    std::optional<Reason> list_objection;     // exits that the list would have refused
    CodeKey code;                             // keyed hash of what was scanned
    std::uint16_t code_length = 0;            // bytes as scanned, cut at 65,535
    std::optional<TicketId> ticket;           // absent for unknown codes and misreads
    std::uint64_t roster_version = 0;         // which list the decision knew
    std::string nonce;                        // idempotency key of the request; empty for readers
    std::optional<StaffChoice> staff_choice;  // what the staff chose to overlook
    bool one_copy = false;                    // decided while only one durable copy was intact
    std::optional<std::uint64_t> answered;    // answers accepted with this scan; never their texts
    bool by_signature = false;                // no list had it: the code vouched for itself
    std::string zone;                         // behind the station, as configured then; or none
    std::optional<Reason> set_aside;          // an objection that did not count here
    std::string let_in_by;                    // who forced it, or stood by an override,
    std::string seconded_by;                  // the other one, in security zones,
    std::string note;                         // and why
    std::optional<std::uint64_t> issue;       // of the badge, 0 to 255: reprints count up
    SignedWord word;                          // by_signature
    std::optional<NameProof> let_in_proof;    // how the two names were known; nothing: recorded
    std::optional<NameProof> second_proof;    // before this was kept

    [[nodiscard]] bool admitted() const { return verdict_of(reason) == Verdict::go; }

    friend bool operator==(const ScanRecord&, const ScanRecord&) = default;
};

// The daemon started on this journal.
struct StartRecord {
    Timestamp at;
    BootId boot;
    std::string software;  // "kioskd 0.1.0"

    friend bool operator==(const StartRecord&, const StartRecord&) = default;
};

// From here on decisions know this attendee list.
struct RosterRecord {
    Timestamp at;
    BootId boot;
    std::uint64_t version = 0;
    std::uint64_t tickets = 0;

    friend bool operator==(const RosterRecord&, const RosterRecord&) = default;
};

enum class StoredCopy : std::uint8_t { journal = 0, database = 1 };

// A link of the journal's hash chain (SHA-256).
using ChainLink = std::array<std::uint8_t, 32>;

// One durable copy was damaged, set aside in quarantine and made anew from the other.
struct RepairedRecord {
    Timestamp at;
    BootId boot;
    StoredCopy copy = StoredCopy::journal;
    std::string code;                   // why, for example "STO-ROT"; reliability.md 8.D
    std::uint64_t first_seq = 0;        // first record that was damaged or missing
    std::uint64_t records = 0;          // how many were taken from the other copy
    std::optional<ChainLink> found;     // at first_seq in the damaged copy, where it was readable
    std::optional<ChainLink> restored;  // at first_seq now

    friend bool operator==(const RepairedRecord&, const RepairedRecord&) = default;
};

// The station was restored from a backup that ends before this record. What it recorded between
// that backup and its loss had the same numbers as what follows; the new epoch tells them apart.
struct RestoredRecord {
    Timestamp at;
    BootId boot;
    std::uint64_t epoch = 0;  // of this record and all that follow; random
    UtcTime backup_made{};

    friend bool operator==(const RestoredRecord&, const RestoredRecord&) = default;
};

// A reader handed out codes that it had read while nobody listened: how long ago, nobody knows.
// They were not looked up and are no scans.
struct DrainedRecord {
    Timestamp at;
    BootId boot;
    std::string reader;
    std::uint64_t codes = 0;

    friend bool operator==(const DrainedRecord&, const DrainedRecord&) = default;
};

using Record = std::variant<ScanRecord, StartRecord, RosterRecord, RepairedRecord, RestoredRecord,
                            SupervisorRecord, DrainedRecord, AnnulmentRecord, WalkInRecord>;

// A record with its place in the journal. Sequences start at 1 and have no gaps.
struct SequencedRecord {
    std::uint64_t seq = 0;
    Record record;
};

// Canonical payload, at most kRecordPayloadMax bytes: texts in records are bounded by their makers.
[[nodiscard]] std::vector<std::byte> encode(const Record& record);

// Strict: unknown kinds, missing or wrong fields and trailing bytes are Errc::corrupt.
[[nodiscard]] Result<Record> decode_record(std::span<const std::byte> payload);

[[nodiscard]] Timestamp time_of(const Record& record);

}  // namespace kiosk::core
