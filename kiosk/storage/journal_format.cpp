// kiosk/storage/journal_format.cpp — framing, CRC-32C and SHA-256 chain of journal records.
#include "kiosk/storage/journal_format.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include <boost/crc.hpp>
#include <sodium.h>

#include "kiosk/base/check.hpp"
#include "kiosk/storage/little_endian.hpp"

namespace kiosk::storage {
namespace {

constexpr std::string_view kSegmentMagic("KIOSKJ1\0", 8);
constexpr std::string_view kRecordMagic = "KJRE";
constexpr std::string_view kChainPrefix = "kj1";
constexpr std::string_view kGenesisPrefix = "kj1 genesis";
constexpr std::uint16_t kFormatVersion = 1;

constexpr std::size_t kStationAt = 8;
constexpr std::size_t kEpochAt = 24;
constexpr std::size_t kFirstSeqAt = 32;
constexpr std::size_t kChainBeforeAt = 40;
constexpr std::size_t kLengthAt = 72;
constexpr std::size_t kVersionAt = 74;
constexpr std::size_t kHeaderCrcAt = 76;

constexpr std::size_t kPayloadLengthAt = 4;
constexpr std::size_t kSeqAt = 8;
constexpr std::size_t kPayloadAt = 16;

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

bool starts_with(std::span<const std::byte> bytes, std::string_view magic) {
    return bytes.size() >= magic.size() &&
           std::ranges::equal(bytes.first(magic.size()), bytes_of(magic));
}

void copy_to(std::span<std::byte> out, std::size_t at, std::span<const std::byte> bytes) {
    std::ranges::copy(bytes, out.subspan(at, bytes.size()).begin());
}

template <class Array>
void copy_from(Array& out, std::span<const std::byte> bytes, std::size_t at) {
    std::ranges::copy(bytes.subspan(at, out.size()),
                      std::as_writable_bytes(std::span(out)).begin());
}

class Sha256 {
  public:
    Sha256() { crypto_hash_sha256_init(&state_); }

    Sha256& add(std::span<const std::byte> bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                  bytes.size());
        return *this;
    }

    template <std::unsigned_integral Number>
    Sha256& add_number(Number number) {
        std::array<std::byte, sizeof(Number)> bytes{};
        store_little(std::span(bytes), 0, number);
        return add(bytes);
    }

    Chain digest() {
        Chain chain{};
        static_assert(std::tuple_size_v<Chain> == crypto_hash_sha256_BYTES);
        crypto_hash_sha256_final(&state_, chain.data());
        return chain;
    }

  private:
    crypto_hash_sha256_state state_{};
};

}  // namespace

std::string_view describe(RecordFault fault) {
    switch (fault) {
        case RecordFault::no_magic: return "no record begins here";
        case RecordFault::bad_length: return "payload length out of range";
        case RecordFault::bad_checksum: return "checksum differs";
        case RecordFault::bad_padding: return "bytes between records are not zero";
    }
    KIOSK_UNREACHABLE();
}

std::uint32_t crc32c(std::span<const std::byte> bytes) {
    boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> crc;
    crc.process_bytes(bytes.data(), bytes.size());
    return static_cast<std::uint32_t>(crc.checksum());
}

Chain genesis_chain(const StationId& station, std::uint64_t epoch) {
    return Sha256()
        .add(bytes_of(kGenesisPrefix))
        .add(std::as_bytes(std::span(station.bytes)))
        .add_number(epoch)
        .digest();
}

Chain next_chain(const Chain& before, std::uint64_t seq, std::span<const std::byte> payload) {
    return Sha256()
        .add(bytes_of(kChainPrefix))
        .add(std::as_bytes(std::span(before)))
        .add_number(seq)
        .add_number(static_cast<std::uint32_t>(payload.size()))
        .add(payload)
        .digest();
}

std::size_t record_size(std::size_t payload_bytes) {
    const std::size_t bare = kRecordFrameBytes + payload_bytes;
    return (bare + kRecordAlignment - 1) / kRecordAlignment * kRecordAlignment;
}

std::array<std::byte, kSegmentHeaderBytes> encode_header(const SegmentHeader& header) {
    std::array<std::byte, kSegmentHeaderBytes> bytes{};
    const std::span<std::byte> out(bytes);
    copy_to(out, 0, bytes_of(kSegmentMagic));
    copy_to(out, kStationAt, std::as_bytes(std::span(header.station.bytes)));
    store_little(out, kEpochAt, header.epoch);
    store_little(out, kFirstSeqAt, header.first_seq);
    copy_to(out, kChainBeforeAt, std::as_bytes(std::span(header.chain_before)));
    store_little(out, kLengthAt, static_cast<std::uint16_t>(kSegmentHeaderBytes));
    store_little(out, kVersionAt, kFormatVersion);
    store_little(out, kHeaderCrcAt, crc32c(out.first(kHeaderCrcAt)));
    return bytes;
}

