// kiosk/hub/venue_journal.hpp — the venue's one order of things, in PostgreSQL, by every hub.
//
// Each entry has a position; whoever adds the next ones must have seen all before. One statement
// decides: the key of the position lets one hub do it, the others read on and think again. On an
// executor of one thread, one call at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/hub/news.hpp"
#include "kiosk/hub/pg/pool.hpp"

namespace kiosk::hub {

struct Entry {
    std::uint64_t position = 0;  // 1, 2, ... without gaps
    Origin origin;
    core::Record record;
};

class VenueJournal {
  public:
    static constexpr std::size_t kEntriesMax = 1000;  // of one call

    // The pool outlives the journal.
    explicit VenueJournal(pg::Pool& pool) : pool_(pool) {}

    // Where the reader stands: the last entry it knows. Position 0: none.
    struct Mark {
        std::uint64_t position = 0;
        Origin origin{};
    };

    // Entries behind the mark, at most kEntriesMax. Errc::not_found: the journal does not have that
    // entry at that position; the database is another than before (a standby that had not heard
    // all, a backup), and the reader has to begin anew. Errc::corrupt: an entry that this version
    // cannot read, so that nothing can be decided behind it.
    [[nodiscard]] pg::asio::awaitable<Result<std::vector<Entry>>> read_behind(
        Mark mark, pg::Deadline deadline);

    // Adds 1 to kEntriesMax entries that follow the mark, all or none. Errc::conflict: somebody was
    // faster, the mark is gone, or an origin is there already: read on first.
    [[nodiscard]] pg::asio::awaitable<Result<>> append(Mark mark, std::vector<Entry> entries,
                                                       pg::Deadline deadline);

    // The entry of this origin.
    [[nodiscard]] pg::asio::awaitable<Result<Entry>> find(Origin origin, pg::Deadline deadline);

  private:
    pg::Pool& pool_;
};

}  // namespace kiosk::hub
