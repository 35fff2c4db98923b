// kiosk/storage/backup.cpp — copying, naming and keeping two generations.
#include "kiosk/storage/backup.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <ranges>
#include <system_error>
#include <utility>
#include <vector>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/roster_file.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kPieceBytes = 1U << 18U;  // between two breaths
constexpr std::size_t kSmallFileMax = 2 * kCheckpointFileMax;
// Answers given at check-in; its last line may still grow, and counts only when it is whole.
constexpr const char* kAnswers = "answers";
constexpr std::size_t kStationDigits = 8;
constexpr int kNumberDigits = 6;

std::string prefix_of(const StationId& station) {
    return "backup-" + to_hex(station.bytes).substr(0, kStationDigits) + "-";
}

std::string backup_name(const StationId& station, std::uint64_t number) {
    std::string digits = std::to_string(number);
    digits.insert(0, std::max<std::size_t>(kNumberDigits, digits.size()) - digits.size(), '0');
    return prefix_of(station) + digits;
}

// Numbers of the backups with this prefix, ascending.
Result<std::vector<std::uint64_t>> stored_numbers(FileSystem& files, const Path& to,
                                                  const std::string& prefix) {
    std::vector<std::uint64_t> numbers;
    for (const std::string& name : KIOSK_TRY(files.list(to))) {
        if (!name.starts_with(prefix)) continue;
        std::uint64_t number = 0;
        const char* const end = name.data() + name.size();
        const auto parsed = std::from_chars(name.data() + prefix.size(), end, number);
        if (parsed.ec == std::errc{} && parsed.ptr == end) numbers.push_back(number);
    }
    std::ranges::sort(numbers);
    return numbers;
}

Result<StationId> station_of(FileSystem& files, const StatePaths& paths) {
    StationId station;
    const auto bytes = KIOSK_TRY(read_file(files, paths.station_id(), kSmallFileMax));
    if (bytes.size() != station.bytes.size()) {
        return fail(Errc::corrupt, paths.station_id().string() + " is damaged");
    }
    std::ranges::copy(bytes, std::as_writable_bytes(std::span(station.bytes)).begin());
    return station;
}

Result<> remove_tree(const Path& path) {
    std::error_code problem;
    std::filesystem::remove_all(path, problem);
    if (problem) return fail(system_error("remove " + path.string(), problem.value()));
    return {};
}

std::string roster_name(std::uint64_t version) {
    return "roster/roster-" + std::to_string(version) + ".sqlite";
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
        if (std::filesystem::exists(from_.root / kAnswers, ignored)) {
            KIOSK_TRY_VOID(copy_in_pieces(kAnswers));
        }
        for (const char* name : {"station-id", "pepper", "checkpoint-key", "checkpoints"}) {
            KIOSK_TRY_VOID(copy_small(name));
        }
        KIOSK_TRY_VOID(files_.sync_directory(to_.root));
        manifest_.made = request_.now;
        const std::string text = to_text(manifest_);
        KIOSK_TRY_VOID(write_file_durably(files_, to_.root / kManifestName,
                                          std::as_bytes(std::span(text.data(), text.size()))));
        return std::move(manifest_);
    }

  private:
    void breathe() const {
        if (request_.breathe) request_.breathe();
    }

    // Written record by record: so it is the journal as it counts, without torn or superseded ends.
    Result<> copy_journal() {
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

    // One that is not there yet, such as checkpoints, is not in the backup.
    Result<> copy_small(const std::string& name) {
        const auto bytes = read_file(files_, from_.root / name, kSmallFileMax);
        if (!bytes.has_value()) {
            if (bytes.error().code == Errc::not_found && name.starts_with("checkpoint")) return {};
            return fail(bytes.error());
        }
        KIOSK_TRY_VOID(write_file_durably(files_, to_.root / name, *bytes));
        manifest_.files.push_back(KIOSK_TRY(digest_of(files_, to_.root, name)));
        return {};
    }

    FileSystem& files_;
    const BackupRequest& request_;
    StatePaths from_;
    StatePaths to_;
    BackupManifest manifest_;
};

