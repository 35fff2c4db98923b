// kiosk/storage/roster_file.cpp — versions of the attendee list and which one is current.
#include "kiosk/storage/roster_file.hpp"

#include <algorithm>
#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "kiosk/storage/past_lists.hpp"
#include "kiosk/storage/roster_names.hpp"
#include "kiosk/storage/roster_rows.hpp"

namespace kiosk::storage {
namespace {

constexpr std::string_view kCurrent = "current";
constexpr std::string_view kDamaged = "current.damaged";
constexpr std::size_t kCurrentBytesMax = 32;

std::string file_name(std::uint64_t version) {
    return list_file_name(kRosterPrefix, version);
}

// Newest first.
Result<std::vector<std::uint64_t>> stored_versions(FileSystem& files, const Path& directory) {
    std::vector<std::uint64_t> versions;
    for (const auto& name : KIOSK_TRY(files.list(directory))) {
        if (const auto version = list_version_in(name, kRosterPrefix)) versions.push_back(*version);
    }
    std::sort(versions.rbegin(), versions.rend());
    return versions;
}

// What `current` says. Errc::corrupt where it is no version.
Result<std::optional<std::uint64_t>> named_version(FileSystem& files, const Path& directory) {
    const Path path = directory / kCurrent;
    const auto bytes = read_file(files, path, kCurrentBytesMax);
    if (!bytes.has_value()) {
        if (bytes.error().code == Errc::not_found) return std::optional<std::uint64_t>();
        if (bytes.error().code == Errc::too_large)
            return fail(Errc::corrupt, bytes.error().context);
        return fail(bytes.error());
    }
    std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    while (text.ends_with('\n')) text.remove_suffix(1);
    const auto version = list_version_from(text);
    if (!version.has_value()) return fail(Errc::corrupt, path.string() + " names no version");
    return version;
}

// A copy, not a rename: without `current` a crash here would leave a station without any list.
Result<> keep_damaged_current(FileSystem& files, const Path& directory,
                              std::vector<std::string>& notes) {
    const auto named = named_version(files, directory);
    if (named.has_value()) return {};
    std::error_code error;
    std::filesystem::copy_file(directory / kCurrent, directory / kDamaged,
                               std::filesystem::copy_options::overwrite_existing, error);
    if (error) return fail(system_error((directory / kDamaged).string(), error.value()));
    notes.push_back(named.error().context + "; mended, what it was is in " + std::string(kDamaged));
    return {};
}

Result<> make_current(FileSystem& files, const Path& directory, std::uint64_t version) {
    const std::string text = std::to_string(version) + "\n";
    return write_file_durably(files, directory / kCurrent,
                              std::as_bytes(std::span(text.data(), text.size())));
}

// The list before stays for the day the new one cannot be read. Of older ones stays what a replay
// needs; that the new list is in use does not depend on it.
void retire_older(FileSystem& files, const Path& directory, std::uint64_t current,
                  std::vector<std::string>& notes) {
    const auto versions = stored_versions(files, directory);
    if (!versions.has_value()) return notes.push_back(versions.error().context);
    bool kept_one = false;
    for (const auto version : *versions) {
        if (version >= current || !std::exchange(kept_one, true)) continue;
        const auto retired = retire_list(files, directory, version);
        if (retired.has_value()) continue;
        notes.push_back("scans by attendee list " + std::to_string(version) +
                        " cannot be replayed: " + retired.error().context);
    }
    const auto removed = remove_oldest_lists(files, directory);
    if (!removed.has_value()) notes.push_back(removed.error().context);
}

Result<> sync_path(FileSystem& files, const Path& path) {
    auto file = KIOSK_TRY(File::open(files, path, OpenFor::writing));
    return file.sync();
}

Result<core::Roster> build_beside(FileSystem& files, const Path& beside,
                                  const RosterHeading& heading, const RosterRows& rows) {
    KIOSK_TRY_VOID(write_roster_tables(beside, heading, rows));
    KIOSK_TRY_VOID(sync_path(files, beside));
    return read_roster_tables(beside);
}

}  // namespace

Result<WrittenRoster> write_roster(FileSystem& files, const Path& directory,
                                   const RosterHeading& heading, const RosterRows& rows) {
    KIOSK_TRY_VOID(files.make_directory(directory));
    if (KIOSK_TRY(current_roster_version(files, directory)) == heading.version) {
        return fail(Errc::conflict, "attendee list " + std::to_string(heading.version) +
                                        " is in use; a new list needs a new version");
    }
    const Path path = directory / file_name(heading.version);
    const Path beside = path.string() + ".new";
    std::error_code ignored;  // leftovers of an interrupted import; writing reports what matters
    std::filesystem::remove(beside, ignored);
    auto roster = build_beside(files, beside, heading, rows);
    if (!roster.has_value()) {
        std::filesystem::remove(beside, ignored);
        return fail(std::move(roster).error());
    }
    KIOSK_TRY_VOID(files.rename(beside, path));
    KIOSK_TRY_VOID(files.sync_directory(directory));
    std::vector<std::string> notes;
    KIOSK_TRY_VOID(keep_damaged_current(files, directory, notes));
    KIOSK_TRY_VOID(make_current(files, directory, heading.version));
    retire_older(files, directory, heading.version, notes);
    return WrittenRoster{path, std::move(*roster), std::move(notes)};
}

Result<std::optional<std::uint64_t>> current_roster_version(FileSystem& files,
                                                            const Path& directory) {
    auto named = named_version(files, directory);
    if (named.has_value() || named.error().code != Errc::corrupt) return named;
    const auto versions = KIOSK_TRY(stored_versions(files, directory));
    return versions.empty() ? std::optional<std::uint64_t>() : std::optional(versions.front());
}

Result<std::optional<LoadedRoster>> load_roster(FileSystem& files, const Path& directory) {
    std::vector<std::string> notes;
    const auto current = named_version(files, directory);
    if (current.has_value() && !current->has_value()) return std::optional<LoadedRoster>();
    if (!current.has_value()) notes.push_back(current.error().context);
    for (const auto version : KIOSK_TRY(stored_versions(files, directory))) {
        // A later one was never made current: its import did not finish.
        if (current.has_value() && version > **current) continue;
        auto roster = read_roster_tables(directory / file_name(version));
        if (roster.has_value()) {
            return std::optional(LoadedRoster{std::move(*roster), std::move(notes)});
        }
        notes.push_back(file_name(version) + " cannot be used: " + roster.error().context);
    }
    std::string all = "no attendee list can be read";
    for (const auto& note : notes) all += "; " + note;
    return fail(Errc::corrupt, all);
}

}  // namespace kiosk::storage
