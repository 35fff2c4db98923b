// kiosk/storage/backup.cpp — proving, naming and keeping two generations.
#include "kiosk/storage/backup.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <ranges>
#include <system_error>
#include <utility>
#include <vector>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/storage/backup_copy.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/roster_file.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kStationDigits = 8;
constexpr int kNumberDigits = 6;
constexpr std::uint64_t kNumberMax = 999'999'999;  // what is above is none of ours

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
        const bool is_number = parsed.ec == std::errc{} && parsed.ptr == end;
        if (is_number && number <= kNumberMax) numbers.push_back(number);
    }
    std::ranges::sort(numbers);
    return numbers;
}

Result<> remove_tree(const Path& path) {
    std::error_code problem;
    std::filesystem::remove_all(path, problem);
    if (problem) return fail(system_error("remove " + path.string(), problem.value()));
    return {};
}

Result<BackupReport> write_beside(FileSystem& files, const BackupRequest& request,
                                  const Path& beside, const Path& path) {
    auto manifest = KIOSK_TRY(copy_state(files, request, beside));
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

// False for a backup that knows more, or another history, or of which nobody can tell: a station
// that lost everything must not remove the last that remembers.
bool is_contained(FileSystem& files, const Path& older, const Path& newer) {
    const auto manifest = manifest_of(files, older);
    if (!manifest.has_value()) return false;
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
