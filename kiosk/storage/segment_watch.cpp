// kiosk/storage/segment_watch.cpp — header, last record, and a piece of what lies between.
#include "kiosk/storage/segment_watch.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/storage/journal_segment.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kRecordMax = (kRecordFrameBytes + kJournalPayloadMax + kRecordAlignment - 1) /
                                   kRecordAlignment * kRecordAlignment;

Result<std::vector<std::byte>> read_piece(File& file, std::uint64_t from, std::uint64_t to) {
    std::vector<std::byte> bytes(to - from);
    const std::size_t read = KIOSK_TRY(file.read_at(bytes, from));
    if (read != bytes.size()) return fail(Errc::not_found, "was cut");
    return bytes;
}

std::unexpected<Error> other_history(std::string_view what) {
    return fail(Errc::not_found, "was written over: " + std::string(what));
}

// Where there was a record, zeroes are an older copy of the file; anything else is damage.
std::unexpected<Error> no_record(std::span<const std::byte> bytes, std::uint64_t seq) {
    const std::string name = "record " + std::to_string(seq);
    if (all_zero(bytes.first(std::min(bytes.size(), kRecordFrameBytes)))) {
        return other_history(name + " is not there any more");
    }
    return fail(Errc::corrupt, name + " was changed");
}

}  // namespace

std::optional<Error> SegmentWatch::look_at(const Journal& journal) {
    auto looked = look(journal);
    if (looked.has_value()) return std::nullopt;
    begin_again();
    return std::move(looked).error().in(journal.segment_path().string());
}

Result<> SegmentWatch::look(const Journal& journal) {
    auto file = KIOSK_TRY(File::open(*files_, journal.segment_path(), OpenFor::reading));
    KIOSK_TRY_VOID(check_header(journal, file));
    KIOSK_TRY_VOID(check_last(journal, file));
    const std::uint64_t end = std::min<std::uint64_t>(offset_ + kWatchedBytes, kSegmentBytes);
    const std::uint64_t with_last = std::min<std::uint64_t>(end + kRecordMax, kSegmentBytes);
    const auto bytes = KIOSK_TRY(read_piece(file, offset_, with_last));
    const std::uint64_t records_end = std::clamp(journal.segment_end(), offset_, end);
    const std::uint64_t begin = offset_;
    KIOSK_TRY_VOID(check_records(bytes, records_end));
    if (offset_ < journal.segment_end()) return {};
    begin_again();
    if (all_zero(std::span(bytes).subspan(journal.segment_end() - begin))) return {};
    return fail(Errc::corrupt, "there are bytes behind the last record");
}

Result<> SegmentWatch::check_header(const Journal& journal, File& file) {
    const auto bytes = KIOSK_TRY(read_piece(file, 0, kSegmentHeaderBytes));
    const auto header = KIOSK_TRY(decode_header(bytes));
    const bool is_ours = header.station == journal.station() && header.epoch == journal.epoch();
    if (!is_ours) return other_history("it is of another journal");
    if (segment_ == journal.segment()) return {};
    segment_ = journal.segment();
    offset_ = kSegmentHeaderBytes;
    head_ = {header.first_seq - 1, header.chain_before};
    return {};
}

// It ends where the durable records end, and its chain value vouches for all before it.
Result<> SegmentWatch::check_last(const Journal& journal, File& file) const {
    const std::uint64_t end = journal.segment_end();
    if (end == kSegmentHeaderBytes) return {};
    const Head& last = journal.durable();
    const std::uint64_t from = std::max<std::uint64_t>(
        kSegmentHeaderBytes, end - std::min<std::uint64_t>(end, kRecordMax));
    const auto bytes = KIOSK_TRY(read_piece(file, from, end));
    std::size_t at = find_record_magic(bytes, 0);
    while (at < bytes.size()) {
        const auto record = parse_record(std::span(bytes).subspan(at));
        const bool is_last = record.has_value() && at + record->size == bytes.size();
        if (is_last && Head{record->seq, record->chain} == last) return {};
        if (is_last) return other_history("it ends with another record");
        at = find_record_magic(bytes, at + kRecordAlignment);
    }
    const std::size_t tail = std::min(bytes.size(), record_size(1));
    return no_record(std::span(bytes).last(tail), last.seq);
}

Result<> SegmentWatch::check_records(std::span<const std::byte> bytes, std::uint64_t end) {
    const std::uint64_t begin = offset_;
    while (offset_ < end) {
        const auto rest = bytes.subspan(offset_ - begin);
        const auto record = parse_record(rest);
        if (!record.has_value()) return no_record(rest, head_.seq + 1);
        const bool is_next = continues(head_, {record->seq, record->payload, record->chain});
        if (!is_next) return other_history("record " + std::to_string(record->seq) + " is another");
        head_ = {record->seq, record->chain};
        offset_ += record->size;
    }
    return {};
}

}  // namespace kiosk::storage
