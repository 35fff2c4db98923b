// kiosk/storage/database_at_start.cpp — reading it, replacing it, or going on without it.
#include "kiosk/storage/database_at_start.hpp"

#include <limits>
#include <utility>

#include "kiosk/storage/database_rebuild.hpp"
#include "kiosk/storage/start_notes.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {
namespace {

bool means_damage(Errc code) {
    return code == Errc::corrupt || code == Errc::io_failure;
}

// A lock is another program's; the rest of what the system refuses may pass.
bool means_no_writing(const Error& error) {
    return is_refusal(error) && error.code != Errc::locked;
}

Result<> read_heads(const StatePaths& paths, DatabaseUse use, DatabaseAtStart& at_start) {
    at_start.database = KIOSK_TRY(Database::open(paths.database(), use));
    at_start.rows.emplace(KIOSK_TRY(EventTable::open(*at_start.database)));
    at_start.identity = KIOSK_TRY(at_start.rows->identity());
    at_start.head = KIOSK_TRY(at_start.rows->head());
    const bool was_complete = is_marked_complete(paths);
    at_start.knows_all = at_start.identity.has_value() && was_complete;
    const bool is_named = at_start.identity && !KIOSK_TRY(at_start.rows->has_foreign_meta());
    at_start.lost_its_name = was_complete && !is_named;
    if (KIOSK_TRY(at_start.rows->count()) != at_start.head.seq) {
        return fail(Errc::corrupt, "rows are missing before the last one");
    }
    return {};
}

void close(DatabaseAtStart& at_start) {
    at_start.rows.reset();
    at_start.database.reset();
    at_start.identity.reset();
    at_start.head = {};
    at_start.knows_all = false;
}

Result<> go_without_writing(const StatePaths& paths, DatabaseAtStart& at_start, const Error& why) {
    close(at_start);
    at_start.trouble = Trouble{std::string(code_of(why, While::writing)), why, Remedy::go_on};
    auto read = read_heads(paths, DatabaseUse::stranded, at_start);
    if (read.has_value() || is_refusal(read.error())) return read;
    close(at_start);
    at_start.trouble->remedy = Remedy::make_anew;
    return {};
}

}  // namespace

void distrust_database(const StatePaths& paths, DatabaseAtStart& at_start, const Error& why) {
    close(at_start);
    at_start.damage = why;
    auto database = Database::open(paths.database(), DatabaseUse::inspecting);
    if (!database.has_value()) return;
    auto rows = EventTable::open(**database);
    if (!rows.has_value()) return;
    at_start.database = std::move(*database);
    at_start.rows.emplace(std::move(*rows));
    // Where the journal's header is damaged too, this is what is known of the station.
    at_start.identity = at_start.rows->identity().value_or(std::nullopt);
}

bool DatabaseAtStart::go_beyond(const WalkReport& journal, const std::optional<Head>& not_stored) {
    if (!damage.has_value() || !rows.has_value()) return false;
    Head end = journal.head;
    if (journal.segments == 0 && identity.has_value()) {
        end.chain = genesis_chain(identity->station, identity->epoch);
    }
    const auto row = rows->find(end.seq + 1);
    return row.has_value() && row->has_value() && continues(end, **row) &&
           Head{(*row)->seq, (*row)->chain} != not_stored;
}

bool DatabaseAtStart::are_of(const WalkReport& journal) const {
    return identity.has_value() &&
           (journal.records == 0 || *identity == JournalIdentity{journal.station, journal.epoch});
}

bool DatabaseAtStart::begin(const JournalIdentity& journal) {
    if (!rows.has_value()) return false;
    const auto row = rows->find(1);
    return row.has_value() && row->has_value() &&
           continues({0, genesis_chain(journal.station, journal.epoch)}, **row);
}

void DatabaseAtStart::prove_name(const StationId& station, std::vector<std::uint64_t> epochs) {
    if (!identity || begin(*identity)) return;
    epochs.push_back(identity->epoch);
    for (const std::uint64_t epoch : epochs) {
        for (int bit = -1; bit < std::numeric_limits<std::uint64_t>::digits; ++bit) {
            const std::uint64_t turned = bit < 0 ? 0 : 1ULL << static_cast<unsigned>(bit);
            const JournalIdentity own{station, epoch ^ turned};
            if (!begin(own)) continue;
            identity = own;
            lost_its_name = true;
            return;
        }
    }
}

