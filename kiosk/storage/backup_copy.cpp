// kiosk/storage/backup_copy.cpp — the journal record by record, all else file by file.
#include "kiosk/storage/backup_copy.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "kiosk/storage/backup_heads.hpp"
#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/roster_file.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kPieceBytes = 1U << 18U;  // between two breaths
constexpr std::size_t kSmallFileMax = 2 * kCheckpointFileMax;
// Answers given at check-in, notes and walk-ins; the last line may still grow, and counts only when
// it is whole.
constexpr std::array kGrowing{"answers", "notes", "walk-ins", "walk-ins-again"};
constexpr const char* kHeads = "checkpoints";

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

class Copying {
  public:
    Copying(FileSystem& files, const BackupRequest& request, Path target)
        : files_(files), request_(request), from_{request.state}, to_{std::move(target)} {}

    Result<BackupManifest> run() {
        KIOSK_TRY_VOID(files_.make_directory(to_.root));
        KIOSK_TRY_VOID(copy_journal());
        KIOSK_TRY_VOID(copy_roster());
        std::error_code ignored;  // most stations have none
        for (const char* name : kGrowing) {
            if (!std::filesystem::exists(from_.root / name, ignored)) continue;
            KIOSK_TRY_VOID(copy_in_pieces(name));
        }
        for (const char* name : {"station-id", "pepper", "checkpoint-key"}) {
            KIOSK_TRY_VOID(copy_small(name));
        }
        if (!heads_.empty()) KIOSK_TRY_VOID(write_small(kHeads, bytes_of(heads_)));
        KIOSK_TRY_VOID(files_.sync_directory(to_.root));
        manifest_.made = request_.now;
        KIOSK_TRY_VOID(
            write_file_durably(files_, to_.root / kManifestName, bytes_of(to_text(manifest_))));
        return std::move(manifest_);
    }

  private:
    void breathe() const {
        if (request_.breathe) request_.breathe();
    }

    // Written record by record: so it is the journal as it counts, without torn or superseded ends.
    Result<> copy_journal() {
        const auto station = KIOSK_TRY(station_of(files_, from_));
        auto heads = KIOSK_TRY(BackupHeads::read(files_, from_, station));
        std::optional<Journal> out;
        std::size_t unsynced = 0;
        const auto write = [&](const RecordView& record) -> Result<> {
            if (request_.through.has_value() && record.seq > *request_.through) return {};
            if (!out.has_value()) {
                const auto header = KIOSK_TRY(first_header());
                out.emplace(KIOSK_TRY(
                    Journal::create(files_, to_.journal(), header.station, header.epoch)));
            }
            const StoredRecord stored{record.seq, record.payload, record.chain};
            KIOSK_TRY_VOID(out->write(std::span(&stored, 1)));
            heads.visit(record);
            unsynced += record.size;
            if (unsynced < kPieceBytes) return {};
            unsynced = 0;
            KIOSK_TRY_VOID(out->sync());
            breathe();
            return {};
        };
        const auto walked =
            KIOSK_TRY(walk_journal(files_, from_.journal(), WalkDepth::verify, write));
        const std::uint64_t wanted = request_.through.value_or(walked.head.seq);
        const bool is_short = walked.head.seq < wanted;
        if (walked.damage.has_value() && (is_short || !request_.through.has_value())) {
            return fail(Errc::corrupt, "journal: " + describe(*walked.damage));
        }
        if (is_short || !out.has_value()) {
            return fail(Errc::not_found, "the journal has " + std::to_string(walked.head.seq) +
                                             " records, expected " + std::to_string(wanted));
        }
        KIOSK_TRY_VOID(out->sync());
        const bool is_whole = !request_.through.has_value();
        if (is_whole) KIOSK_TRY_VOID(refuse_short_journal(from_, wanted));
        heads_ = KIOSK_TRY(heads.through(wanted, is_whole));
        manifest_.station = walked.station;
        manifest_.epoch = walked.epoch;
        manifest_.head = out->head();
        return list_journal();
    }

    Result<SegmentHeader> first_header() {
        const auto first = KIOSK_TRY(list_segments(files_, from_.journal())).front();
        auto file =
            KIOSK_TRY(File::open(files_, from_.journal() / segment_name(first), OpenFor::reading));
        std::array<std::byte, kSegmentHeaderBytes> bytes{};
        KIOSK_TRY_VOID(file.read_at(bytes, 0));
        return decode_header(bytes);
    }

    Result<> list_journal() {
        for (const auto number : KIOSK_TRY(list_segments(files_, to_.journal()))) {
            manifest_.files.push_back(
                KIOSK_TRY(digest_of(files_, to_.root, "journal/" + segment_name(number))));
            breathe();
        }
        return files_.sync_directory(to_.journal());
    }

    Result<> copy_roster() {
        const auto version = KIOSK_TRY(current_roster_version(files_, from_.roster()));
        if (!version.has_value()) return {};
        KIOSK_TRY_VOID(files_.make_directory(to_.roster()));
        KIOSK_TRY_VOID(copy_in_pieces(roster_name(*version)));
        KIOSK_TRY_VOID(copy_small("roster/current"));
        return files_.sync_directory(to_.roster());
    }

    Result<> copy_in_pieces(const std::string& name) {
        auto from = KIOSK_TRY(File::open(files_, from_.root / name, OpenFor::reading));
        auto to = KIOSK_TRY(File::open(files_, to_.root / name, OpenFor::creating));
        std::vector<std::byte> piece(kPieceBytes);
        std::uint64_t offset = 0;
        while (const auto count = KIOSK_TRY(from.read_at(piece, offset))) {
            KIOSK_TRY_VOID(to.write_at(std::span(piece).first(count), offset));
            KIOSK_TRY_VOID(to.sync());
            offset += count;
            breathe();
        }
        manifest_.files.push_back(KIOSK_TRY(digest_of(files_, to_.root, name)));
        return {};
    }

    // A key that is not there yet is not in the backup.
    Result<> copy_small(const std::string& name) {
        const auto bytes = read_file(files_, from_.root / name, kSmallFileMax);
        if (!bytes.has_value()) {
            if (bytes.error().code == Errc::not_found && name.starts_with("checkpoint")) return {};
            return fail(bytes.error());
        }
        return write_small(name, *bytes);
    }

    Result<> write_small(const std::string& name, std::span<const std::byte> bytes) {
        KIOSK_TRY_VOID(write_file_durably(files_, to_.root / name, bytes));
        manifest_.files.push_back(KIOSK_TRY(digest_of(files_, to_.root, name)));
        return {};
    }

    FileSystem& files_;
    const BackupRequest& request_;
    StatePaths from_;
    StatePaths to_;
    std::string heads_;  // that lie on the copied journal
    BackupManifest manifest_;
};

}  // namespace

Result<StationId> station_of(FileSystem& files, const StatePaths& paths) {
    StationId station;
    const auto bytes = KIOSK_TRY(read_file(files, paths.station_id(), kSmallFileMax));
    if (bytes.size() != station.bytes.size()) {
        return fail(Errc::corrupt, paths.station_id().string() + " is damaged");
    }
    std::ranges::copy(bytes, std::as_writable_bytes(std::span(station.bytes)).begin());
    return station;
}

std::string roster_name(std::uint64_t version) {
    return "roster/roster-" + std::to_string(version) + ".sqlite";
}

Result<BackupManifest> copy_state(FileSystem& files, const BackupRequest& request,
                                  const Path& target) {
    return Copying(files, request, target).run();
}

}  // namespace kiosk::storage
