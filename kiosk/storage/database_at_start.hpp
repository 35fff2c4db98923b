// kiosk/storage/database_at_start.hpp — opens the database in whatever state it was left.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {

struct DatabaseAtStart {
    std::unique_ptr<Database> database;  // none where nothing can be opened
    std::optional<EventTable> rows;
    std::optional<JournalIdentity> identity;  // as the database had it
    Head head;                                // as the database had it
    bool knows_all = false;                   // all that was acknowledged, as far as can be told
    bool was_there = true;                    // before this start
    bool lost_its_name = false;               // it once said which journal is its own, and no more
    std::optional<Error> damage;              // it is to be replaced; its rows are only a source
    While damaged_while = While::reading;
    std::optional<Trouble> trouble;  // it cannot be written now
    std::string replaced_code;       // why it was replaced; empty: it was not
    std::vector<std::string> sentences;

    // A damaged one may have what the journal lost at its end, or as a whole; `not_stored` does not
    // count.
    [[nodiscard]] bool go_beyond(const WalkReport& journal, const std::optional<Head>& not_stored);
    [[nodiscard]] bool have(const Head& record);
    // Whether their first continues the beginning of this journal.
    [[nodiscard]] bool begin(const JournalIdentity& journal);
    // Their first proves what they belong to: where it denies the name that the database has, the
    // right one is the station's with the epoch of that name or one of `epochs`, of which a bit may
    // have turned.
    void prove_name(const StationId& station, std::vector<std::uint64_t> epochs);
    // Whether they belong to that journal; to one without records they do if they have a name.
    [[nodiscard]] bool are_of(const WalkReport& journal) const;
    // Whether nothing is lost where a journal that ends with this record stays out of use.
    [[nodiscard]] bool have_all_through(std::uint64_t last) const;

    [[nodiscard]] bool is_sound() const { return rows.has_value() && !damage.has_value(); }
    [[nodiscard]] bool is_writable() const { return is_sound() && !trouble.has_value(); }
};

// Errc::locked, Errc::unsupported and Errc::conflict come back, with nothing changed; so does what
// keeps a file that is there from being read, for it may have records that the journal has not.
[[nodiscard]] Result<DatabaseAtStart> open_database_at_start(FileSystem& files,
                                                             const StatePaths& paths);

// For one that was opened and turned out to be damaged: opens what can be read of it.
void distrust_database(const StatePaths& paths, DatabaseAtStart& at_start, const Error& why);

// After an insertion failed. What the system refuses leaves it as it was, for reading; anything
// else means that it cannot be trusted.
[[nodiscard]] Result<> database_failed(const StatePaths& paths, DatabaseAtStart& at_start,
                                       const Error& why);

// Notes durably that its rows are those of this journal, all of them. Where that fails it gets the
// trouble.
void tie_rows_to(const JournalIdentity& identity, DatabaseAtStart& at_start);

// A damaged database goes to quarantine and an empty one takes its place. Only once the journal
// has every record: some may be nowhere else.
[[nodiscard]] Result<> replace_database(FileSystem& files, const StatePaths& paths,
                                        DatabaseAtStart& at_start);

}  // namespace kiosk::storage