bool DatabaseAtStart::have_all_through(std::uint64_t last) const {
    return is_sound() && knows_all && identity.has_value() && last <= head.seq;
}

bool DatabaseAtStart::have(const Head& record) {
    if (!rows.has_value()) return false;
    const auto row = rows->find(record.seq);
    return row.has_value() && row->has_value() && (*row)->chain == record.chain;
}

Result<> database_failed(const StatePaths& paths, DatabaseAtStart& at_start, const Error& why) {
    if (!means_no_writing(why)) {
        distrust_database(paths, at_start, why);
        at_start.damaged_while = While::writing;
        return {};
    }
    at_start.trouble = Trouble{std::string(code_of(why, While::writing)), why, Remedy::go_on};
    at_start.head = KIOSK_TRY(at_start.rows->head());
    return {};
}

void tie_rows_to(const JournalIdentity& identity, DatabaseAtStart& at_start) {
    auto tied = [&]() -> Result<> {
        auto transaction = KIOSK_TRY(Transaction::begin(*at_start.database));
        KIOSK_TRY_VOID(at_start.rows->clear_identity());
        KIOSK_TRY_VOID(at_start.rows->set_identity(identity));
        return transaction.commit();
    }();
    if (tied.has_value()) return;
    // A file that is tied already needs no other.
    const bool can_go_on = is_refusal(tied.error()) && at_start.identity == identity;
    at_start.trouble = Trouble{std::string(code_of(tied.error(), While::writing)), tied.error(),
                               can_go_on ? Remedy::go_on : Remedy::make_anew};
}

Result<DatabaseAtStart> open_database_at_start(FileSystem& files, const StatePaths& paths) {
    DatabaseAtStart at_start;
    at_start.was_there = is_there(paths.database());
    // Where it stays it is in nobody's way until the next rebuild, which reports it.
    const auto removed = remove_unfinished_database(files, paths);
    static_cast<void>(removed);
    const auto space = files.space(paths.root);
    if (space.has_value() && space->read_only) {
        KIOSK_TRY_VOID(
            go_without_writing(paths, at_start, {Errc::denied, "the file system is read-only"}));
        return at_start;
    }
    KIOSK_TRY_VOID(finish_quarantine(files, paths));
    const auto read = read_heads(paths, DatabaseUse::owning, at_start);
    if (read.has_value()) return at_start;
    if (means_no_writing(read.error())) {
        KIOSK_TRY_VOID(go_without_writing(paths, at_start, read.error()));
    } else if (means_damage(read.error().code)) {
        distrust_database(paths, at_start, read.error());
    } else if (read.error().code == Errc::locked) {
        return fail(Errc::locked, std::string(kNoResources) + ": another program has " +
                                      paths.database().string() + " open; end it");
    } else {
        return fail(read.error());
    }
    return at_start;
}

Result<> replace_database(FileSystem& files, const StatePaths& paths, DatabaseAtStart& at_start) {
    close(at_start);
    const Error why = *std::exchange(at_start.damage, std::nullopt);
    at_start.replaced_code = std::string(code_of(why, at_start.damaged_while));
    auto opened = quarantine_database(files, paths);
    if (opened.has_value()) opened = read_heads(paths, DatabaseUse::owning, at_start);
    if (!opened.has_value()) {
        // A disk that cannot give a new file either: the journal alone carries on.
        if (!means_no_writing(opened.error()) && !means_damage(opened.error().code)) return opened;
        close(at_start);
        at_start.trouble = Trouble{at_start.replaced_code, opened.error(), Remedy::make_anew};
        return {};
    }
    at_start.sentences.push_back("The database was damaged (" + why.context +
                                 "); it was set aside in quarantine and made anew from the"
                                 " journal.");
    return {};
}

}  // namespace kiosk::storage
