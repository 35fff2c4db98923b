// kiosk/app/list_import.cpp — read, judge the change, write, take over.
#include "kiosk/app/list_import.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <new>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <malloc.h>

#include "kiosk/app/imported_rows.hpp"
#include "kiosk/imports/attendee_list.hpp"
#include "kiosk/imports/limits.hpp"
#include "kiosk/storage/roster_file.hpp"

namespace kiosk::app {
namespace {

Result<std::string> read_file(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) return fail(system_error(file.string(), error.value()));
    if (size > imports::kFileBytesMax) {
        return fail(Errc::too_large, fmt::format("attendee list is {} bytes, limit {}", size,
                                                 imports::kFileBytesMax));
    }
    std::string bytes(size, '\0');
    std::ifstream in(file, std::ios::binary);
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) {
        return fail(Errc::io_failure, "attendee list: cannot be read to its end");
    }
    return bytes;
}

imports::ImportOptions options_of(const ListImport& job) {
    imports::ImportOptions options;
    options.columns = job.request.columns;
    options.subevents = job.subevents;
    options.to_utc = [zone = job.zone](imports::LocalTime local) {
        return std::chrono::floor<std::chrono::milliseconds>(zone.to_utc(local, Fold::first));
    };
    return options;
}

std::string name_of_delimiter(char delimiter) {
    if (delimiter == ';') return "semicolon";
    return delimiter == '\t' ? "tab" : "comma";
}

ports::ImportAnswer answer_of(const imports::ImportReport& report) {
    ports::ImportAnswer answer;
    answer.rows = report.rows;
    answer.accepted = report.accepted;
    answer.rejected = report.rows - report.accepted;
    answer.dialect = imports::name_of(report.dialect);
    answer.encoding = imports::name_of(report.encoding);
    answer.delimiter = name_of_delimiter(report.delimiter);
    answer.ignored_columns = report.ignored_columns;
    for (const auto& rejection : report.rejections) {
        answer.rejections.push_back(imports::describe(rejection));
    }
    for (const auto& warning : report.warnings) answer.warnings.push_back(warning);
    return answer;
}

void compare(ports::ImportAnswer& answer, const core::Roster* before, const ImportedRows& rows) {
    answer.before = before == nullptr ? 0 : before->size();
    const std::uint64_t same = before == nullptr ? 0 : rows.count_known(*before);
    answer.added = answer.accepted - same;
    answer.removed = answer.before - same;
}

// True when so many tickets would go that a person must say yes first; also where as many others
// come, which is what another event's file looks like.
bool shrinks_much(const ports::ImportAnswer& answer) {
    return static_cast<double>(answer.removed) >
           kShrinkPartMax * static_cast<double>(answer.before);
}

// Above the list in memory and above the one on disk, which may be newer but unreadable.
Result<std::uint64_t> next_version(const ListImport& job, const core::Roster* before) {
    storage::FileSystem files;
    const auto on_disk = KIOSK_TRY(storage::current_roster_version(files, job.roster_directory));
    return 1 + std::max(on_disk.value_or(0), before == nullptr ? 0 : before->version());
}

std::string sentence_of(const ports::ImportAnswer& answer, const ports::ImportRequest& request) {
    if (answer.held) {
        return fmt::format(
            "Held: {} of {} tickets would go; the new list has {}. If that is right, import again "
            "and confirm (--confirm-shrink).",
            answer.removed, answer.before,
            answer.accepted == 0 ? "nobody on it" : std::to_string(answer.accepted));
    }
    if (answer.rows > 0 && answer.accepted == 0) return "Nothing imported: no row could be taken.";
    if (answer.rejected > 0 && !request.keep_good) {
        return fmt::format(
            "Nothing imported: {} of {} rows were refused. Mend them, or import the good rows "
            "only (--keep-good).",
            answer.rejected, answer.rows);
    }
    return fmt::format(
        "{} {}: {} new, {} gone, {} kept.", request.dry_run ? "Would import" : "Imported",
        answer.accepted == 1 ? "1 ticket" : fmt::format("{} tickets", answer.accepted),
        answer.added, answer.removed, answer.accepted - answer.added);
}

// The file's bytes are gone when this returns: they are as large as all that was read from them.
Result<imports::ImportOutcome> read_list(const ListImport& job) {
    const std::string bytes = KIOSK_TRY(read_file(job.request.file));
    return imports::read_attendees(bytes, options_of(job));
}

Result<ListImportResult> import_now(const ListImport& job, const core::CodeHasher& hasher) {
    const auto outcome = KIOSK_TRY(read_list(job));
    const core::Roster* before = job.before.get();
    if (before == nullptr && outcome.report.empty()) {
        return fail(Errc::invalid_input,
                    "the file has a header row but no attendees, and there is no list to empty");
    }
    ImportedRows rows(outcome.attendees, before, hasher);
    if (rows.too_many_products()) {
        return fail(Errc::too_large,
                    fmt::format("attendee list has more than {} different products, or variations "
                                "of one; is the right column mapped?",
                                kProductsMax));
    }

    ListImportResult result;
    result.answer = answer_of(outcome.report);
    ports::ImportAnswer& answer = result.answer;
    compare(answer, before, rows);
    const bool acceptable = outcome.report.acceptable(job.request.keep_good);
    answer.held = acceptable && !job.request.allow_shrink && shrinks_much(answer);
    answer.imported = acceptable && !answer.held && !job.request.dry_run;
    answer.sentence = sentence_of(answer, job.request);
    if (!answer.imported) return result;

    answer.version = KIOSK_TRY(next_version(job, before));
    const storage::RosterHeading heading{.version = answer.version,
                                         .imported_at = job.now,
                                         .code_shape = rows.code_shape(),
                                         .products = rows.products(),
                                         .links = rows.links()};
    if (const auto older = rows.older_copies(); older > 0) {
        answer.warnings.push_back(
            fmt::format("{} of the badges are older copies of others on the list and were left "
                        "out; they are void",
                        older));
    }
    if (const auto others = rows.other_signatures(); others > 0) {
        answer.warnings.push_back(
            fmt::format("{} of the codes are tickets that earlier rows have under another "
                        "signature; both codes are good, and what the earlier rows say counts",
                        others));
    }
    storage::FileSystem files;
    auto written = KIOSK_TRY(storage::write_roster(
        files, job.roster_directory, heading,
        [&rows](core::RosterRow& row) -> Result<bool> { return rows.next(row); }));
    std::ranges::move(written.notes, std::back_inserter(answer.warnings));
    result.roster = std::make_shared<const core::Roster>(std::move(written.roster));
    return result;
}

// Beside the list that is in use, so that searches go on. The new list counts already: where there
// is no room now, the first search makes the index.
std::shared_ptr<const search::PeopleIndex> index_of(std::shared_ptr<const core::Roster> roster) {
    try {
        return std::make_shared<const search::PeopleIndex>(std::move(roster));
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

}  // namespace

Result<ListImportResult> import_list(const ListImport& job, const core::CodeHasher& hasher) {
    auto result = import_now(job, hasher);
    // Not before the imported texts are gone: both need much room.
    if (result && result->roster) result->index = index_of(result->roster);
    // Millions of small texts were freed; glibc would keep their pages for the rest of the event.
    malloc_trim(0);
    return result;
}

}  // namespace kiosk::app
