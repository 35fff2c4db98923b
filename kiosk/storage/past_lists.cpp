// kiosk/storage/past_lists.cpp — taking the people out, and reading what is left.
#include "kiosk/storage/past_lists.hpp"

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "kiosk/storage/roster_file.hpp"
#include "kiosk/storage/roster_names.hpp"
#include "kiosk/storage/roster_rows.hpp"

namespace kiosk::storage {
namespace {

RosterHeading heading_of(const core::Roster& roster) {
    return {.version = roster.version(),
            .imported_at = roster.imported_at(),
            .code_shape = roster.code_shape(),
            .products = roster.products(),
            .links = roster.links()};
}

// What was seen of a ticket but not of its holder.
RosterRows rows_without_people(const core::Roster& roster) {
    return [&roster, at = std::uint32_t{0}](core::RosterRow& row) mutable -> Result<bool> {
        if (at == roster.size()) return false;
        const core::TicketIndex index{at++};
        row = {.code = roster.code(index),
               .facts = roster.facts(index),
               .attention = roster.attention(index),
               .holder = {}};
        return true;
    };
}

Result<> write_past(FileSystem& files, const Path& path, const core::Roster& roster) {
    const Path beside = path.string() + ".new";
    std::error_code ignored;  // leftover of an interrupted one; writing reports what matters
    std::filesystem::remove(beside, ignored);
    KIOSK_TRY_VOID(write_roster_tables(beside, heading_of(roster), rows_without_people(roster)));
    {
        auto file = KIOSK_TRY(File::open(files, beside, OpenFor::writing));
        KIOSK_TRY_VOID(file.sync());
    }
    KIOSK_TRY_VOID(files.rename(beside, path));
    return files.sync_directory(path.parent_path());
}

}  // namespace

Result<> retire_list(FileSystem& files, const Path& directory, std::uint64_t version) {
    const Path roster_path = directory / list_file_name(kRosterPrefix, version);
    const auto roster = read_roster_tables(roster_path);
    if (roster.has_value()) {
        KIOSK_TRY_VOID(
            write_past(files, directory / list_file_name(kPastPrefix, version), *roster));
        return files.remove(roster_path);
    }
    if (roster.error().code == Errc::corrupt) KIOSK_TRY_VOID(files.remove(roster_path));
    return fail(roster.error());
}

Result<> remove_oldest_lists(FileSystem& files, const Path& directory, std::uint64_t bytes_max) {
    std::map<std::uint64_t, std::uint64_t, std::greater<>> sizes;  // by version, newest first
    for (const auto& name : KIOSK_TRY(files.list(directory))) {
        const auto version = list_version_in(name, kPastPrefix);
        if (!version) continue;
        std::error_code gone;
        const auto size = std::filesystem::file_size(directory / name, gone);
        if (!gone) sizes[*version] = size;
    }
    std::uint64_t together = 0;
    for (const auto& [version, size] : sizes) {
        together += size;
        if (together <= bytes_max) continue;
        KIOSK_TRY_VOID(files.remove(directory / list_file_name(kPastPrefix, version)));
    }
    return {};
}

Result<Lists> read_all_lists(FileSystem& files, const Path& directory) {
    Lists lists;
    const auto names = files.list(directory);
    if (!names && names.error().code == Errc::not_found) return lists;
    if (!names) return fail(names.error());
    for (const auto& name : *names) {
        auto version = list_version_in(name, kRosterPrefix);
        if (!version) version = list_version_in(name, kPastPrefix);
        if (!version) continue;
        auto roster = read_roster_tables(directory / name);
        if (roster) lists[*version] = std::make_shared<const core::Roster>(*std::move(roster));
    }
    return lists;
}

}  // namespace kiosk::storage