std::uint64_t claimed_epoch(std::span<const std::byte> header) {
    return load_little<std::uint64_t>(header, kEpochAt);
}

Result<SegmentHeader> decode_header(std::span<const std::byte> bytes) {
    if (bytes.size() < kSegmentHeaderBytes) {
        return fail(Errc::corrupt, "segment header has " + std::to_string(bytes.size()) +
                                       " bytes, expected " + std::to_string(kSegmentHeaderBytes));
    }
    if (!starts_with(bytes, kSegmentMagic)) {
        return fail(Errc::corrupt, "segment does not begin with KIOSKJ1");
    }
    if (load_little<std::uint32_t>(bytes, kHeaderCrcAt) != crc32c(bytes.first(kHeaderCrcAt))) {
        return fail(Errc::corrupt, "checksum of the segment header differs");
    }
    const auto version = load_little<std::uint16_t>(bytes, kVersionAt);
    const auto length = load_little<std::uint16_t>(bytes, kLengthAt);
    if (version != kFormatVersion || length != kSegmentHeaderBytes) {
        return fail(Errc::unsupported, "segment has format version " + std::to_string(version) +
                                           ", this program knows " +
                                           std::to_string(kFormatVersion));
    }
    SegmentHeader header;
    copy_from(header.station.bytes, bytes, kStationAt);
    header.epoch = claimed_epoch(bytes);
    header.first_seq = load_little<std::uint64_t>(bytes, kFirstSeqAt);
    copy_from(header.chain_before, bytes, kChainBeforeAt);
    if (header.first_seq == 0) return fail(Errc::corrupt, "segment begins with sequence 0");
    return header;
}

void append_record(std::vector<std::byte>& out, std::uint64_t seq,
                   std::span<const std::byte> payload, const Chain& chain) {
    KIOSK_CHECK(!payload.empty() && payload.size() <= kJournalPayloadMax,
                "payloads have 1 to 4096 bytes");
    const std::size_t begin = out.size();
    out.resize(begin + record_size(payload.size()));
    const auto record = std::span(out).subspan(begin);
    const std::size_t chain_at = kPayloadAt + payload.size();
    const std::size_t crc_at = chain_at + chain.size();
    copy_to(record, 0, bytes_of(kRecordMagic));
    store_little(record, kPayloadLengthAt, static_cast<std::uint32_t>(payload.size()));
    store_little(record, kSeqAt, seq);
    copy_to(record, kPayloadAt, payload);
    copy_to(record, chain_at, std::as_bytes(std::span(chain)));
    store_little(record, crc_at, crc32c(record.first(crc_at)));
}

std::expected<RecordView, RecordFault> parse_record(std::span<const std::byte> bytes,
                                                    Checksum checksum) {
    if (!starts_with(bytes, kRecordMagic)) return std::unexpected(RecordFault::no_magic);
    if (bytes.size() < kRecordFrameBytes) return std::unexpected(RecordFault::bad_length);
    const auto length = load_little<std::uint32_t>(bytes, kPayloadLengthAt);
    if (length == 0 || length > kJournalPayloadMax || record_size(length) > bytes.size()) {
        return std::unexpected(RecordFault::bad_length);
    }
    RecordView record;
    record.size = record_size(length);
    record.seq = load_little<std::uint64_t>(bytes, kSeqAt);
    record.payload = bytes.subspan(kPayloadAt, length);
    const std::size_t chain_at = kPayloadAt + length;
    const std::size_t crc_at = chain_at + record.chain.size();
    const std::size_t end = crc_at + sizeof(std::uint32_t);
    copy_from(record.chain, bytes, chain_at);
    if (checksum == Checksum::check &&
        load_little<std::uint32_t>(bytes, crc_at) != crc32c(bytes.first(crc_at))) {
        return std::unexpected(RecordFault::bad_checksum);
    }
    if (!all_zero(bytes.subspan(end, record.size - end))) {
        return std::unexpected(RecordFault::bad_padding);
    }
    return record;
}

std::size_t find_record_magic(std::span<const std::byte> bytes, std::size_t from) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::size_t at = text.find(kRecordMagic, from);
    while (at != std::string_view::npos && at % kRecordAlignment != 0) {
        at = text.find(kRecordMagic, at + 1);
    }
    return std::min(at, bytes.size());
}

bool all_zero(std::span<const std::byte> bytes) {
    // Each byte equals the one after it and the first is zero: one pass of memcmp, since a whole
    // segment is looked at.
    return bytes.empty() || (bytes.front() == std::byte{} &&
                             std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

}  // namespace kiosk::storage