Result<BackupReport> write_beside(FileSystem& files, const BackupRequest& request,
                                  const Path& beside, const Path& path) {
    auto manifest = KIOSK_TRY(Copying(files, request, beside).run());
    const auto read_back = KIOSK_TRY(check_backup(files, beside, request.breathe));
    if (read_back != manifest) return fail(Errc::io_failure, "the manifest did not come back");
    KIOSK_TRY_VOID(files.rename(beside, path));
    KIOSK_TRY_VOID(files.sync_directory(path.parent_path()));
    BackupReport report{path, std::move(manifest), 0};
    for (const auto& file : report.manifest.files) report.bytes += file.bytes;
    return report;
}

Result<BackupManifest> manifest_of(FileSystem& files, const Path& backup) {
    const auto bytes = KIOSK_TRY(read_file(files, backup / kManifestName, kManifestBytesMax));
    return read_manifest({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

// The chain value is what tells histories apart: after a restore the same numbers come again.
Result<bool> leads_through(FileSystem& files, const Path& journal, const Head& head) {
    bool found = head.seq == 0;
    const auto walked = KIOSK_TRY(
        walk_journal(files, journal, WalkDepth::framing, [&found, &head](const RecordView& record) {
            found = found || Head{record.seq, record.chain} == head;
            return Result<>();
        }));
    static_cast<void>(walked);
    return found;
}

// False for a backup that knows more, or another history: a station that lost everything must not
// remove the last that remembers. One without a manifest was never finished.
bool is_contained(FileSystem& files, const Path& older, const Path& newer) {
    const auto manifest = manifest_of(files, older);
    if (!manifest.has_value()) return manifest.error().code == Errc::not_found;
    return leads_through(files, StatePaths{newer}.journal(), manifest->head).value_or(false);
}

}  // namespace

Result<BackupReport> make_backup(FileSystem& files, const BackupRequest& request) {
    const auto station = KIOSK_TRY(station_of(files, {request.state}));
    std::error_code problem;
    std::filesystem::create_directories(request.to, problem);
    if (problem) return fail(system_error("make " + request.to.string(), problem.value()));
    auto numbers = KIOSK_TRY(stored_numbers(files, request.to, prefix_of(station)));
    const Path path = request.to / backup_name(station, numbers.empty() ? 1 : numbers.back() + 1);
    const Path beside = path.string() + ".tmp";
    KIOSK_TRY_VOID(remove_tree(beside));  // of a backup that was interrupted
    auto report = write_beside(files, request, beside, path);
    if (!report.has_value()) {
        const auto removed = remove_tree(beside);  // the space is wanted elsewhere
        static_cast<void>(removed);
        return fail(std::move(report).error().in("backup to " + request.to.string()));
    }
    for (std::size_t i = 0; i + 1 < numbers.size(); ++i) {
        const Path older = request.to / backup_name(station, numbers[i]);
        if (!is_contained(files, older, path)) continue;
        KIOSK_TRY_VOID(remove_tree(older));
    }
    return report;
}

Result<std::optional<FoundBackup>> newest_backup(FileSystem& files, const Path& state,
                                                 const Path& to) {
    const auto station = KIOSK_TRY(station_of(files, {state}));
    auto numbers = stored_numbers(files, to, prefix_of(station));
    if (!numbers.has_value()) {
        if (numbers.error().code == Errc::not_found) return std::optional<FoundBackup>();
        return fail(numbers.error());
    }
    for (const auto number : *numbers | std::views::reverse) {
        const Path path = to / backup_name(station, number);
        auto manifest = manifest_of(files, path);
        if (manifest.has_value()) return std::optional(FoundBackup{path, std::move(*manifest)});
    }
    return std::optional<FoundBackup>();
}

Result<bool> needs_backup(FileSystem& files, const BackupRequest& request) {
    const auto newest = KIOSK_TRY(newest_backup(files, request.state, request.to));
    if (!newest.has_value()) return true;
    const Head& head = newest->manifest.head;
    const Path journal = StatePaths{request.state}.journal();
    if (head.seq != request.through || !KIOSK_TRY(leads_through(files, journal, head))) return true;
    const auto version =
        KIOSK_TRY(current_roster_version(files, StatePaths{request.state}.roster()));
    if (!version.has_value()) return false;
    return std::ranges::find(newest->manifest.files, roster_name(*version), &BackedUpFile::name) ==
           newest->manifest.files.end();
}

}  // namespace kiosk::storage
