// tests/unit/storage/sample_records.hpp — records and journals with predictable content.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/journal.hpp"

namespace kiosk::testing {

inline core::ScanRecord a_scan(std::uint64_t seq, core::Reason reason = core::Reason::ok,
                               std::string station = "north") {
    core::ScanRecord scan;
    scan.id.bytes[15] = static_cast<std::uint8_t>(seq);
    scan.at = {Instant(std::chrono::seconds(seq)),
               UtcTime(std::chrono::milliseconds(1'804'669'200'000 + static_cast<long>(seq)))};
    scan.station = std::move(station);
    scan.reader = "reader-1";
    scan.list = "main";
    scan.reason = reason;
    scan.code.bytes[0] = static_cast<std::uint8_t>(seq);
    scan.code_length = 32;
    scan.ticket = core::TicketId{seq};
    scan.roster_version = 1;
    return scan;
}

inline core::SequencedRecord a_record(std::uint64_t seq, core::Reason reason = core::Reason::ok) {
    return {seq, a_scan(seq, reason)};
}

inline std::vector<core::SequencedRecord> records(std::uint64_t first, std::uint64_t last) {
    std::vector<core::SequencedRecord> made;
    for (std::uint64_t seq = first; seq <= last; ++seq) made.push_back(a_record(seq));
    return made;
}

// Payloads "record <seq> ..." of the size given, chained after `head`.
class PlainRecords {
  public:
    PlainRecords(storage::Head head, std::uint64_t count, std::size_t payload_bytes = 40) {
        for (std::uint64_t i = 0; i < count; ++i) {
            std::string text = "record " + std::to_string(head.seq + 1) + " ";
            text.resize(payload_bytes, 'x');
            const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
            payloads_.emplace_back(bytes.begin(), bytes.end());
            head.chain = storage::next_chain(head.chain, head.seq + 1, payloads_.back());
            ++head.seq;
            heads_.push_back(head);
        }
        for (std::size_t i = 0; i < payloads_.size(); ++i) {
            stored_.push_back({heads_[i].seq, payloads_[i], heads_[i].chain});
        }
    }
    PlainRecords(const PlainRecords&) = delete;
    PlainRecords& operator=(const PlainRecords&) = delete;

    [[nodiscard]] std::span<const storage::StoredRecord> all() const { return stored_; }
    [[nodiscard]] const storage::Head& last() const { return heads_.back(); }

  private:
    std::vector<std::vector<std::byte>> payloads_;
    std::vector<storage::Head> heads_;
    std::vector<storage::StoredRecord> stored_;
};

// SQL after which the connection takes no event, as if its file were damaged.
inline constexpr const char* kBreakDatabase =
    "CREATE TEMP TRIGGER broken BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'broken'); END";

inline constexpr storage::StationId kStation{{1, 2, 3}};
inline constexpr std::uint64_t kEpoch = 77;

inline Result<> ignore_record(const storage::RecordView&) {
    return {};
}

}  // namespace kiosk::testing
