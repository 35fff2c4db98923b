// kiosk/storage/journal_walk.cpp — the walk over segments, and salvage over damage.
#include "kiosk/storage/journal_walk.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

// Looks for valid records from `offset` on.
void look_behind(std::span<const std::byte> bytes, std::size_t offset, Damage& damage) {
    offset = find_record_magic(bytes, offset);
    while (offset < bytes.size()) {
        const auto record = parse_record(bytes.subspan(offset));
        if (record.has_value() && record->seq >= damage.seq) {
            damage.last_seq_behind = std::max(damage.last_seq_behind, record->seq);
            damage.one_copy_behind = damage.one_copy_behind || is_one_copy(*record);
        }
        offset = find_record_magic(bytes, offset + (record ? record->size : kRecordAlignment));
    }
}

class Walk {
  public:
    Walk(FileSystem& files, const Path& directory, WalkDepth depth, const RecordSink& sink,
         const std::optional<Head>& not_stored)
        : files_(files),
          directory_(directory),
          depth_(depth),
          sink_(sink),
          not_stored_(not_stored) {}

    Result<WalkReport> run() {
        const auto numbers = KIOSK_TRY(list_segments(files_, directory_));
        for (std::size_t i = 0; i < numbers.size() && !report_.damage; ++i) {
            name_ = segment_name(numbers[i]);
            report_.last_segment = numbers[i];
            is_last_ = i + 1 == numbers.size();
            const std::uint64_t limit =
                is_last_ ? kNoLimit : KIOSK_TRY(first_seq_of(numbers[i + 1]));
            KIOSK_TRY_VOID(visit(numbers[i], limit));
            ++report_.segments;
        }
        return std::move(report_);
    }

  private:
    // Where nothing can be read there is no limit; visiting that segment reports the damage.
    Result<std::uint64_t> first_seq_of(std::uint64_t number) {
        const auto first = KIOSK_TRY(read_first_seq(files_, directory_, number));
        return first.value_or(kNoLimit);
    }

    Result<> visit(std::uint64_t number, std::uint64_t limit) {
        auto bytes = read_segment(files_, directory_, number);
        if (!bytes.has_value()) {
            // What the system refuses it may give the next time; all else is a copy that is gone.
            if (is_refusal(bytes.error())) return fail(std::move(bytes).error());
            damage(0, bytes.error().context);
            return {};
        }
        const auto header = decode_header(*bytes);
        if (!header.has_value()) {
            damage(0, header.error().context);
            return {};
        }
        if (!fits(*header)) return {};
        return read_records(*bytes, limit);
    }

    bool fits(const SegmentHeader& header) {
        if (report_.segments == 0) {
            report_.station = header.station;
            report_.epoch = header.epoch;
            report_.head = {0, genesis_chain(header.station, header.epoch)};
        }
        if (header.station != report_.station || header.epoch != report_.epoch) {
            damage(0, "segment belongs to another station or epoch");
        } else if (header.first_seq != report_.head.seq + 1) {
            damage(0, "segment begins at record " + std::to_string(header.first_seq));
        } else if (header.chain_before != report_.head.chain) {
            damage(0, "segment does not continue the hash chain");
        }
        return !report_.damage.has_value();
    }

    Result<> read_records(std::span<const std::byte> bytes, std::uint64_t limit) {
        const auto checksum = depth_ == WalkDepth::verify ? Checksum::check : Checksum::trust;
        std::size_t offset = kSegmentHeaderBytes;
        report_.end_offset = offset;
        while (report_.head.seq + 1 < limit) {
            const auto record = parse_record(bytes.subspan(offset), checksum);
            if (!record.has_value()) {
                judge_end(bytes, offset, limit, record.error());
                return {};
            }
            if (record->seq != report_.head.seq + 1) {
                damage(offset, "record says it is " + std::to_string(record->seq));
                return {};
            }
            if (depth_ == WalkDepth::verify &&
                record->chain != next_chain(report_.head.chain, record->seq, record->payload)) {
                damage(offset, "hash chain is broken");
                return {};
            }
            if (is_last_ && Head{record->seq, record->chain} == not_stored_) {
                report_.torn_tail = TornTail{name_, offset, bytes.size() - offset};
                return {};
            }
            KIOSK_TRY_VOID(sink_(*record));
            report_.head = {record->seq, record->chain};
            ++report_.records;
            offset += record->size;
            report_.end_offset = offset;
        }
        return {};
    }

