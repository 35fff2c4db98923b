// kiosk/hub/claim_desk.hpp — decides for all stations at once: each scan once, each ticket once.
//
// Scans that come while others are being stored wait and go together: one statement for up to
// kBatchMax of them. The engine decides with all in mind that any hub has stored; the venue's
// journal lets one hub at a time go on. On an executor of one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "kiosk/hub/venue_journal.hpp"
#include "kiosk/hub/venue_state.hpp"

namespace kiosk::hub {

inline constexpr std::size_t kBatchMax = 256;
inline constexpr std::size_t kWaitingMax = 4096;  // scans; beyond it stations decide alone

class ClaimDesk {
  public:
    // The pool outlives the desk, the desk all work on the executor.
    ClaimDesk(pg::asio::any_io_executor executor, pg::Pool& pool, EngineMaker make_engine);
    ~ClaimDesk();
    ClaimDesk(const ClaimDesk&) = delete;
    ClaimDesk& operator=(const ClaimDesk&) = delete;

    // Stored when it returns; `recorded` says so. The same scan id asked again gets the first
    // answer. Errc::invalid_input: not a station of this venue, or past a limit. Errc::timed_out
    // and unavailable leave open whether the ticket is claimed: asking again with the same id
    // tells.
    [[nodiscard]] pg::asio::awaitable<Result<core::Outcome>> claim(core::ScanSeen seen,
                                                                   pg::Deadline deadline);

    // What stations did by themselves; kept in mind by all hubs when it returns. What takes back
    // an unknown scan is left out: it comes again with EventLog::unlearned().
    [[nodiscard]] pg::asio::awaitable<Result<>> learn(std::vector<News> news,
                                                      pg::Deadline deadline);

    // Presence, occupancy and counts of the venue as far as this hub has read.
    [[nodiscard]] const VenueState& state() const { return state_; }

    struct Counts {
        std::uint64_t batches = 0;
        std::uint64_t races_lost = 0;  // another hub was faster
        std::uint64_t begun_anew = 0;  // the database was another one than before
    };
    [[nodiscard]] const Counts& counts() const { return counts_; }

  private:
    struct Waiting;
    using Batch = std::vector<std::shared_ptr<Waiting>>;

    [[nodiscard]] pg::asio::awaitable<void> serve();
    [[nodiscard]] pg::asio::awaitable<void> serve_scans(Batch batch);
    [[nodiscard]] pg::asio::awaitable<void> serve_news(std::shared_ptr<Waiting> waiting);
    [[nodiscard]] pg::asio::awaitable<Result<bool>> try_scans(Batch* batch, pg::Deadline deadline);
    [[nodiscard]] pg::asio::awaitable<Result<bool>> try_news(const Waiting* waiting,
                                                             pg::Deadline deadline);
    [[nodiscard]] pg::asio::awaitable<Result<>> catch_up(pg::Deadline deadline);
    [[nodiscard]] pg::asio::awaitable<Result<core::Outcome>> recall(core::ScanSeen seen,
                                                                    pg::Deadline deadline);
    [[nodiscard]] pg::asio::awaitable<Result<>> wait_for(std::shared_ptr<Waiting> waiting);
    [[nodiscard]] Result<> check(const core::ScanSeen& seen) const;
    [[nodiscard]] Batch take_batch();

    pg::asio::any_io_executor executor_;
    VenueJournal journal_;
    VenueState state_;
    std::deque<std::shared_ptr<Waiting>> waiting_;  // in order of arrival
    bool serving_ = false;
    Counts counts_;
};

}  // namespace kiosk::hub
