// kiosk/storage/journal_format.hpp — the bytes of a journal segment: header, record, hash chain.
//
// Pure: bytes in, bytes out. All numbers little-endian; the format is for ever (version 1):
//   header  80 bytes: "KIOSKJ1\0", station 16, epoch 8, first seq 8, chain before 32,
//                     header length 2, version 2, CRC-32C of bytes 0-75
//   record  8-aligned: "KJRE", payload length n 4, seq 8, payload n, chain 32, CRC-32C of all
//                     before, zeroes up to the next multiple of 8
// chain = SHA-256("kj1" + chain before + seq + n + payload). The CRC lets a reader find the next
// good record after a bad one; the chain proves order and completeness.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

inline constexpr std::size_t kSegmentBytes = 4U << 20U;
inline constexpr std::size_t kSegmentHeaderBytes = 80;
inline constexpr std::size_t kRecordAlignment = 8;
inline constexpr std::size_t kRecordFrameBytes = 52;  // all of a record but payload and padding
inline constexpr std::size_t kJournalPayloadMax = 4096;

using Chain = std::array<std::uint8_t, 32>;

// Last record of a copy: what must agree between journal and SQLite. Seq 0: no record yet.
struct Head {
    std::uint64_t seq = 0;
    Chain chain{};

    friend bool operator==(const Head&, const Head&) = default;
};

struct SegmentHeader {
    StationId station;
    std::uint64_t epoch = 0;      // random; new whenever a journal is started from nothing
    std::uint64_t first_seq = 1;  // records of earlier segments with this seq or more do not count
    Chain chain_before{};         // of the record first_seq - 1, or the genesis chain

    friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;
};

// A record within a segment's bytes.
struct RecordView {
    std::uint64_t seq = 0;
    std::span<const std::byte> payload;
    Chain chain{};
    std::size_t size = 0;  // with padding
};

enum class RecordFault : std::uint8_t {
    no_magic,      // zeroes or garbage
    bad_length,    // payload of 0 or more than kJournalPayloadMax bytes, or past the segment
    bad_checksum,  // CRC-32C differs
    bad_padding,   // bytes between records are not zero
};

[[nodiscard]] std::string_view describe(RecordFault fault);

// CRC-32C (Castagnoli, RFC 3720 appendix B.4).
[[nodiscard]] std::uint32_t crc32c(std::span<const std::byte> bytes);

// Chain value before the first record of a journal: ties the chain to station and epoch.
[[nodiscard]] Chain genesis_chain(const StationId& station, std::uint64_t epoch);

[[nodiscard]] Chain next_chain(const Chain& before, std::uint64_t seq,
                               std::span<const std::byte> payload);

[[nodiscard]] std::size_t record_size(std::size_t payload_bytes);

[[nodiscard]] std::array<std::byte, kSegmentHeaderBytes> encode_header(const SegmentHeader& header);

// Errc::corrupt for damage, Errc::unsupported for a later version.
[[nodiscard]] Result<SegmentHeader> decode_header(std::span<const std::byte> bytes);

// The epoch in a header, whether its checksum is right or not: for who can prove it.
[[nodiscard]] std::uint64_t claimed_epoch(std::span<const std::byte> header);

// Appends one framed record. The payload has 1 to kJournalPayloadMax bytes.
void append_record(std::vector<std::byte>& out, std::uint64_t seq,
                   std::span<const std::byte> payload, const Chain& chain);

enum class Checksum : std::uint8_t { check, trust };

// Reads the record at the beginning of `bytes`, which reach to the end of the segment. Checks all
// but sequence and chain.
[[nodiscard]] std::expected<RecordView, RecordFault> parse_record(
    std::span<const std::byte> bytes, Checksum checksum = Checksum::check);

// Offset of the next "KJRE" at or behind `from` that is aligned within the segment `bytes`, or its
// size.
[[nodiscard]] std::size_t find_record_magic(std::span<const std::byte> bytes, std::size_t from);

[[nodiscard]] bool all_zero(std::span<const std::byte> bytes);

}  // namespace kiosk::storage