    void judge_end(std::span<const std::byte> bytes, std::size_t offset, std::uint64_t limit,
                   RecordFault fault) {
        const auto rest = bytes.subspan(offset);
        const bool clean = all_zero(rest);
        if (!is_last_) {
            // A header that could not be read sets no limit; it is reported when visited.
            if (clean && limit == kNoLimit) return;
            damage(offset, clean ? "records are missing" : std::string(describe(fault)));
            return;
        }
        if (clean) return;
        damage(offset, std::string(describe(fault)));
        look_behind(bytes, offset + kRecordAlignment, *report_.damage);
        if (report_.damage->last_seq_behind > 0) return;
        report_.damage.reset();
        const auto last = std::find_if(rest.rbegin(), rest.rend(),
                                       [](std::byte byte) { return byte != std::byte{}; });
        report_.torn_tail = TornTail{name_, offset, static_cast<std::uint64_t>(rest.rend() - last)};
    }

    void damage(std::size_t offset, std::string what) {
        report_.damage = Damage{name_, offset, report_.head.seq + 1, std::move(what)};
    }

    FileSystem& files_;
    const Path& directory_;
    WalkDepth depth_;
    const RecordSink& sink_;
    const std::optional<Head>& not_stored_;
    WalkReport report_;
    std::string name_;
    bool is_last_ = false;
};

}  // namespace

bool is_one_copy(const RecordView& view) {
    const auto record = core::decode_record(view.payload);
    const auto* scan = record.has_value() ? std::get_if<core::ScanRecord>(&*record) : nullptr;
    return scan != nullptr && scan->one_copy;
}

std::string describe(const Damage& damage) {
    return damage.segment + ", offset " + std::to_string(damage.offset) + ", record " +
           std::to_string(damage.seq) + ": " + damage.what;
}

std::string describe(const TornTail& tail) {
    return tail.segment + ": a torn write of " + std::to_string(tail.bytes) + " bytes at offset " +
           std::to_string(tail.offset) + " does not count";
}

void end_at_damage(WalkReport& walked) {
    const Damage& damage = *walked.damage;
    walked.torn_tail = TornTail{damage.segment, damage.offset, kSegmentBytes - damage.offset};
    walked.damage.reset();
}

Result<WalkReport> walk_journal(FileSystem& files, const Path& directory, WalkDepth depth,
                                const RecordSink& sink, const std::optional<Head>& not_stored) {
    return Walk(files, directory, depth, sink, not_stored).run();
}

Result<Salvage> Salvage::open(FileSystem& files, const Path& directory) {
    Salvage salvage;
    salvage.files_ = &files;
    salvage.directory_ = directory;
    salvage.remaining_ = KIOSK_TRY(list_segments(files, directory));
    std::reverse(salvage.remaining_.begin(), salvage.remaining_.end());
    return salvage;
}

Result<std::optional<RecordView>> Salvage::next() {
    while (true) {
        offset_ = find_record_magic(segment_, offset_);
        while (offset_ < segment_.size()) {
            const auto record = parse_record(std::span(segment_).subspan(offset_));
            offset_ = record.has_value() ? offset_ + record->size
                                         : find_record_magic(segment_, offset_ + kRecordAlignment);
            if (!record.has_value() || record->seq >= limit_) continue;
            if (offset_ > gap_end_) is_end_kept_back_ = false;
            return std::optional(*record);
        }
        if (remaining_.empty()) return std::optional<RecordView>();
        auto left = KIOSK_TRY(read_what_is_left(*files_, directory_, remaining_.back()));
        remaining_.pop_back();
        segment_ = std::move(left.bytes);
        gap_end_ = left.gap_end;
        has_gaps_ = has_gaps_ || gap_end_ > 0;
        is_end_kept_back_ = is_end_kept_back_ || gap_end_ > 0;
        offset_ = kSegmentHeaderBytes;
        KIOSK_TRY_VOID(find_limit());
    }
}

Result<> Salvage::find_limit() {
    limit_ = kNoLimit;
    is_contested_ = false;
    for (auto number = remaining_.rbegin(); number != remaining_.rend(); ++number) {
        const auto header = read_header(*files_, directory_, *number);
        if (!header.has_value() && is_refusal(header.error())) return fail(header.error());
        is_contested_ = is_contested_ || !header.has_value();
        if (const auto first = KIOSK_TRY(read_first_seq(*files_, directory_, *number))) {
            limit_ = *first;
            return {};
        }
    }
    return {};
}

Result<std::uint64_t> last_readable(FileSystem& files, const Path& directory,
                                    const std::optional<Head>& not_stored) {
    auto salvage = KIOSK_TRY(Salvage::open(files, directory));
    std::uint64_t last = 0;
    while (const auto record = KIOSK_TRY(salvage.next())) {
        if (salvage.is_at_last() && Head{record->seq, record->chain} == not_stored) break;
        last = std::max(last, record->seq);
    }
    return last;
}

}  // namespace kiosk::storage
