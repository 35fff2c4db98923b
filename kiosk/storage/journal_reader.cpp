// kiosk/storage/journal_reader.cpp — finding the segment of a record and reading on from there.
#include "kiosk/storage/journal_reader.hpp"

#include <limits>
#include <utility>

#include "kiosk/storage/journal_segment.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

}  // namespace

Result<> JournalReader::read(std::uint64_t last, std::uint64_t count, const RecordSink& visit) {
    if (head_.seq >= last) return {};
    // The segment at hand is read afresh: it may have grown, or a later one may have cut it short.
    found_damage_ = true;
    KIOSK_TRY_VOID(load());
    for (; count > 0 && head_.seq < last && head_.seq + 1 < limit_; --count) {
        found_damage_ = true;
        const auto record = KIOSK_TRY(next_record());
        found_damage_ = false;
        KIOSK_TRY_VOID(visit(record));
        head_ = {record.seq, record.chain};
    }
    found_damage_ = false;
    return {};
}

// The last segment that begins at or before the record has it; those before were superseded there.
Result<> JournalReader::load() {
    const std::uint64_t wanted = head_.seq + 1;
    const auto numbers = KIOSK_TRY(list_segments(*files_, directory_));
    limit_ = kNoLimit;
    for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
        name_ = segment_name(*number);
        const auto header = KIOSK_TRY(read_header(*files_, directory_, *number));
        if (header.first_seq > wanted) {
            limit_ = header.first_seq;
            continue;
        }
        bytes_ = KIOSK_TRY(read_segment(*files_, directory_, *number));
        return check_beginning(header);
    }
    return fail(Errc::not_found,
                "no journal segment holds record " + std::to_string(wanted) + " any more");
}

// Steps over the records before the wanted one.
Result<> JournalReader::check_beginning(const SegmentHeader& header) {
    offset_ = kSegmentHeaderBytes;
    if (header.first_seq == head_.seq + 1 && header.chain_before != head_.chain) {
        return damaged("segment does not continue the hash chain");
    }
    for (std::uint64_t seq = header.first_seq; seq <= head_.seq; ++seq) {
        const auto record = parse_record(std::span(bytes_).subspan(offset_), Checksum::trust);
        if (!record.has_value()) return damaged("the records before it cannot be read");
        offset_ += record->size;
    }
    return {};
}

Result<RecordView> JournalReader::next_record() {
    const auto record = parse_record(std::span(bytes_).subspan(offset_));
    if (!record.has_value()) return damaged(describe(record.error()));
    if (record->seq != head_.seq + 1) {
        return damaged("record says it is " + std::to_string(record->seq));
    }
    if (record->chain != next_chain(head_.chain, record->seq, record->payload)) {
        wrong_chain_ = record->chain;
        return damaged("hash chain is broken");
    }
    offset_ += record->size;
    return *record;
}

std::unexpected<Error> JournalReader::damaged(std::string_view what) const {
    return fail(Errc::corrupt, name_ + ", offset " + std::to_string(offset_) + ", record " +
                                   std::to_string(head_.seq + 1) + ": " + std::string(what));
}

}  // namespace kiosk::storage
