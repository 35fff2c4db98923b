// kiosk/storage/journal.cpp — appending, rolling over, and leaving a file that failed.
#include "kiosk/storage/journal.hpp"

#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/storage/journal_segment.hpp"

namespace kiosk::storage {

bool continues(const Head& head, const StoredRecord& record) {
    return record.seq == head.seq + 1 && !record.payload.empty() &&
           record.payload.size() <= kJournalPayloadMax &&
           record.chain == next_chain(head.chain, record.seq, record.payload);
}

Journal::Journal(FileSystem& files, Path directory, const StationId& station, std::uint64_t epoch)
    : files_(&files),
      directory_(std::move(directory)),
      station_(station),
      epoch_(epoch),
      synced_{0, genesis_chain(station, epoch)},
      head_(synced_) {}

Result<Journal> Journal::create(FileSystem& files, Path directory, const StationId& station,
                                std::uint64_t epoch) {
    KIOSK_TRY_VOID(files.make_directory(directory));
    KIOSK_TRY_VOID(files.sync_directory(directory.parent_path()));
    Journal journal(files, std::move(directory), station, epoch);
    KIOSK_TRY_VOID(journal.begin_segment());
    return journal;
}

Journal Journal::suspended(FileSystem& files, Path directory, const WalkReport& walked) {
    Journal journal(files, std::move(directory), walked.station, walked.epoch);
    journal.segment_ = walked.last_segment;
    if (walked.segments == 0) return journal;
    journal.synced_ = walked.head;
    journal.head_ = walked.head;
    journal.synced_end_ = walked.end_offset;
    journal.must_renew_ = true;
    return journal;
}

Result<Journal> Journal::resume(FileSystem& files, Path directory, const WalkReport& walked) {
    KIOSK_CHECK(!walked.damage.has_value(), "a damaged journal is rebuilt, not continued");
    Journal journal = suspended(files, std::move(directory), walked);
    KIOSK_TRY_VOID(journal.renew());
    if (walked.torn_tail.has_value()) KIOSK_TRY_VOID(journal.begin_segment());
    return journal;
}

Result<> Journal::write(std::span<const StoredRecord> records) {
    std::size_t from = unsynced_.size();
    for (const auto& record : records) {
        KIOSK_CHECK(record.seq == head_.seq + 1, "the journal has no gaps");
        const std::size_t size = record_size(record.payload.size());
        if (synced_end_ + unsynced_.size() + size > kSegmentBytes) {
            // An older segment is always whole: it is durable before the next one exists.
            KIOSK_TRY_VOID(write_bytes(from));
            KIOSK_TRY_VOID(sync());
            KIOSK_TRY_VOID(begin_segment());
            from = 0;
        }
        append_record(unsynced_, record.seq, record.payload, record.chain);
        head_ = {record.seq, record.chain};
    }
    return write_bytes(from);
}

Result<> Journal::write_bytes(std::size_t from) {
    if (from == unsynced_.size()) return {};
    auto written = file_.write_at(std::span(unsynced_).subspan(from), synced_end_ + from);
    if (!written.has_value()) {
        return fail(std::move(written).error().in("journal " + segment_name(segment_)));
    }
    return {};
}

Result<> Journal::sync() {
    auto synced = file_.sync();
    if (!synced.has_value()) {
        return fail(std::move(synced).error().in("journal " + segment_name(segment_)));
    }
    synced_ = head_;
    synced_end_ += unsynced_.size();
    unsynced_.clear();
    return {};
}

Result<> Journal::rewrite() {
    Result<> done;
    for (int attempt = 0; attempt < kRewriteAttempts; ++attempt) {
        done = begin_segment();
        if (!done.has_value()) continue;
        done = write_bytes(0);
        if (!done.has_value()) continue;
        done = sync();
        if (done.has_value()) return {};
    }
    return done;
}

Result<> Journal::begin_segment() {
    const SegmentHeader header{station_, epoch_, synced_.seq + 1, synced_.chain};
    has_spare_ = false;
    // The number is used up even by a failed attempt, whose file may have got its name.
    ++segment_;
    file_ = KIOSK_TRY(activate_segment(*files_, directory_, segment_, header));
    synced_end_ = kSegmentHeaderBytes;
    return {};
}

// What was read may be in the page cache only: of a process that was killed before the sync, or of
// a file whose sync failed, whose pages the kernel then holds for written.
Result<> Journal::renew() {
    if (!must_renew_) return {};
    file_ = KIOSK_TRY(renew_segment(*files_, directory_, segment_));
    must_renew_ = false;
    return {};
}

Result<> Journal::begin_anew() {
    abandon();
    KIOSK_TRY_VOID(renew());
    return begin_segment();
}

void Journal::abandon() {
    file_.close();
    unsynced_.clear();
    head_ = synced_;
    has_spare_ = false;
}

Path Journal::segment_path() const {
    return directory_ / segment_name(segment_);
}

Result<> Journal::prepare() {
    if (has_spare_) return {};
    KIOSK_TRY_VOID(prepare_spare(*files_, directory_));
    has_spare_ = true;
    return {};
}

}  // namespace kiosk::storage
